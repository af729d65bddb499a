import {
  type CharSetParts,
  casedCategories,
  charSet,
  ofBlock,
  ofCategories,
  shorthands,
  wordBoundarySet,
} from './char-set.ts';
import type { Groups } from './groups.ts';
import { equivalents } from './letter-case.ts';
import type { Options } from './options.ts';
import type { Scanner } from './scanner.ts';
import type { Anchor, Node } from './tree.ts';
import { blockOf } from './unicode-block.ts';
import { categoriesOf } from './unicode-category.ts';

/** `\G` is where the search begins, and a filter searches each name once, from its start. */
const anchors: Readonly<Record<string, Anchor>> = {
  A: 'start',
  G: 'start',
  Z: 'endOrFinalNewline',
  z: 'end',
  b: 'boundary',
  B: 'noBoundary',
};

const controls: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  e: 0x1b,
};

/** An escape outside of brackets, behind its backslash. */
export function escaped(scanner: Scanner, groups: Groups): Node {
  const anchor = anchors[scanner.peek()];
  if (anchor !== undefined) {
    scanner.take();
    return { kind: 'anchor', anchor };
  }
  const shorthand = setEscape(scanner);
  if (shorthand !== null) return { kind: 'set', set: charSet(shorthand, scanner.options) };
  return reference(scanner, groups) ?? unitNode(unitEscape(scanner), scanner.options);
}

/** One code unit, or what is equal to it under the options. */
export function unitNode(unit: number, options: Options): Node {
  if (!options.has('i') || equivalents(unit) === undefined) return { kind: 'unit', unit };
  return { kind: 'set', set: charSet({ ranges: [[unit, unit]] }, options) };
}

/** An escape that stands for a set, behind its backslash; null when it is none. */
export function setEscape(scanner: Scanner): Pick<CharSetParts, 'ranges' | 'categories'> | null {
  const shorthand = shorthands[scanner.peek()];
  if (shorthand !== undefined) {
    scanner.take();
    return shorthand;
  }
  return scanner.peek().toLowerCase() === 'p' ? property(scanner) : null;
}

function property(scanner: Scanner): Pick<CharSetParts, 'ranges' | 'categories'> {
  const isNegated = scanner.take() === 'P';
  const name = scanner.eatMatch(/\{[\w-]+\}/y)?.slice(1, -1);
  if (name === undefined) throw scanner.invalid("'\\p' and '\\P' want a name in braces, as in '\\p{Lu}'");
  const categories = categoriesOf(name);
  if (categories !== null) {
    // As in .NET each of the three cases is all of them.
    const anyCase = scanner.options.has('i') && (categories & casedCategories) === categories;
    return ofCategories(anyCase ? casedCategories : categories, isNegated);
  }
  const block = blockOf(name);
  if (block === null) throw scanner.invalid(`'${name}' is no Unicode category or block that .NET knows`);
  return ofBlock(block, isNegated);
}

/** An escape that stands for one code unit, behind its backslash. */
export function unitEscape(scanner: Scanner): number {
  const octal = scanner.eatMatch(/[0-7]{1,3}/y);
  if (octal !== null) return Number.parseInt(octal, 8) & 0xff;
  const letter = scanner.take();
  if (letter === '') throw scanner.invalid('it ends with a backslash');
  if (letter === 'x' || letter === 'u') return hexadecimal(scanner, letter);
  if (letter === 'c') return control(scanner);
  const unit = controls[letter] ?? letter.charCodeAt(0);
  if (controls[letter] === undefined && wordBoundarySet.has(unit)) {
    throw scanner.invalid(`'\\${letter}' is no escape that .NET knows`);
  }
  return unit;
}

function hexadecimal(scanner: Scanner, letter: 'x' | 'u'): number {
  const found = scanner.eatMatch(letter === 'x' ? /[\da-f]{2}/iy : /[\da-f]{4}/iy);
  if (found === null) {
    throw scanner.invalid(`'\\${letter}' wants ${letter === 'x' ? 'two' : 'four'} hexadecimal digits`);
  }
  return Number.parseInt(found, 16);
}

function control(scanner: Scanner): number {
  const unit = scanner.take().toUpperCase().charCodeAt(0) - '@'.charCodeAt(0);
  if (!(unit >= 0 && unit < 32)) throw scanner.invalid("'\\c' wants a letter or one of '@[\\]^_'");
  return unit;
}

/** `\k<name>`, `\k'name'`, and both without the `k`; `\1`, and `\10` where there are so many groups. Null for others. */
function reference(scanner: Scanner, groups: Groups): Node | null {
  const from = scanner.position;
  const isMarked = scanner.eat('k');
  const close = { '<': '>', "'": "'" }[scanner.peek()];
  if (close !== undefined) {
    scanner.take();
    const name = scanner.number() ?? groupName(scanner);
    if (name !== '' && scanner.eat(close)) return referenceTo(scanner, groups, name);
  }
  if (isMarked) throw scanner.invalid("'\\k' wants a name of a group, as in '\\k<name>'");
  scanner.position = from;
  return /[1-9]/.test(scanner.peek()) ? numbered(scanner, groups) : null;
}

function numbered(scanner: Scanner, groups: Groups): Node | null {
  const from = scanner.position;
  const number = scanner.number() ?? 0;
  if (number <= 9 || groups.refer(number) !== undefined) return referenceTo(scanner, groups, number);
  scanner.position = from;
  return null;
}

function referenceTo(scanner: Scanner, groups: Groups, name: string | number): Node {
  const group = groups.refer(name);
  if (group === undefined) throw scanner.invalid(`it refers to a group '${name}' that it does not have`);
  return { kind: 'reference', group, anyCase: scanner.options.has('i') };
}

/** The letters, digits and connectors that come next; '' when there are none. */
export function groupName(scanner: Scanner): string {
  const from = scanner.position;
  while (!scanner.ended && wordBoundarySet.has(scanner.peek().charCodeAt(0))) scanner.take();
  return scanner.text.slice(from, scanner.position);
}
