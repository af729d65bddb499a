import { FormatError, VerificationError } from '../errors.ts';
import { type OpenedNote, openNote } from '../note/open.ts';
import type { Verifier } from '../note/verifier.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';

export interface OpenedCheckpoint extends OpenedNote {
  readonly checkpoint: Checkpoint;
}

/** Whose checkpoint is expected. */
export interface LogIdentity {
  readonly origin: string;
  /** The keys of the log; one of them has to have signed. */
  readonly verifiers: readonly Verifier[];
}

/**
 * Reads the signed checkpoint of a log that is known. `others` are further known keys, of witnesses: what they
 * signed is among `verified`. Throws a FormatError for what is no checkpoint, or one of another origin, and a
 * VerificationError when a known key's signature is wrong or no key of the log has signed.
 */
export function openCheckpoint(
  input: Uint8Array | string,
  log: LogIdentity,
  others: readonly Verifier[] = [],
): OpenedCheckpoint {
  const opened = openNote(input, [...log.verifiers, ...others]);
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint.origin !== log.origin) {
    throw new FormatError(`The checkpoint is of "${checkpoint.origin}", not of "${log.origin}".`);
  }
  if (!opened.verified.some(({ verifier }) => log.verifiers.some((own) => isSameKey(own, verifier)))) {
    throw new VerificationError(`No key of the log "${log.origin}" has signed the checkpoint.`);
  }
  return { ...opened, checkpoint };
}

function isSameKey(left: Verifier, right: Verifier): boolean {
  return left.verifierKey === right.verifierKey;
}
