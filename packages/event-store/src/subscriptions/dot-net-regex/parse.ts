import { FilterError } from '../filter-error.ts';
import { bracket } from './bracket.ts';
import { dot } from './char-set.ts';
import { escaped } from './escape.ts';
import { mayBeEmpty } from './facts.ts';
import { type Opening, opening } from './group.ts';
import { Groups } from './groups.ts';
import { Scanner } from './scanner.ts';
import type { Expression, Node } from './tree.ts';

const nestedGroupsMax = 100;

/** An opening brace that counts nothing is a character. */
const quantifier = /[*+?]|\{\d+(?:,\d*)?\}/y;

const empty: Node = { kind: 'sequence', parts: [] };

/**
 * Reads a regular expression as .NET does without options (source: RegexParser.cs of dotnet/runtime). What .NET refuses,
 * and the little that is not supported, is refused with a sentence.
 */
export function parse(text: string): Expression {
  const groups = new Groups();
  new Parser(text, groups).whole();
  groups.numberNames();
  return { root: new Parser(text, groups).whole(), referenced: groups.referenced };
}

class Parser {
  readonly #scanner: Scanner;
  readonly #groups: Groups;
  #depth = 0;

  constructor(text: string, groups: Groups) {
    this.#scanner = new Scanner(text);
    this.#groups = groups;
  }

  whole(): Node {
    const node = oneOf(this.#alternatives());
    if (!this.#scanner.ended) throw this.#scanner.invalid("a ')' closes nothing");
    return node;
  }

  #alternatives(): Node[] {
    const options = [this.#sequence()];
    while (this.#scanner.eat('|')) options.push(this.#sequence());
    return options;
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (;;) {
      this.#comments();
      if (this.#scanner.ended || /[|)]/.test(this.#scanner.peek())) return { kind: 'sequence', parts };
      if (this.#isQuantifier())
        throw this.#scanner.invalid('a quantifier follows nothing that it could repeat');
      parts.push(this.#quantified(this.#atom()));
    }
  }

  #atom(): Node {
    const unit = this.#scanner.take();
    if (unit === '(') return this.#group();
    if (unit === '[') return { kind: 'set', set: bracket(this.#scanner) };
    if (unit === '\\') return escaped(this.#scanner, this.#groups);
    if (unit === '.') return { kind: 'set', set: dot };
    if (unit === '^') return { kind: 'anchor', anchor: 'start' };
    if (unit === '$') return { kind: 'anchor', anchor: 'endOrFinalNewline' };
    return { kind: 'unit', unit: unit.charCodeAt(0) };
  }

  #group(): Node {
    this.#depth += 1;
    if (this.#depth > nestedGroupsMax) {
      throw new FilterError(
        `The filter's regular expression nests more than ${nestedGroupsMax} groups. Write it with fewer.`,
      );
    }
    const node = this.#enclosed(opening(this.#scanner, this.#groups));
    if (!this.#scanner.eat(')')) throw this.#scanner.invalid("a '(' is not closed");
    this.#depth -= 1;
    return node;
  }

  #enclosed(opened: Opening): Node {
    const condition = opened.kind === 'ifMatch' ? this.#condition() : empty;
    const options = this.#alternatives();
    if (opened.kind === 'plain') return oneOf(options);
    if (opened.kind !== 'ifGroup' && opened.kind !== 'ifMatch') return { ...opened, body: oneOf(options) };
    const [yes = empty, no = empty, more] = options;
    if (more !== undefined) throw this.#scanner.invalid('a condition has more than two alternatives');
    return opened.kind === 'ifGroup' ? { ...opened, yes, no } : { kind: 'ifMatch', condition, yes, no };
  }

  /** An expression whose parenthesis is open; it is no group that counts unless it says so. */
  #condition(): Node {
    if (this.#scanner.peek() === '?') return this.#group();
    const node = oneOf(this.#alternatives());
    if (!this.#scanner.eat(')')) throw this.#scanner.invalid("a '(' is not closed");
    return node;
  }

  #quantified(body: Node): Node {
    this.#comments();
    if (!this.#isQuantifier()) return body;
    const [min, max] = this.#counts();
    if (min > max) throw this.#scanner.invalid('a quantifier has its bounds in reverse order');
    this.#comments();
    const isLazy = this.#scanner.eat('?');
    return { kind: 'repeat', body, min, max, isLazy, bodyMayBeEmpty: mayBeEmpty(body) };
  }

  #isQuantifier(): boolean {
    return this.#scanner.isNext(quantifier);
  }

  #counts(): [min: number, max: number] {
    const sign = this.#scanner.take();
    if (sign !== '{') return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
    const min = this.#scanner.number() ?? 0;
    const max = this.#scanner.eat(',') ? (this.#scanner.number() ?? Number.POSITIVE_INFINITY) : min;
    this.#scanner.take();
    return [min, max];
  }

  #comments(): void {
    while (this.#scanner.eat('(?#')) {
      if (this.#scanner.eatMatch(/[^)]*\)/y) === null) throw this.#scanner.invalid('a comment is not closed');
    }
  }
}

function oneOf(options: Node[]): Node {
  const [first = empty, second] = options;
  return second === undefined ? first : { kind: 'choice', options };
}
