import { fromUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';

/** A file whose bytes from 0x80 on are opaque (tlog-policy), as text in which equal names are equal strings. */
export interface OpaqueText {
  readonly text: string;
  /** A word of the text that has to be UTF-8, as keys have. Throws a FormatError. */
  utf8(word: string): string;
}

/** UTF-8 where the whole file is UTF-8, one character for each byte otherwise. */
export function opaqueText(bytes: Uint8Array): OpaqueText {
  try {
    return { text: fromUtf8(bytes, 'The file'), utf8: (word) => word };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return {
    text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''),
    utf8: (word) =>
      fromUtf8(
        Uint8Array.from(word, (character) => character.charCodeAt(0)),
        'the key',
      ),
  };
}
