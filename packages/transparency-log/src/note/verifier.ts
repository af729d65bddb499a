import type { KeyType } from '../keys/key-type.ts';

/** A public key that notes are checked against; `parseVerifier` makes one. */
export interface Verifier {
  readonly name: string;
  readonly keyId: number;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
  /** The key as text: `<name>+<key id>+<base64>`. */
  readonly verifierKey: string;
  /** What the signature states of the text, or null when it is not this key's signature of it. */
  verify(text: string, signature: Uint8Array): Statement | null;
}

/** A private key that signs notes; `parseSigner` makes one. */
export interface Signer {
  readonly name: string;
  readonly keyId: number;
  readonly type: KeyType;
  readonly verifier: Verifier;
  /** `timestampSeconds` is the POSIX time that a cosignature states; plain Ed25519 states none. */
  sign(text: string, timestampSeconds: number): Uint8Array;
}

export interface Statement {
  /** The POSIX time that a cosignature states, 0 where it leaves it out; null of a signature that has none. */
  readonly timestampSeconds: number | null;
}
