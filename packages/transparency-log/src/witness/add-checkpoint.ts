import { parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { parseDecimal } from '../encoding/decimal.ts';
import { formatHash, parseHash } from '../encoding/hash-text.ts';
import { fromUtf8, refuseLonger } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { noteBytesMax, parseNote } from '../note/note.ts';
import { assertTreeSize } from '../tree/nodes.ts';

/** Hashes of the consistency proof in a request (tlog-witness). */
export const consistencyHashesMax = 63;
/** Length of a request in bytes: its note, its hashes in base64, its first line. */
export const requestBytesMax: number = noteBytesMax + 4096;

/** What a log sends to a witness: POST `<submission prefix>/add-checkpoint` (c2sp.org/tlog-witness). */
export interface AddCheckpoint {
  /** The size of the checkpoint that the witness cosigned last, 0 for none. */
  readonly oldSize: number;
  /** The consistency proof from that size to the checkpoint's. */
  readonly proof: readonly Uint8Array[];
  /** The signed note of the checkpoint. */
  readonly checkpoint: string;
}

/** The body of the request. Throws a FormatError or RangeError for what no request can hold. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  assertTreeSize(oldSize, 'The old size of a request');
  if (proof.length > consistencyHashesMax) {
    throw new RangeError(`A request has at most ${consistencyHashesMax} hashes.`);
  }
  parseCheckpoint(parseNote(checkpoint).text);
  return `${[`old ${oldSize}`, ...proof.map(formatHash)].join('\n')}\n\n${checkpoint}`;
}

/** Reads the body of a request; the checkpoint is left as it stands. Throws a FormatError that names the line. */
export function parseAddCheckpoint(body: Uint8Array | string): AddCheckpoint {
  refuseLonger(body, requestBytesMax, 'The request');
  const whole = fromUtf8(body, 'The request');
  const end = whole.indexOf('\n\n');
  if (end < 0) throw new FormatError('The request has no empty line before its checkpoint.');
  const [old = '', ...hashes] = whole.slice(0, end).split('\n');
  if (!old.startsWith('old ')) throw new FormatError('Line 1 of the request is not "old <size>".');
  if (hashes.length > consistencyHashesMax) {
    throw new FormatError(`The request has more than ${consistencyHashesMax} hashes.`);
  }
  return {
    oldSize: parseDecimal(old.slice('old '.length), 'Line 1 of the request, the old size,'),
    proof: hashes.map((hash, at) => parseHash(hash, `Line ${at + 2} of the request`)),
    checkpoint: whole.slice(end + 2),
  };
}
