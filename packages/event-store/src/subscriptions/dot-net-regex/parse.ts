import { FilterError } from '../filter-error.ts';
import { bracket } from './bracket.ts';
import { dot, everything } from './char-set.ts';
import { escaped, unitNode } from './escape.ts';
import { mayBeEmpty } from './facts.ts';
import { type Opening, opening } from './group.ts';
import { Groups } from './groups.ts';
import { Scanner } from './scanner.ts';
import type { Expression, Node } from './tree.ts';

const nestedGroupsMax = 100;

/** An opening brace that counts nothing is a character. */
const quantifier = /[*+?]|\{\d+(?:,\d*)?\}/y;

/** What the option `x` leaves out: spaces, and comments up to the end of their line. */
const freeSpace = /[\t\n\f\r ]+|#[^\n]*/y;

const empty: Node = { kind: 'sequence', parts: [] };

/**
 * Reads a regular expression as .NET does with no options but its own (source: RegexParser.cs of dotnet/runtime). What .NET refuses,
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
  /** Directly in a branch of a condition that is an expression: there .NET takes no options. */
  #isBranch = false;

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
      this.#blanks();
      if (this.#scanner.ended || /[|)]/.test(this.#scanner.peek())) return { kind: 'sequence', parts };
      if (this.#isQuantifier())
        throw this.#scanner.invalid('a quantifier follows nothing that it could repeat');
      const atom = this.#atom();
      if (atom !== null) parts.push(this.#quantified(atom));
    }
  }

  /** null for options: nothing that a quantifier could repeat. */
  #atom(): Node | null {
    const unit = this.#scanner.take();
    if (unit === '(') return this.#group();
    const { options } = this.#scanner;
    if (unit === '[') return { kind: 'set', set: bracket(this.#scanner) };
    if (unit === '\\') return escaped(this.#scanner, this.#groups);
    if (unit === '.') return { kind: 'set', set: options.has('s') ? everything : dot };
    if (unit === '^') return { kind: 'anchor', anchor: options.has('m') ? 'lineStart' : 'start' };
    if (unit === '$') return { kind: 'anchor', anchor: options.has('m') ? 'lineEnd' : 'endOrFinalNewline' };
    return unitNode(unit.charCodeAt(0), options);
  }

  #group(): Node | null {
    this.#depth += 1;
    if (this.#depth > nestedGroupsMax) {
      throw new FilterError(
        `The filter's regular expression nests more than ${nestedGroupsMax} groups. Write it with fewer.`,
      );
    }
    const { options } = this.#scanner;
    const opened = opening(this.#scanner, this.#groups, !this.#isBranch);
    const node = opened.kind === 'options' ? null : this.#within(opened);
    if (!this.#scanner.eat(')')) throw this.#scanner.invalid("a '(' is not closed");
    this.#depth -= 1;
    this.#scanner.options = opened.kind === 'options' ? opened.options : options;
    return node;
  }

  #within(opened: Exclude<Opening, { kind: 'options' }>): Node {
    const isBranch = this.#isBranch;
    this.#isBranch = false;
    const condition = opened.kind === 'ifMatch' ? this.#condition() : empty;
    this.#isBranch = opened.kind === 'ifMatch';
    const options = this.#alternatives();
    this.#isBranch = isBranch;
    if (opened.kind === 'plain') return oneOf(options);
    if (opened.kind !== 'ifGroup' && opened.kind !== 'ifMatch') return { ...opened, body: oneOf(options) };
    const [yes = empty, no = empty, more] = options;
    if (more !== undefined) throw this.#scanner.invalid('a condition has more than two alternatives');
    return opened.kind === 'ifGroup' ? { ...opened, yes, no } : { kind: 'ifMatch', condition, yes, no };
  }

  /** An expression whose parenthesis is open; it is no group that counts unless it says so. */
  #condition(): Node {
    if (this.#scanner.peek() === '?') return this.#group() ?? empty;
    const { options } = this.#scanner;
    const node = oneOf(this.#alternatives());
    if (!this.#scanner.eat(')')) throw this.#scanner.invalid("a '(' is not closed");
    this.#scanner.options = options;
    return node;
  }

  #quantified(body: Node): Node {
    this.#blanks();
    if (!this.#isQuantifier()) return body;
    const [min, max] = this.#counts();
    if (min > max) throw this.#scanner.invalid('a quantifier has its bounds in reverse order');
    this.#blanks();
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

  /** Goes past comments, and with the option for it past spaces. */
  #blanks(): void {
    for (;;) {
      if (this.#scanner.eat('(?#')) {
        if (this.#scanner.eatMatch(/[^)]*\)/y) === null)
          throw this.#scanner.invalid('a comment is not closed');
      } else if (!this.#scanner.options.has('x') || this.#scanner.eatMatch(freeSpace) === null) return;
    }
  }
}

function oneOf(options: Node[]): Node {
  const [first = empty, second] = options;
  return second === undefined ? first : { kind: 'choice', options };
}
