import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is built, what it is built of, and a file that is there once it was. */
const builds = [
  { name: '@songhanh/api', output: 'apps/api/dist/main.js', inputs: ['apps/api', 'packages', 'examples'] },
  {
    name: '@songhanh/admin',
    output: 'apps/admin/dist/index.html',
    inputs: ['apps/admin', 'apps/api/schema.graphql'],
  },
];
const sharedInputs = ['package.json', 'package-lock.json', 'turbo.json', 'tsconfig.base.json'];
const skipped = new Set(['node_modules', 'dist', '.turbo', '.vite', 'coverage', 'e2e']);

/**
 * Names of the workspaces whose build is older than something that goes into it. This only spares a start the
 * second that turbo takes to come to the same end; what is rebuilt, and from which cache, is turbo's matter.
 */
export function staleBuilds(root) {
  return builds
    .filter(({ name, output, inputs }) => {
      const stamp = stampOf(root, name);
      if (!existsSync(join(root, output)) || !existsSync(stamp)) return true;
      const builtAt = statSync(stamp).mtimeMs;
      return [...sharedInputs, ...inputs].some((input) => isNewer(join(root, input), builtAt));
    })
    .map(({ name }) => name);
}

/** @param {Date} startedAt when the build began: what was changed while it ran is stale again */
export function markBuilt(root, names, startedAt) {
  for (const name of names) {
    const stamp = stampOf(root, name);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, '');
    utimesSync(stamp, startedAt, startedAt);
  }
}

function stampOf(root, name) {
  return join(root, 'node_modules', '.cache', 'songhanh', `${name.replace('/', '-')}.built`);
}

/** A folder's own time tells of files that were removed. */
function isNewer(path, builtAt) {
  if (!existsSync(path)) return false;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs > builtAt && !path.endsWith('.spec.ts');
  if (hasLost(path, entry, builtAt)) return true;
  return readdirSync(path).some((name) => !skipped.has(name) && isNewer(join(path, name), builtAt));
}

/** A workspace's own folder also changes when dist is made in it, so only the folders below tell. */
function hasLost(path, entry, builtAt) {
  return !existsSync(join(path, 'package.json')) && entry.mtimeMs > builtAt;
}
