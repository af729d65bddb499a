import { FormatError } from '../errors.ts';

/** How many bytes become characters in one call: more arguments than this overflow the stack of some engines. */
const chunkBytes = 0x2000;

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  }
  return btoa(binary);
}

/**
 * The bytes of standard base64, read strictly: one text per sequence of bytes, so that nobody can change a file
 * without changing what it says. Throws a FormatError that begins with `what`.
 */
export function fromBase64(text: string, what: string): Uint8Array {
  const binary = binaryOf(text);
  if (binary === null || btoa(binary) !== text) {
    throw new FormatError(`${what} is not canonical base64 (RFC 4648, section 4): "${text.slice(0, 80)}".`);
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** `atob` is lenient (white space, missing padding, loose bits): the caller compares what it would write itself. */
function binaryOf(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}
