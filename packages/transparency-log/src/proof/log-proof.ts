import { parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { parseDecimal } from '../encoding/decimal.ts';
import { formatHash, parseHash } from '../encoding/hash-text.ts';
import { fromUtf8, refuseLonger } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { noteBytesMax, parseNote } from '../note/note.ts';
import { assertTreeSize } from '../tree/nodes.ts';

/** Hashes of an inclusion proof: a tree of 2^53 − 1 leaves needs 53, one of 2^63 needs 63. */
export const inclusionHashesMax = 63;
/** Length of the extra data in bytes. */
export const extraBytesMax: number = 64 * 1024;
/** Length of a whole proof in bytes: its note, its extra data in base64, its hashes, and its words. */
export const proofBytesMax: number = noteBytesMax + 2 * extraBytesMax;

/** A proof that somebody can check offline (c2sp.org/tlog-proof), by custom a file that ends in `.tlog-proof`. */
export interface LogProof {
  readonly index: number;
  /** The inclusion proof, from the leaf's sibling to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note of the checkpoint, as it was published. */
  readonly checkpoint: string;
  /** Bytes of the application that nothing vouches for; null without any. */
  readonly extra: Uint8Array | null;
}

const header = 'c2sp.org/tlog-proof@v1';

/** The file of a proof. Throws a FormatError or RangeError for what no proof can hold. */
export function formatProof({ index, hashes, checkpoint, extra }: LogProof): string {
  assertTreeSize(index, 'The index of a proof');
  if (extra && (extra.length === 0 || extra.length > extraBytesMax)) {
    throw new RangeError(`Extra data has 1 to ${extraBytesMax} bytes; where there is none it is null.`);
  }
  if (hashes.length > inclusionHashesMax) {
    throw new RangeError(`A proof has at most ${inclusionHashesMax} hashes.`);
  }
  parseCheckpoint(parseNote(checkpoint).text);
  const lines = [
    header,
    ...(extra ? [`extra ${toBase64(extra)}`] : []),
    `index ${index}`,
    ...hashes.map(formatHash),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Reads the file of a proof. Throws a FormatError that names the line. What it holds is not checked: see
 * `judgeProof`.
 */
export function parseProof(input: Uint8Array | string): LogProof {
  refuseLonger(input, proofBytesMax, 'The proof');
  const whole = fromUtf8(input, 'The proof');
  const end = whole.indexOf('\n\n');
  if (end < 0) throw new FormatError('The proof has no empty line before its checkpoint.');
  const lines = whole.slice(0, end).split('\n');
  if (lines[0] !== header) throw new FormatError(`Line 1 of the proof is not "${header}".`);
  const extra = extraOf(lines[1]);
  const indexAt = extra === null ? 1 : 2;
  const index = indexOf(lines[indexAt], indexAt + 1);
  const encoded = lines.slice(indexAt + 1);
  if (encoded.length > inclusionHashesMax) {
    throw new FormatError(`The proof has more than ${inclusionHashesMax} hashes.`);
  }
  const hashes = encoded.map((line, at) => parseHash(line, `Line ${indexAt + 2 + at} of the proof`));
  const checkpoint = whole.slice(end + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  return { index, hashes, checkpoint, extra };
}

function extraOf(line: string | undefined): Uint8Array | null {
  if (!line?.startsWith('extra ')) return null;
  const extra = fromBase64(line.slice('extra '.length), 'Line 2 of the proof, its extra data,');
  if (extra.length >= 1 && extra.length <= extraBytesMax) return extra;
  throw new FormatError(
    `Line 2 of the proof has ${extra.length} bytes of extra data, not 1 to ${extraBytesMax}.`,
  );
}

function indexOf(line: string | undefined, number: number): number {
  if (!line?.startsWith('index ')) {
    throw new FormatError(`Line ${number} of the proof is not "index <number>".`);
  }
  return parseDecimal(line.slice('index '.length), `Line ${number} of the proof, its index,`);
}
