import { type Checkpoint, parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { equalBytes } from '../encoding/bytes.ts';
import { FormatError, VerificationError } from '../errors.ts';
import { formatSignatureLines, type Note, parseNote } from '../note/note.ts';
import { signatureOf, verifySignatures } from '../note/open.ts';
import type { Signer, Verifier } from '../note/verifier.ts';
import { emptyRoot } from '../tree/hash.ts';
import { verifyConsistency } from '../tree/verify.ts';
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';

/** The checkpoint that a witness cosigned last for one log. */
export interface WitnessedCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note as it came, to show to others. */
  readonly note: string;
}

/** What a witness remembers, for each origin. It is all that keeps it from signing two histories. */
export interface WitnessState {
  latest(origin: string): Promise<WitnessedCheckpoint | null>;
  /**
   * Puts `next` in the place of `expected`, at once and durably before it resolves, and returns true; returns false,
   * and changes nothing, when another one stands there than `expected` (compare size and root; null for none).
   */
  replace(origin: string, expected: WitnessedCheckpoint | null, next: WitnessedCheckpoint): Promise<boolean>;
}

export interface Witness {
  /** The keys that it trusts for each origin that it knows. */
  logKeys(origin: string): readonly Verifier[] | null;
  /** Its own keys, whose type is one of cosignatures. */
  readonly cosigners: readonly Signer[];
  readonly state: WitnessState;
  /** POSIX time in whole seconds. */
  now(): number;
}

/** What to answer over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

/** Of the answer that tells the size which the witness has. */
export const sizeContentType = 'text/x.tlog.size';
const textContentType = 'text/plain; charset=utf-8';

/**
 * Decides what a witness answers to an `add-checkpoint` request (c2sp.org/tlog-witness): 200 with its cosignatures,
 * which it gives only once the checkpoint is in its state; 400 for what is no request; 404 for an origin that it does
 * not know; 403 without a good signature of the log; 409 with the size that it has; 422 for a proof that does not
 * hold. Rejects when the state does, and has then signed nothing.
 */
export async function answerAddCheckpoint(
  body: Uint8Array | string,
  witness: Witness,
): Promise<WitnessAnswer> {
  refuseOtherKeys(witness.cosigners);
  const request = readRequest(body);
  if ('status' in request) return request;
  const { note, checkpoint } = request;
  const keys = witness.logKeys(checkpoint.origin);
  if (keys === null) return refusal(404, `This witness does not know the log "${checkpoint.origin}".`);
  const unsigned = signatureFault(note, keys);
  if (unsigned !== null) return refusal(403, unsigned);
  if (request.oldSize > checkpoint.size) {
    return refusal(400, `The old size ${request.oldSize} is larger than that of the checkpoint.`);
  }
  const latest = await witness.state.latest(checkpoint.origin);
  const fault = historyFault(latest, request);
  if (fault) return fault;
  const next = { size: checkpoint.size, root: checkpoint.root, note: request.checkpointNote };
  if (!(await witness.state.replace(checkpoint.origin, latest, next))) {
    // Another request came first: the caller asks again from where the log is now.
    const newer = await witness.state.latest(checkpoint.origin);
    return conflict(newer?.size ?? 0);
  }
  const time = witness.now();
  const cosignatures = witness.cosigners.map((cosigner) => signatureOf(note.text, cosigner, time));
  return { status: 200, contentType: textContentType, body: formatSignatureLines(cosignatures) };
}

function refuseOtherKeys(cosigners: readonly Signer[]): void {
  if (cosigners.length > 0 && cosigners.every(({ type }) => type !== 'ed25519')) return;
  throw new RangeError('A witness has one or more keys, and all of them are for cosignatures.');
}

interface ReadRequest extends Omit<AddCheckpoint, 'checkpoint'> {
  readonly note: Note;
  readonly checkpointNote: string;
  readonly checkpoint: Checkpoint;
}

function readRequest(body: Uint8Array | string): ReadRequest | WitnessAnswer {
  try {
    const { oldSize, proof, checkpoint: checkpointNote } = parseAddCheckpoint(body);
    const note = parseNote(checkpointNote);
    return { oldSize, proof, note, checkpointNote, checkpoint: parseCheckpoint(note.text) };
  } catch (error) {
    if (error instanceof FormatError) return refusal(400, error.message);
    throw error;
  }
}

function signatureFault({ text, signatures }: Note, keys: readonly Verifier[]): string | null {
  try {
    const { verified } = verifySignatures(text, signatures, keys);
    return verified.length > 0 ? null : 'No known key of the log has signed the checkpoint.';
  } catch (error) {
    if (error instanceof VerificationError) return error.message;
    throw error;
  }
}

/** Why the checkpoint does not continue what the witness has seen, or null. */
function historyFault(latest: WitnessedCheckpoint | null, request: ReadRequest): WitnessAnswer | null {
  const { oldSize, proof, checkpoint } = request;
  const knownSize = latest?.size ?? 0;
  if (oldSize !== knownSize) return conflict(knownSize);
  if (latest && checkpoint.size === knownSize && !equalBytes(latest.root, checkpoint.root)) {
    return conflict(knownSize);
  }
  try {
    verifyConsistency({
      oldSize,
      oldRoot: latest?.root ?? emptyRoot(),
      newSize: checkpoint.size,
      newRoot: checkpoint.root,
      proof,
    });
    return null;
  } catch (error) {
    if (error instanceof VerificationError) return refusal(422, error.message);
    throw error;
  }
}

function conflict(size: number): WitnessAnswer {
  return { status: 409, contentType: sizeContentType, body: `${size}\n` };
}

function refusal(status: 400 | 403 | 404 | 422, reason: string): WitnessAnswer {
  return { status, contentType: textContentType, body: `${reason}\n` };
}
