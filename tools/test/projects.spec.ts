import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';
import { readTree } from '../tidy/read-tree.ts';

interface Project {
  readonly test: {
    readonly name: string;
    readonly include: readonly string[];
    readonly exclude?: readonly string[];
  };
}

const projects = (config.test?.projects ?? []) as readonly Project[];

function runBy(path: string): string[] {
  const matches = (patterns: readonly string[] = []) =>
    patterns.some((pattern) => matchesGlob(path, pattern));
  return projects
    .filter(({ test }) => matches(test.include) && !matches(test.exclude))
    .map(({ test }) => test.name);
}

it('every spec is run by exactly one project, wherever it stands', () => {
  const { paths } = readTree(fileURLToPath(new URL('../../', import.meta.url)));
  const specs = paths.filter((path) => /\.spec\.tsx?$/u.test(path) && !path.endsWith('.contract.spec.ts'));
  expect(specs.length).toBeGreaterThan(50);
  expect(specs.filter((path) => runBy(path).length !== 1)).toEqual([]);
});
