import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file's content, or where a symbolic link leads. */
export type Leaf = string | { readonly link: string };

/** A small tree of files in a folder of its own, gone when it is disposed of. */
export function makeTree(files: Readonly<Record<string, Leaf>>): Disposable & { readonly folder: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'songhanh-tree-')));
  for (const [path, leaf] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof leaf === 'string') writeFileSync(target, leaf);
    else symlinkSync(leaf.link, target);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
