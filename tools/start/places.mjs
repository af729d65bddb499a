import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/u, '');
/** Ours, whichever Node runs the supervisor. */
export const nodeBinary = firstThere([
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  process.execPath,
]);
/** Where Node keeps what it compiled, for the next start; gone with the installation that it was compiled from. */
export const compiledCode = join(root, 'node_modules', '.cache', 'node-compile');
/** As an address: a path is none on every platform. */
export const withParent = new URL('./with-parent.mjs', import.meta.url).href;

function firstThere(paths) {
  return paths.find((path) => existsSync(path)) ?? process.execPath;
}
