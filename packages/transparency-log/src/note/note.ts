import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { concatBytes, viewOf } from '../encoding/bytes.ts';
import { fromUtf8, refuseLonger } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { isKeyName } from './key-name.ts';

/** Length of a whole note in bytes. */
export const noteBytesMax: number = 1024 * 1024;
/** Signature lines of one note; signed-note asks for at least 16. */
export const signaturesMax = 100;

/** One signature line, as it stands: nothing is said yet of whether it is good. */
export interface Signature {
  /** The name of the key. */
  readonly name: string;
  /** The id of the key: with the name it says which key of which algorithm signed. 32 bits, unsigned. */
  readonly keyId: number;
  /** What follows the key id. Of a cosignature it begins with the time, 64 bits. */
  readonly bytes: Uint8Array;
}

/** A signed note (c2sp.org/signed-note). Its text means nothing before `openNote` has found a trusted signature. */
export interface Note {
  /** With its last newline, without the empty line before the signatures. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

const dash = '\u2014';

/** Reads a note. Throws a FormatError where it is not one, or is larger than the bounds. */
export function parseNote(input: Uint8Array | string): Note {
  refuseLonger(input, noteBytesMax, 'The note');
  const whole = fromUtf8(input, 'The note');
  // The text may have empty lines of its own: the signatures follow the last one.
  const at = whole.lastIndexOf('\n\n');
  if (at < 0) throw new FormatError('The note has no empty line before its signatures.');
  const text = whole.slice(0, at + 1);
  assertNoteText(text);
  return { text, signatures: parseSignatureLines(whole.slice(at + 2)) };
}

/** The note as bytes would hold it: text, empty line, signature lines. Throws a FormatError for what is no note. */
export function formatNote({ text, signatures }: Note): string {
  assertNoteText(text);
  if (signatures.length === 0) throw new FormatError('A note has at least one signature.');
  const note = `${text}\n${formatSignatureLines(signatures)}`;
  refuseLonger(note, noteBytesMax, 'The note');
  return note;
}

/** Reads signature lines alone, as a witness answers them. Throws a FormatError. */
export function parseSignatureLines(lines: string): readonly Signature[] {
  if (!lines.endsWith('\n')) {
    throw new FormatError('The signatures must be one or more lines, the last one ending in a newline.');
  }
  const parts = lines.slice(0, -1).split('\n', signaturesMax + 1);
  if (parts.length > signaturesMax) {
    throw new FormatError(`There are more than ${signaturesMax} signatures.`);
  }
  return parts.map(signatureOf);
}

/** Signature lines alone, each with its newline. Throws a FormatError. */
export function formatSignatureLines(signatures: readonly Signature[]): string {
  if (signatures.length > signaturesMax) {
    throw new FormatError(`There are more than ${signaturesMax} signatures.`);
  }
  return signatures.map(lineOf).join('');
}

/** Throws a FormatError when a note cannot have this text. */
export function assertNoteText(text: string): void {
  if (!text.endsWith('\n')) throw new FormatError('The text of a note ends in a newline.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note must not hold (signed-note).
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/u.test(text)) {
    throw new FormatError('The text of a note is UTF-8 without control characters other than newlines.');
  }
}

function signatureOf(line: string, at: number): Signature {
  const what = `Signature ${at + 1}`;
  const [mark, name, base64, ...more] = line.split(' ');
  if (mark !== dash || name === undefined || base64 === undefined || more.length > 0) {
    throw new FormatError(`${what} is not of the form "${dash} <key name> <base64>".`);
  }
  if (!isKeyName(name)) throw new FormatError(`${what} has a key name with white space, "+", or nothing.`);
  const bytes = fromBase64(base64, what);
  if (bytes.length < 5) throw new FormatError(`${what} has no bytes after its key id.`);
  return { name, keyId: viewOf(bytes).getUint32(0), bytes: bytes.subarray(4) };
}

function lineOf({ name, keyId, bytes }: Signature): string {
  if (!isKeyName(name)) throw new FormatError(`"${name}" is no name of a key.`);
  if (bytes.length === 0) throw new FormatError(`The signature of "${name}" is empty.`);
  const id = new Uint8Array(4);
  viewOf(id).setUint32(0, keyId);
  return `${dash} ${name} ${toBase64(concatBytes(id, bytes))}\n`;
}
