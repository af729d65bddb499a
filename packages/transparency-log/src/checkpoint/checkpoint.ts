import { parseDecimal } from '../encoding/decimal.ts';
import { formatHash, parseHash } from '../encoding/hash-text.ts';
import { FormatError } from '../errors.ts';
import { assertNoteText, noteBytesMax } from '../note/note.ts';
import { assertTreeSize } from '../tree/nodes.ts';

/** The state of a log at one size (c2sp.org/tlog-checkpoint): what a log and its witnesses sign. */
export interface Checkpoint {
  /** Identifies the log: its first line, by custom a URL without a scheme. */
  readonly origin: string;
  /** The number of leaves, at most 2^53 − 1. */
  readonly size: number;
  /** The root of the RFC 6962 tree of that size, 32 bytes. */
  readonly root: Uint8Array;
  /** Opaque lines that the log added, without their newlines. Not recommended by the specification. */
  readonly extensions: readonly string[];
}

/** The text of a note as a checkpoint. Throws a FormatError that names the line. */
export function parseCheckpoint(text: string): Checkpoint {
  assertNoteText(text);
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (origin === undefined || size === undefined || root === undefined) {
    throw new FormatError('A checkpoint has at least three lines: origin, size and root.');
  }
  const emptyAt = [origin, size, root, ...extensions].indexOf('');
  if (emptyAt >= 0) throw new FormatError(`Line ${emptyAt + 1} of the checkpoint is empty.`);
  return {
    origin,
    size: parseDecimal(size, 'Line 2 of the checkpoint, its size,'),
    root: parseHash(root, 'Line 3 of the checkpoint, its root,'),
    extensions,
  };
}

/** The text that is signed. Throws a FormatError or RangeError for what no checkpoint can hold. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  assertTreeSize(size, 'The size of a checkpoint');
  const lines = [origin, String(size), formatHash(root), ...extensions];
  if (lines.some((line) => line === '' || line.includes('\n'))) {
    throw new FormatError('The origin and the extensions of a checkpoint are lines, none of them empty.');
  }
  const text = `${lines.join('\n')}\n`;
  assertNoteText(text);
  if (text.length > noteBytesMax) throw new FormatError(`A checkpoint has at most ${noteBytesMax} bytes.`);
  return text;
}
