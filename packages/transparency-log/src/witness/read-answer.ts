import { parseDecimal } from '../encoding/decimal.ts';
import { fromUtf8, refuseLonger } from '../encoding/utf8.ts';
import { FormatError, VerificationError } from '../errors.ts';
import { noteBytesMax, parseSignatureLines } from '../note/note.ts';
import { type VerifiedSignature, verifySignatures } from '../note/open.ts';
import type { Verifier } from '../note/verifier.ts';
import { sizeContentType } from './witness.ts';

/** An answer as it came over HTTP. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: Uint8Array | string;
}

/** What a witness's answer means for the log that asked. */
export type WitnessOutcome =
  /** Good cosignatures of known keys, at least one: add them to the checkpoint. */
  | { readonly outcome: 'cosigned'; readonly cosignatures: readonly VerifiedSignature[] }
  /** The witness has a checkpoint of another size: ask again from there. */
  | { readonly outcome: 'conflict'; readonly size: number }
  /** Everything else. An answer of 409 with the size that was sent says that the witness saw another tree. */
  | { readonly outcome: 'refused'; readonly status: number; readonly reason: string };

/**
 * Reads the answer to an `add-checkpoint` request. `text` is the checkpoint that was sent, without signatures,
 * `oldSize` the size that was sent, and `witnessKeys` those that count; cosignatures of other keys are ignored.
 */
export function readWitnessAnswer(
  { status, contentType, body }: ReceivedAnswer,
  { text, oldSize, witnessKeys }: SentRequest,
): WitnessOutcome {
  try {
    refuseLonger(body, noteBytesMax, 'The answer');
    const answer = fromUtf8(body, 'The answer');
    if (status === 200) return cosigned(answer, text, witnessKeys);
    if (status === 409 && mediaType(contentType) === sizeContentType) {
      const size = parseDecimal(answer.replace(/\n$/u, ''), 'The size that the witness has');
      if (size !== oldSize) return { outcome: 'conflict', size };
      const reason = `The witness has seen another tree of ${size} leaves under this origin.`;
      return { outcome: 'refused', status, reason };
    }
    const reason = `The witness answered ${status}: ${answer.trim().slice(0, 200)}`;
    return { outcome: 'refused', status, reason };
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof VerificationError)) throw error;
    return { outcome: 'refused', status, reason: error.message };
  }
}

export interface SentRequest {
  readonly text: string;
  readonly oldSize: number;
  readonly witnessKeys: readonly Verifier[];
}

function cosigned(lines: string, text: string, witnessKeys: readonly Verifier[]): WitnessOutcome {
  const { verified } = verifySignatures(text, parseSignatureLines(lines), witnessKeys);
  // A cosignature that states no time says nothing of how large a tree the witness has seen (tlog-witness).
  const cosignatures = verified.filter(
    ({ timestampSeconds }) => timestampSeconds !== null && timestampSeconds > 0,
  );
  if (cosignatures.length > 0) return { outcome: 'cosigned', cosignatures };
  return {
    outcome: 'refused',
    status: 200,
    reason: 'No known key of the witness has cosigned, with a time.',
  };
}

function mediaType(contentType: string | null): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
