import { FilterError } from '../filter-error.ts';
import { noOptions, type Options } from './options.ts';

/** .NET's numbers within an expression are of 32 bits. */
const numberMax = 2 ** 31 - 1;

/** Reads a regular expression from its start to its end, by UTF-16 code units as .NET does. */
export class Scanner {
  readonly text: string;
  position = 0;
  /** Those that hold here. */
  options: Options = noOptions;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.position >= this.text.length;
  }

  /** The code unit that comes next, or one behind it; '' at the end. */
  peek(behind = 0): string {
    return this.text[this.position + behind] ?? '';
  }

  take(): string {
    const unit = this.peek();
    this.position += 1;
    return unit;
  }

  /** Goes past `expected` if it comes next. */
  eat(expected: string): boolean {
    const isNext = this.text.startsWith(expected, this.position);
    if (isNext) this.position += expected.length;
    return isNext;
  }

  isNext(sticky: RegExp): boolean {
    sticky.lastIndex = this.position;
    return sticky.test(this.text);
  }

  /** Goes past what matches the sticky expression here; null when nothing does. */
  eatMatch(sticky: RegExp): string | null {
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.text)?.[0] ?? null;
    if (found !== null) this.position += found.length;
    return found;
  }

  number(): number | null {
    const digits = this.eatMatch(/\d+/y);
    if (digits !== null && Number(digits) > numberMax) throw this.invalid(`${digits} is too large a number`);
    return digits === null ? null : Number(digits);
  }

  invalid(reason: string): FilterError {
    return new FilterError(
      `The filter's regular expression is not valid: ${reason} (before character ${this.position + 1}).`,
    );
  }

  unsupported(what: string, instead: string): FilterError {
    return new FilterError(
      `The filter's regular expression is not supported: ${what} (before character ${this.position + 1}). ${instead}`,
    );
  }
}
