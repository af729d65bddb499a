import type { Fault } from './fault.ts';

const vagueNames = new Set(['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'misc']);
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/u;

/** Names that a tool or a custom gives. */
const givenNames = [
  /^[A-Z]+\.md$/u,
  /^(?:LICENSE|NOTICE|SECURITY)$/u,
  /^(?:Dockerfile|Containerfile|Makefile)(?:\.[a-z-]+)?$/u,
  /^Chart\.yaml$/u,
  /^\.[a-z0-9.-]+$/u,
];

/** A package's root, a folder that the package exports (a noun, the kernel, a contract), a feature's root. */
const indexAtRoot = [
  /^(?:packages|examples)\/[^/]+\/src\/(?:[^/]+\/)?index\.ts$/u,
  /^apps\/[^/]+\/src\/features\/[^/]+\/index\.tsx?$/u,
];

/** What is wrong with a path itself. Charts name their templates in their own way. */
export function pathFaults(path: string): Fault[] {
  if (/^infra\/.*\/templates\//u.test(path)) return [];
  const whole = (what: string): Fault => ({ path, line: null, what });
  const names = path.split('/');
  const faults: Fault[] = [];
  for (const name of names) {
    const stem = name.split('.')[0] ?? name;
    if (vagueNames.has(stem)) faults.push(whole(`"${stem}" says nothing; name it after what it holds`));
    if (!kebab.test(name) && !givenNames.some((given) => given.test(name))) {
      faults.push(whole(`"${name}" is not in kebab-case with a role after a dot (task.projection.ts)`));
    }
  }
  if (/^index\.[cm]?[jt]sx?$/u.test(names.at(-1) ?? '') && !indexAtRoot.some((root) => root.test(path))) {
    faults.push(whole("an index stands only at a package's or a noun's root; import the file itself"));
  }
  return faults;
}
