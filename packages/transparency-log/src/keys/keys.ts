import { randomBytes } from 'node:crypto';
import { concatBytes, uint64, viewOf } from '../encoding/bytes.ts';
import { FormatError } from '../errors.ts';
import { assertKeyName } from '../note/key-name.ts';
import type { Signer, Statement, Verifier } from '../note/verifier.ts';
import { type Algorithm, ed25519, mlDsa44, seedBytes } from './algorithm.ts';
import {
  formatPrivateText,
  formatPublicText,
  type KeyText,
  keyIdOf,
  parsePrivateText,
  parsePublicText,
} from './key-text.ts';
import { type KeyType, keyTypes, typeBytes } from './key-type.ts';
import { signedMessage } from './signed-message.ts';

const algorithms: Readonly<Record<KeyType, Algorithm>> = {
  ed25519,
  'cosignature-ed25519': ed25519,
  'cosignature-ml-dsa-44': mlDsa44,
};

const timestampBytes = 8;

/**
 * A verifier key (`<name>+<key id>+base64(type ‖ public key)`, c2sp.org/signed-note) of type 0x01, 0x04 or 0x06.
 * Throws a FormatError for another type, a key id that is not the key's, and everything else that is none.
 */
export function parseVerifier(text: string): Verifier {
  const key = parsePublicText(text);
  const verifier = verifierOf(key.name, typeOf(key), key.material);
  if (verifier.keyId !== key.keyId) {
    throw new FormatError(`The key id in the verifier key of "${key.name}" is not that of its public key.`);
  }
  return verifier;
}

/**
 * A signer key as Go's sumdb/note writes it: `PRIVATE+KEY+<name>+<key id>+base64(type ‖ seed)`. Throws a FormatError
 * likewise; no error tells the key.
 */
export function parseSigner(text: string): Signer {
  const key = parsePrivateText(text);
  const signer = signerOf(key.name, typeOf(key), key.material);
  if (signer.keyId !== key.keyId) {
    throw new FormatError(`The key id in the signer key of "${key.name}" is not that of its key.`);
  }
  return signer;
}

/** A new key as text: `signerKey` is secret. Throws a FormatError for a name that no key may have. */
export function generateKey(
  name: string,
  type: KeyType,
): { readonly signerKey: string; readonly verifierKey: string } {
  assertKeyName(name);
  const seed = new Uint8Array(randomBytes(seedBytes));
  const { keyId, verifier } = signerOf(name, type, seed);
  return {
    signerKey: formatPrivateText({ name, keyId, type: typeBytes[type], material: seed }),
    verifierKey: verifier.verifierKey,
  };
}

function typeOf({ name, type }: KeyText): KeyType {
  const known = keyTypes.find((keyType) => typeBytes[keyType] === type);
  if (known) return known;
  throw new FormatError(`The key of "${name}" has type ${type}; known here are 1, 4 and 6.`);
}

function signerOf(name: string, type: KeyType, seed: Uint8Array): Signer {
  const key = algorithms[type].signerOf(seed);
  const verifier = verifierOf(name, type, key.publicKey);
  return {
    name,
    keyId: verifier.keyId,
    type,
    verifier,
    sign(text, timestampSeconds) {
      if (type === 'ed25519') return key.sign(signedMessage(type, name, text, 0));
      if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 1) {
        throw new RangeError(
          `A cosignature states the time in whole seconds since 1970, not ${timestampSeconds}.`,
        );
      }
      const signature = key.sign(signedMessage(type, name, text, timestampSeconds));
      return concatBytes(uint64(timestampSeconds), signature);
    },
  };
}

function verifierOf(name: string, type: KeyType, publicKey: Uint8Array): Verifier {
  const verify = algorithms[type].verifierOf(publicKey);
  const keyId = keyIdOf(name, typeBytes[type], publicKey);
  return {
    name,
    keyId,
    type,
    publicKey,
    verifierKey: formatPublicText({ name, keyId, type: typeBytes[type], material: publicKey }),
    verify(text, signature): Statement | null {
      if (type === 'ed25519') {
        return verify(signedMessage(type, name, text, 0), signature) ? { timestampSeconds: null } : null;
      }
      const timestampSeconds = timestampOf(signature);
      if (timestampSeconds === null) return null;
      const message = messageOrNull(type, name, text, timestampSeconds);
      if (message === null || !verify(message, signature.subarray(timestampBytes))) return null;
      return { timestampSeconds };
    },
  };
}

/** Null of a signature without one, and of a time past 2^53, which is no time of this world. */
function timestampOf(signature: Uint8Array): number | null {
  if (signature.length < timestampBytes) return null;
  const seconds = viewOf(signature).getBigUint64(0);
  return seconds > Number.MAX_SAFE_INTEGER ? null : Number(seconds);
}

/** Null of a text that is no checkpoint: no cosignature of it can be good. */
function messageOrNull(
  type: KeyType,
  name: string,
  text: string,
  timestampSeconds: number,
): Uint8Array | null {
  try {
    return signedMessage(type, name, text, timestampSeconds);
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
