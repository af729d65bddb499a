import { toUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';

/** Length of a key name in bytes: what an ML-DSA-44 cosignature can say in one byte of length (tlog-cosignature). */
export const keyNameBytesMax = 255;

/** Whether a signature line may carry this name: not empty, no Unicode white space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold (signed-note).
  return name.length > 0 && name.isWellFormed() && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

/** Throws a FormatError when no key of ours may have this name. */
export function assertKeyName(name: string): void {
  if (!isKeyName(name)) {
    throw new FormatError(`A key name is not empty and has neither white space nor "+": "${name}".`);
  }
  if (toUtf8(name).length > keyNameBytesMax) {
    throw new FormatError(`A key name has at most ${keyNameBytesMax} bytes: "${name.slice(0, 40)}…".`);
  }
}
