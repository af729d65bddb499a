import { type Checkpoint, parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { VerificationError } from '../errors.ts';
import { parseNote } from '../note/note.ts';
import { type VerifiedSignature, verifySignatures } from '../note/open.ts';
import { judgeQuorum, type Policy, type PolicyLog, type PolicyWitness } from './policy.ts';

export interface NoteJudgement {
  readonly checkpoint: Checkpoint;
  /** The log of the policy that has signed. */
  readonly log: PolicyLog;
  /** Whether the witnesses that have signed are a quorum. */
  readonly satisfied: boolean;
  readonly cosignatures: readonly Cosignature[];
  /** Witnesses, by their names in the policy, that could count for the quorum and have not signed. */
  readonly missing: readonly string[];
}

export interface Cosignature {
  readonly witness: PolicyWitness;
  /** The POSIX time of the latest signature of this witness. */
  readonly timestampSeconds: number;
}

/**
 * Holds a signed checkpoint against a policy. Throws a FormatError for what is no signed checkpoint, and a
 * VerificationError when no log of the policy with that origin has signed it, or a known key's signature is wrong.
 * Too few witnesses are no error: see `satisfied`.
 */
export function judgeNote(input: Uint8Array | string, policy: Policy): NoteJudgement {
  const { text, signatures } = parseNote(input);
  const checkpoint = parseCheckpoint(text);
  const logs = policy.logs.filter(({ verifier }) => verifier.name === checkpoint.origin);
  const known = [...logs, ...policy.witnesses].map(({ verifier }) => verifier);
  const { verified } = verifySignatures(text, signatures, known);
  const log = logs.find((candidate) => hasSigned(candidate, verified));
  if (!log) {
    throw new VerificationError(`No log of the policy has signed this checkpoint of "${checkpoint.origin}".`);
  }
  const cosignatures = policy.witnesses.flatMap((witness) => {
    const times = verified.filter((signature) => isOf(witness, signature)).map(timeOf);
    return times.length === 0 ? [] : [{ witness, timestampSeconds: Math.max(...times) }];
  });
  const { satisfied, missing } = judgeQuorum(
    policy,
    cosignatures.map(({ witness }) => witness.name),
  );
  return { checkpoint, log, satisfied, cosignatures, missing };
}

function hasSigned(party: PolicyLog | PolicyWitness, verified: readonly VerifiedSignature[]): boolean {
  return verified.some((signature) => isOf(party, signature));
}

function isOf({ verifier }: PolicyLog | PolicyWitness, signature: VerifiedSignature): boolean {
  return signature.verifier.verifierKey === verifier.verifierKey;
}

function timeOf({ timestampSeconds }: VerifiedSignature): number {
  return timestampSeconds ?? 0;
}
