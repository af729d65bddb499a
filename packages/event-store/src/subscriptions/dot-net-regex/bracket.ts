import { type CharSet, type CharSetParts, charSet } from './char-set.ts';
import { setEscape, unitEscape } from './escape.ts';
import type { Scanner } from './scanner.ts';

/** A set of characters, behind its opening bracket; `isWithin` for what another one subtracts. */
export function bracket(scanner: Scanner, isWithin = false): CharSet {
  const negated = scanner.eat('^');
  const parts: CharSetParts = { ranges: [], categories: 0, negated, except: null };
  // What comes first is a character, be it a closing bracket or a hyphen before an opening one.
  member(scanner, parts, isWithin);
  while (scanner.peek() !== ']') {
    if (scanner.eat('-[')) subtract(scanner, parts, isWithin);
    else member(scanner, parts, isWithin);
  }
  scanner.take();
  return charSet(parts, scanner.options);
}

function member(scanner: Scanner, parts: CharSetParts, isWithin: boolean): void {
  if (scanner.ended) throw scanner.invalid("a '[' is not closed");
  const set = escapedSet(scanner);
  if (set !== null) {
    parts.ranges.push(...set.ranges);
    parts.categories |= set.categories;
    return;
  }
  const isHyphen = scanner.text.startsWith('\\-', scanner.position);
  const first = unit(scanner);
  // An escaped hyphen begins no range in .NET, and a hyphen before the closing bracket is itself.
  if (isHyphen || scanner.peek() !== '-' || scanner.peek(1) === ']' || scanner.peek(1) === '') {
    parts.ranges.push([first, first]);
    return;
  }
  scanner.take();
  endRange(scanner, parts, first, isWithin);
}

function endRange(scanner: Scanner, parts: CharSetParts, first: number, isWithin: boolean): void {
  if (scanner.eat('[')) {
    parts.ranges.push([first, first]);
    subtract(scanner, parts, isWithin);
    return;
  }
  if (escapedSet(scanner) !== null) throw scanner.invalid('a range of characters ends with a set of them');
  const last = unit(scanner);
  if (first > last) throw scanner.invalid('a range of characters is in reverse order');
  parts.ranges.push([first, last]);
}

/** What is subtracted is asked for each character that is in: one level of it, so that this costs twice at most. */
function subtract(scanner: Scanner, parts: CharSetParts, isWithin: boolean): void {
  if (isWithin) {
    throw scanner.unsupported('a subtraction from what is subtracted', 'Write one set without the other.');
  }
  parts.except = bracket(scanner, true);
  if (scanner.peek() !== ']') throw scanner.invalid('a subtraction must come last within its brackets');
}

function escapedSet(scanner: Scanner): Pick<CharSetParts, 'ranges' | 'categories'> | null {
  const from = scanner.position;
  const set = scanner.eat('\\') ? setEscape(scanner) : null;
  if (set === null) scanner.position = from;
  return set;
}

function unit(scanner: Scanner): number {
  return scanner.eat('\\') ? unitEscape(scanner) : scanner.take().charCodeAt(0);
}
