import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What must be installed before anything runs: `ci` (nothing is there), `install` (a dependency was added, removed
 * or raised), or null. Contents are compared, not times: a fresh clone gives every file the same time.
 * @param {string} root
 * @returns {'ci' | 'install' | null}
 */
export function missingInstall(root) {
  const there = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(there)) return 'ci';
  const locked = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(there);
  return isDeclared(root, locked) && isInstalled(locked, installed) ? null : 'install';
}

/** Whether the lock says what each package.json asks for. */
function isDeclared(root, locked) {
  return Object.entries(locked)
    .filter(([path]) => !path.includes('node_modules/'))
    .every(([path, entry]) => {
      const manifest = join(root, path, 'package.json');
      if (!existsSync(manifest)) return true;
      const asked = JSON.parse(readFileSync(manifest, 'utf8'));
      return ['dependencies', 'devDependencies'].every((field) => sameTable(asked[field], entry[field]));
    });
}

/** Whether node_modules holds each locked version; what is optional may be missing (other platforms). */
function isInstalled(locked, installed) {
  return Object.entries(locked)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, optional }]) =>
      installed[path] === undefined ? optional === true : installed[path].version === version,
    );
}

function sameTable(one = {}, other = {}) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
}
