import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { FormatError, VerificationError } from '../errors.ts';
import { type Cosignature, judgeNote } from '../policy/judge-note.ts';
import type { Policy } from '../policy/policy.ts';
import { hashBytes, leafHash } from '../tree/hash.ts';
import { verifyInclusion } from '../tree/verify.ts';
import { parseProof } from './log-proof.ts';

/** What is said to be in the log: the bytes of the entry, or their leaf hash. */
export type ProvenLeaf = { readonly entry: Uint8Array } | { readonly leafHash: Uint8Array };

/** Whether a proof holds. A reader that wants yes or no asks for `verdict === 'proved'`. */
export type ProofVerdict =
  | {
      readonly verdict: 'proved';
      readonly index: number;
      readonly checkpoint: Checkpoint;
      readonly cosignatures: readonly Cosignature[];
      /** Extra data of the file. Nothing vouches for it. */
      readonly extra: Uint8Array | null;
    }
  | {
      readonly verdict: 'refused';
      /** What failed: the form of the file, a signature, the way to the root, or the number of witnesses. */
      readonly step: 'format' | 'signature' | 'inclusion' | 'quorum';
      readonly reason: string;
    };

/**
 * Checks a `.tlog-proof` file offline: a log of the policy has signed the checkpoint, the leaf is at its index in
 * that tree, and the witnesses are a quorum. Bad files are a verdict, not an error; a RangeError is thrown for a leaf
 * hash that is none.
 */
export function judgeProof(input: Uint8Array | string, leaf: ProvenLeaf, policy: Policy): ProofVerdict {
  const hash = 'entry' in leaf ? leafHash(leaf.entry) : leaf.leafHash;
  if (hash.length !== hashBytes) throw new RangeError(`A leaf hash has ${hashBytes} bytes.`);
  const proof = attempt('format', () => parseProof(input));
  if ('verdict' in proof) return proof;
  const judged = attempt('signature', () => judgeNote(proof.checkpoint, policy));
  if ('verdict' in judged) return judged;
  const { checkpoint, cosignatures, satisfied, missing } = judged;
  const { index, hashes, extra } = proof;
  const claim = { index, size: checkpoint.size, leafHash: hash, root: checkpoint.root, proof: hashes };
  const included = attempt('inclusion', () => {
    verifyInclusion(claim);
    return claim;
  });
  if ('verdict' in included) return included;
  if (!satisfied) {
    const reason = `Too few witnesses have signed for the quorum "${policy.quorum}"; missing: ${missing.join(', ')}.`;
    return { verdict: 'refused', step: 'quorum', reason };
  }
  return { verdict: 'proved', index, checkpoint, cosignatures, extra };
}

type Refused = Extract<ProofVerdict, { verdict: 'refused' }>;

function attempt<Result extends object>(step: Refused['step'], run: () => Result): Result | Refused {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof VerificationError)) throw error;
    return { verdict: 'refused', step, reason: error.message };
  }
}
