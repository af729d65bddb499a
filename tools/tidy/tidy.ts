import type { Fault, SourceFile } from './fault.ts';
import { lengthFaults, longFiles } from './length.ts';
import { localeFaults } from './locales.ts';
import { pageFaults } from './pages.ts';
import { pathFaults } from './paths.ts';
import { wordFaults } from './words.ts';

/** All paths of a tree, and those of its files that hold text. */
export interface Tree {
  readonly paths: readonly string[];
  readonly files: readonly SourceFile[];
}

/** What is untidy in a tree, and which files are long enough to be looked at. */
export function tidy(tree: Tree): { readonly faults: readonly Fault[]; readonly long: readonly string[] } {
  const known = withFolders(tree.paths);
  const pages = tree.files.filter((file) => file.path.endsWith('.md'));
  const texts = new Map(pages.map((page) => [page.path, page.text]));
  return {
    faults: [
      ...tree.paths.flatMap(pathFaults),
      ...tree.files.flatMap((file) => [...lengthFaults(file), ...wordFaults(file)]),
      ...localeFaults(tree.files),
      ...pages.flatMap((page) => pageFaults(page, texts, (path) => known.has(path))),
    ],
    long: longFiles(tree.files),
  };
}

function withFolders(paths: readonly string[]): Set<string> {
  const known = new Set(['.']);
  for (const path of paths) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth += 1) known.add(names.slice(0, depth).join('/'));
  }
  return known;
}
