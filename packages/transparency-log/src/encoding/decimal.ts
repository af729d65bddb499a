import { FormatError } from '../errors.ts';

/**
 * A number as the C2SP formats write it: ASCII digits without a leading zero. Throws a FormatError that begins with
 * `what`; larger numbers than `max` (by default 2^53 − 1, the largest integer that a number holds exactly) are
 * refused, never rounded.
 */
export function parseDecimal(text: string, what: string, max: number = Number.MAX_SAFE_INTEGER): number {
  if (!/^(?:0|[1-9][0-9]*)$/u.test(text)) {
    throw new FormatError(`${what} is not a decimal number without a leading zero: "${text.slice(0, 40)}".`);
  }
  const value = Number(text);
  if (value > max) throw new FormatError(`${what} is larger than ${max}: ${text.slice(0, 40)}.`);
  return value;
}
