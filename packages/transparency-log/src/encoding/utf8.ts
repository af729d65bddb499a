import { FormatError } from '../errors.ts';

const encoder = new TextEncoder();
/** Keeps a byte order mark, so that decoding and encoding give the same bytes back. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of bytes that must be valid UTF-8, or of a string that must have no lone surrogate. */
export function fromUtf8(input: Uint8Array | string, what: string): string {
  if (typeof input === 'string') {
    if (input.isWellFormed()) return input;
    throw new FormatError(`${what} holds half a surrogate pair, which is no text.`);
  }
  try {
    return strict.decode(input);
  } catch {
    throw new FormatError(`${what} is not valid UTF-8.`);
  }
}

/** How many bytes the input takes, without encoding a string that is too long anyway. */
export function refuseLonger(input: Uint8Array | string, bytesMax: number, what: string): void {
  const bytes = typeof input !== 'string' || input.length > bytesMax ? input.length : toUtf8(input).length;
  if (bytes > bytesMax) {
    throw new FormatError(`${what} is longer than ${bytesMax} bytes.`);
  }
}
