import { equalBytes } from '../encoding/bytes.ts';
import { VerificationError } from '../errors.ts';
import { formatNote, type Note, parseNote, type Signature } from './note.ts';
import type { Signer, Statement, Verifier } from './verifier.ts';

/** A signature that was found good, and by which key. */
export interface VerifiedSignature extends Signature, Statement {
  readonly verifier: Verifier;
}

export interface OpenedNote {
  readonly text: string;
  /** Those of known keys, all good, in the order of the note; at least one. */
  readonly verified: readonly VerifiedSignature[];
  /** Those of unknown keys: nothing is known of them. */
  readonly unknown: readonly Signature[];
}

/**
 * Reads a note and checks the signatures of known keys. Throws a FormatError for what is no note, and a
 * VerificationError when a known key's signature is wrong (then the whole note is rejected) or no known key signed.
 * Unknown keys are ignored, also those that share a name or an id with a known one (signed-note).
 */
export function openNote(input: Uint8Array | string, verifiers: readonly Verifier[]): OpenedNote {
  const { text, signatures } = parseNote(input);
  const opened = verifySignatures(text, signatures, verifiers);
  if (opened.verified.length === 0) throw new VerificationError('No known key has signed the note.');
  return { text, ...opened };
}

/** Sorts signatures of a text into good ones and unknown ones. Throws a VerificationError for a wrong one. */
export function verifySignatures(
  text: string,
  signatures: readonly Signature[],
  verifiers: readonly Verifier[],
): Pick<OpenedNote, 'verified' | 'unknown'> {
  const verified: VerifiedSignature[] = [];
  const unknown: Signature[] = [];
  for (const signature of signatures) {
    const verifier = verifierOf(signature, verifiers);
    if (verifier === null) {
      unknown.push(signature);
      continue;
    }
    const statement = verifier.verify(text, signature.bytes);
    if (statement === null) {
      throw new VerificationError(`The signature of "${signature.name}" is wrong for this text and its key.`);
    }
    verified.push({ ...signature, ...statement, verifier });
  }
  return { verified, unknown };
}

/** The line that a signer adds to a note. Throws a FormatError where the text is none that this key signs. */
export function signatureOf(text: string, signer: Signer, timestampSeconds: number): Signature {
  return { name: signer.name, keyId: signer.keyId, bytes: signer.sign(text, timestampSeconds) };
}

/**
 * A note of this text, signed by all signers. `others` are signatures that are there already; those of the same
 * keys are replaced. Throws a FormatError for what is no text of a note.
 */
export function signNote(
  text: string,
  signers: readonly Signer[],
  timestampSeconds: number,
  others: readonly Signature[] = [],
): string {
  const own = signers.map((signer) => signatureOf(text, signer, timestampSeconds));
  return formatNote(mergedNote({ text, signatures: own }, others));
}

/** The note with further signatures after its own; one of a key that signed already is left out. */
export function mergedNote(note: Note, others: readonly Signature[]): Note {
  const signatures = [...note.signatures];
  for (const other of others) {
    if (!signatures.some(({ name, keyId }) => name === other.name && keyId === other.keyId)) {
      signatures.push(other);
    }
  }
  return { text: note.text, signatures };
}

function verifierOf({ name, keyId }: Signature, verifiers: readonly Verifier[]): Verifier | null {
  const known = verifiers.filter((verifier) => verifier.name === name && verifier.keyId === keyId);
  const [first = null, ...rest] = known;
  if (first && rest.some(({ publicKey }) => !equalBytes(publicKey, first.publicKey))) {
    throw new VerificationError(`Two known keys are named "${name}" and have the same key id.`);
  }
  return first;
}
