import { FormatError } from '../errors.ts';
import { hashBytes } from '../tree/hash.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** A SHA-256 hash in canonical base64, as the C2SP formats hold it on a line. Throws a RangeError for another length. */
export function formatHash(hash: Uint8Array): string {
  if (hash.length !== hashBytes) {
    throw new RangeError(`A hash has ${hashBytes} bytes; this one has ${hash.length}.`);
  }
  return toBase64(hash);
}

/** Reads such a hash. Throws a FormatError that begins with `what`. */
export function parseHash(text: string, what: string): Uint8Array {
  const hash = fromBase64(text, what);
  if (hash.length !== hashBytes) {
    throw new FormatError(`${what} has ${hash.length} bytes where a hash has ${hashBytes}.`);
  }
  return hash;
}
