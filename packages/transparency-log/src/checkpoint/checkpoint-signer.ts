import { InconsistentCheckpointError, VerificationError } from '../errors.ts';
import { signNote } from '../note/open.ts';
import type { Signer } from '../note/verifier.ts';
import { verifyConsistency } from '../tree/verify.ts';
import { type Checkpoint, formatCheckpoint } from './checkpoint.ts';

export interface CheckpointSignerOptions {
  readonly origin: string;
  /** The keys of the log, at least one. */
  readonly signers: readonly Signer[];
  /** The last checkpoint that was signed, whatever became of it; null of a log that never signed one. */
  readonly last: Checkpoint | null;
}

/**
 * Signs the checkpoints of one log, and never two that are inconsistent: the next one must follow from the last one
 * by a consistency proof (tlog-checkpoint). It remembers what it signed; who makes a new one hands in the last.
 */
export class CheckpointSigner {
  readonly #origin: string;
  readonly #signers: readonly Signer[];
  #last: Checkpoint | null;

  constructor({ origin, signers, last }: CheckpointSignerOptions) {
    if (signers.length === 0) throw new RangeError('A log has at least one key that signs its checkpoints.');
    if (last && last.origin !== origin) {
      throw new InconsistentCheckpointError(
        `The last checkpoint is of "${last.origin}", this log is "${origin}".`,
      );
    }
    this.#origin = origin;
    this.#signers = signers;
    this.#last = last;
  }

  get last(): Checkpoint | null {
    return this.#last;
  }

  /**
   * The signed note of the next checkpoint. `proof` leads from the last one to it; it is empty for the first.
   * Throws an InconsistentCheckpointError, and signs nothing, when it does not.
   */
  sign(next: Checkpoint, proof: readonly Uint8Array[], timestampSeconds: number): string {
    if (next.origin !== this.#origin) {
      throw new InconsistentCheckpointError(
        `This key signs for "${this.#origin}", not for "${next.origin}".`,
      );
    }
    if (this.#last) refuseInconsistent(this.#last, next, proof);
    const note = signNote(formatCheckpoint(next), this.#signers, timestampSeconds);
    // Before the note is handed out: from here on it binds, whatever becomes of it.
    this.#last = next;
    return note;
  }
}

function refuseInconsistent(last: Checkpoint, next: Checkpoint, proof: readonly Uint8Array[]): void {
  try {
    verifyConsistency({
      oldSize: last.size,
      oldRoot: last.root,
      newSize: next.size,
      newRoot: next.root,
      proof,
    });
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    throw new InconsistentCheckpointError(
      `The checkpoint of ${next.size} leaves does not follow from the last one signed, of ${last.size}: ${error.message}`,
      { cause: error },
    );
  }
}
