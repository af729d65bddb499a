import { posix } from 'node:path';
import type { Fault, SourceFile } from './fault.ts';

/** What is wrong with a Markdown page: not one first heading, or a relative link that leads nowhere. */
export function pageFaults(page: SourceFile, pages: ReadonlyMap<string, string>, exists: Exists): Fault[] {
  const prose = withoutCode(page.text);
  return [...headingFaults(page.path, prose), ...linkFaults(page.path, prose, pages, exists)];
}

/** Whether a file or folder of the repository has this path. */
type Exists = (path: string) => boolean;

function headingFaults(path: string, prose: string): Fault[] {
  const firsts = linesWith(prose, /^# \S/u);
  if (firsts.length === 1) return [];
  return [
    { path, line: firsts[1] ?? null, what: `${firsts.length} headings of the first level; a page has one` },
  ];
}

function linkFaults(
  path: string,
  prose: string,
  pages: ReadonlyMap<string, string>,
  exists: Exists,
): Fault[] {
  const faults: Fault[] = [];
  for (const match of prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s+(\S+)/gmu)) {
    const target = match[1] ?? match[2] ?? '';
    const what = deadLink(path, target, pages, exists);
    if (what !== null) faults.push({ path, line: prose.slice(0, match.index).split('\n').length, what });
  }
  return faults;
}

function deadLink(
  path: string,
  target: string,
  pages: ReadonlyMap<string, string>,
  exists: Exists,
): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//iu.test(target)) return null;
  const [file = '', anchor = ''] = target.split('#', 2).map(decodeURIComponent);
  const root = file.startsWith('/') ? '.' : posix.dirname(path);
  const found = file === '' ? path : posix.normalize(posix.join(root, file)).replace(/\/$/u, '');
  if (found.startsWith('..') || !exists(found)) return `the link ${target} leads to nothing`;
  const linked = pages.get(found);
  if (anchor === '' || linked === undefined) return null;
  return anchorsOf(linked).has(anchor) ? null : `the link ${target} names a heading that ${found} has not`;
}

/** The anchors that GitHub gives to a page's headings, and those set by hand. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutCode(text, '`').matchAll(/^#{1,6} +(.+?) *#*$/gmu)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1').toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/gu)) anchors.add(id);
  return anchors;
}

/** Blanks fenced blocks, and code within a line unless it is to be kept; every line stays where it was. */
function withoutCode(text: string, keep: '`' | '' = ''): string {
  const unfenced = text.replace(/^ *(```+|~~~+)[^\n]*\n[\s\S]*?^ *\1 *$/gmu, (block) =>
    block.replace(/[^\n]/gu, ''),
  );
  return keep === '`' ? unfenced : unfenced.replace(/`[^`\n]*`/gu, (span) => ' '.repeat(span.length));
}

function linesWith(text: string, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}
