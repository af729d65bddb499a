import { equivalents } from './letter-case.ts';
import { noOptions } from './options.ts';
import { categoriesOf, everyCategory, isInCategories } from './unicode-category.ts';

/** Code units from `first` to `last`. */
export type Range = readonly [first: number, last: number];

export type CharSetParts = {
  ranges: Range[];
  /** Bits of Unicode categories. */
  categories: number;
  negated: boolean;
  /** What is taken out again: `[a-z-[aeiou]]`. */
  except: CharSet | null;
};

const unitMax = 0xffff;
const asciiEnd = 128;

/** A set of UTF-16 code units. What it says of ASCII is kept, as most names are of it. */
export class CharSet {
  readonly #parts: CharSetParts;
  /** Whether what is equal to a unit in the ranges is in, too; categories have their case. */
  readonly #anyCase: boolean;
  /** 1 for what is in, 2 for what is not, 0 for what was not asked yet. */
  readonly #ascii = new Uint8Array(asciiEnd);

  constructor(parts: CharSetParts, anyCase: boolean) {
    this.#parts = { ...parts, ranges: merged(parts.ranges) };
    this.#anyCase = anyCase;
  }

  has(unit: number): boolean {
    if (unit >= asciiEnd) return this.#decide(unit);
    const kept = this.#ascii[unit];
    if (kept !== 0) return kept === 1;
    const decided = this.#decide(unit);
    this.#ascii[unit] = decided ? 1 : 2;
    return decided;
  }

  #decide(unit: number): boolean {
    const { ranges, categories, negated, except } = this.#parts;
    const equal = this.#anyCase ? equivalents(unit) : undefined;
    const isInRange = equal?.some((each) => isInRanges(ranges, each)) ?? isInRanges(ranges, unit);
    const isNamed = isInRange || (categories !== 0 && isInCategories(categories, unit));
    return isNamed !== negated && except?.has(unit) !== true;
  }
}

function isInRanges(ranges: readonly Range[], unit: number): boolean {
  let from = 0;
  let end = ranges.length;
  while (from < end) {
    const middle = (from + end) >> 1;
    const [first, last] = ranges[middle] as Range;
    if (unit > last) from = middle + 1;
    else if (unit < first) end = middle;
    else return true;
  }
  return false;
}

/** The same units in rising order without overlap, so that they can be searched by halves. */
function merged(ranges: readonly Range[]): Range[] {
  const rising: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const before = rising.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else rising.push([first, last]);
  }
  return rising;
}

/** All but these. */
function others(ranges: readonly Range[]): Range[] {
  const ends = merged(ranges);
  const starts = [0, ...ends.map(([, last]) => last + 1)];
  return starts
    .map((first, index): Range => [first, (ends[index]?.[0] ?? unitMax + 1) - 1])
    .filter(([first, last]) => first <= last);
}

type Shorthand = Pick<CharSetParts, 'ranges' | 'categories'>;

const bits = (...names: string[]) => names.reduce((sum, name) => sum | (categoriesOf(name) ?? 0), 0);
/** Letters of upper, lower and title case. */
export const casedCategories = bits('Lu', 'Ll', 'Lt');
const digit = bits('Nd');
/** Letters, marks that take no space, decimal digits and connectors, of every script. */
const word = bits('L', 'Mn', 'Nd', 'Pc');
/** What `char.IsWhiteSpace` says. */
const space: Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

/** What the escapes of sets mean in .NET, within brackets and outside of them. */
export const shorthands: Readonly<Record<string, Shorthand>> = {
  d: { ranges: [], categories: digit },
  D: { ranges: [], categories: everyCategory & ~digit },
  w: { ranges: [], categories: word },
  W: { ranges: [], categories: everyCategory & ~word },
  s: { ranges: space, categories: 0 },
  S: { ranges: others(space), categories: 0 },
};

/** `\p{…}` of a block, or `\P{…}` when it is negated. */
export function ofBlock(block: Range, isNegated: boolean): Shorthand {
  return { ranges: isNegated ? others([block]) : [block], categories: 0 };
}

/** `\p{…}` of categories, or `\P{…}` when it is negated. */
export function ofCategories(categories: number, isNegated: boolean): Shorthand {
  return { ranges: [], categories: isNegated ? everyCategory & ~categories : categories };
}

export function charSet(parts: Partial<CharSetParts>, options = noOptions): CharSet {
  const anyCase = options.has('i');
  return new CharSet({ ranges: [], categories: 0, negated: false, except: null, ...parts }, anyCase);
}

/** .NET's dot takes everything but the line feed. */
export const dot = charSet({ ranges: [[0x0a, 0x0a]], negated: true });

export const everything = charSet({ ranges: [[0, unitMax]] });

/** What `\b` takes for a part of a word, and what names of groups are made of: `\w` and the two joiners. */
export const wordBoundarySet = charSet({ categories: word, ranges: [[0x200c, 0x200d]] });
