import { groupName } from './escape.ts';
import type { Groups } from './groups.ts';
import { type Options, withOptions } from './options.ts';
import type { Scanner } from './scanner.ts';

/** What an opening parenthesis begins. */
export type Opening =
  | { kind: 'plain' }
  /** `(?i)` encloses nothing: it holds up to the end of the group that it stands in. */
  | { kind: 'options'; options: Options }
  | { kind: 'atomic' }
  | { kind: 'ifMatch' }
  | { kind: 'capture'; group: number }
  | { kind: 'ifGroup'; group: number }
  | { kind: 'look'; isBehind: boolean; isNegative: boolean };

const openings: readonly (readonly [text: string, opening: Opening])[] = [
  ['?:', { kind: 'plain' }],
  ['?>', { kind: 'atomic' }],
  ['?=', { kind: 'look', isBehind: false, isNegative: false }],
  ['?!', { kind: 'look', isBehind: false, isNegative: true }],
  ['?<=', { kind: 'look', isBehind: true, isNegative: false }],
  ['?<!', { kind: 'look', isBehind: true, isNegative: true }],
];

/** Reads what stands behind an opening parenthesis, up to what it encloses. `(?i:` sets the scanner's options for that. */
export function opening(scanner: Scanner, groups: Groups, mayHaveOptions: boolean): Opening {
  if (scanner.peek() !== '?')
    return scanner.options.has('n') ? { kind: 'plain' } : { kind: 'capture', group: groups.unnamed() };
  for (const [text, found] of openings) if (scanner.eat(text)) return found;
  if (scanner.eat('?<')) return named(scanner, groups, '>');
  if (scanner.eat("?'")) return named(scanner, groups, "'");
  if (scanner.eat('?(')) return condition(scanner, groups);
  const letters = mayHaveOptions ? scanner.eatMatch(/\?[imnsx+-]+(?=[:)])/iy)?.slice(1) : undefined;
  if (letters !== undefined) return optional(scanner, withOptions(scanner.options, letters));
  throw scanner.invalid("'(?' begins none of the groups that .NET knows");
}

function optional(scanner: Scanner, options: Options): Opening {
  if (scanner.peek() === ')') return { kind: 'options', options };
  scanner.take();
  scanner.options = options;
  return { kind: 'plain' };
}

function named(scanner: Scanner, groups: Groups, close: string): Opening {
  const name = scanner.number() ?? groupName(scanner);
  if (scanner.peek() === '-') {
    throw scanner.unsupported(
      'a balancing group',
      'Filter by a prefix, and match the rest where it is read.',
    );
  }
  if (name === 0) throw scanner.invalid('no group can have the number 0');
  if (name === '' || !scanner.eat(close)) throw scanner.invalid("a group's name is not valid");
  return { kind: 'capture', group: groups.named(name) };
}

/** `(?(1)…)` and `(?(name)…)` ask whether a group took part; everything else is an expression of its own. */
function condition(scanner: Scanner, groups: Groups): Opening {
  const from = scanner.position;
  const number = scanner.number();
  if (number !== null) {
    const group = scanner.eat(')') ? groups.refer(number) : undefined;
    if (group === undefined)
      throw scanner.invalid(`its condition asks for a group '${number}' that it does not have`);
    return { kind: 'ifGroup', group };
  }
  const name = groupName(scanner);
  const group = name !== '' && scanner.eat(')') ? groups.refer(name) : undefined;
  if (group !== undefined) return { kind: 'ifGroup', group };
  scanner.position = from;
  if (/^\?(?:#|'|<[^=!]|[imnsx+-])/i.test(scanner.text.slice(from, from + 3))) {
    throw scanner.invalid('a condition is a comment, a named group or an option');
  }
  return { kind: 'ifMatch' };
}
