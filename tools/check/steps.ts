import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** One check: a program that says nothing is wrong by exit code 0. */
export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** Where the type checker remembers between two runs. */
const cache = 'node_modules/.cache/songhanh';

/** All checks, the longest first, so that none is left to run alone at the end. */
export function steps(root: string): readonly Step[] {
  return [
    ...workspaces(root).map(types),
    { name: 'unused code and dependencies', command: ['knip', '--no-progress'] },
    {
      name: 'import rules',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'examples', 'tools'],
    },
    { name: 'stale references', command: ['node', 'tools/generate/main.ts', '--check'] },
    { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '--colors=off', '.'] },
    { name: 'tidy', command: ['node', 'tools/tidy/main.ts'] },
  ];
}

/** The folders that hold a TypeScript configuration, the apps first: they take longest. */
function workspaces(root: string): readonly string[] {
  const folders = globSync(['packages/*', 'examples/*', 'tools'], { cwd: root }).sort();
  return [...globSync('apps/*', { cwd: root }).sort(), ...folders].filter((folder) =>
    existsSync(join(root, folder, 'tsconfig.json')),
  );
}

function types(folder: string): Step {
  const memory = `${cache}/${folder.replaceAll('/', '-')}.tsbuildinfo`;
  return {
    name: `types of ${folder}`,
    command: ['tsc', '-p', folder, '--incremental', '--tsBuildInfoFile', memory, '--pretty', 'false'],
  };
}
