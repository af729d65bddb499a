import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from './tidy.ts';

const text = /\.(?:ts|tsx|mts|mjs|cjs|js|css|graphql|md|yaml|yml|json|html|sh|sql)$/u;

/** Every file that git knows or would take, so that a new file is seen before it is committed. */
export function readTree(folder: string): Tree {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths = [...new Set(listed.split('\0'))].filter(
    (path) => path !== '' && existsSync(join(folder, path)),
  );
  const files = paths
    .filter(
      (path) => text.test(path) && path !== 'package-lock.json' && lstatSync(join(folder, path)).isFile(),
    )
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return { paths, files };
}
