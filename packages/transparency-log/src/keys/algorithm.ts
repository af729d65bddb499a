import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { concatBytes } from '../encoding/bytes.ts';
import { FormatError } from '../errors.ts';

/** A signature algorithm over raw keys: node:crypto wants them in DER, which differs from raw by a fixed beginning. */
export interface Algorithm {
  readonly publicKeyBytes: number;
  readonly signatureBytes: number;
  /** Throws a FormatError for a key of another length, or where this Node does not have the algorithm. */
  verifierOf(publicKey: Uint8Array): (message: Uint8Array, signature: Uint8Array) => boolean;
  /** From a seed of 32 bytes. Throws a FormatError likewise. */
  signerOf(seed: Uint8Array): PrivateKey;
}

export interface PrivateKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Length of the seed from which a private key is made, in bytes, of all algorithms here. */
export const seedBytes = 32;

/** RFC 8032; the beginnings are those of RFC 8410. */
export const ed25519: Algorithm = algorithm({
  name: 'Ed25519',
  publicKeyBytes: 32,
  signatureBytes: 64,
  publicPrefix: '302a300506032b6570032100',
  privatePrefix: '302e020100300506032b657004220420',
});

/** FIPS 204 with an empty context; the beginnings are those of RFC 9881. Node has it since 24.6. */
export const mlDsa44: Algorithm = algorithm({
  name: 'ML-DSA-44',
  publicKeyBytes: 1312,
  signatureBytes: 2420,
  publicPrefix: '30820532300b06096086480165030403110382052100',
  privatePrefix: '3034020100300b060960864801650304031104228020',
});

interface Description {
  readonly name: string;
  readonly publicKeyBytes: number;
  readonly signatureBytes: number;
  /** SubjectPublicKeyInfo up to the raw key, in hexadecimal digits. */
  readonly publicPrefix: string;
  /** PKCS #8 up to the seed. */
  readonly privatePrefix: string;
}

function algorithm(of: Description): Algorithm {
  const publicPrefix = fromHex(of.publicPrefix);
  const privatePrefix = fromHex(of.privatePrefix);
  return {
    publicKeyBytes: of.publicKeyBytes,
    signatureBytes: of.signatureBytes,
    verifierOf(publicKey) {
      refuseOtherLength(publicKey, of.publicKeyBytes, `An ${of.name} public key`);
      const der = concatBytes(publicPrefix, publicKey);
      const key = keyOf(of.name, () => createPublicKey({ key: derOf(der), format: 'der', type: 'spki' }));
      return (message, signature) =>
        signature.length === of.signatureBytes && verify(null, message, key, signature);
    },
    signerOf(seed) {
      refuseOtherLength(seed, seedBytes, `The seed of an ${of.name} key`);
      const der = concatBytes(privatePrefix, seed);
      const key = keyOf(of.name, () => createPrivateKey({ key: derOf(der), format: 'der', type: 'pkcs8' }));
      const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
      return {
        publicKey: new Uint8Array(spki).slice(publicPrefix.length),
        sign: (message) => new Uint8Array(sign(null, message, key)),
      };
    },
  };
}

function keyOf(name: string, make: () => KeyObject): KeyObject {
  try {
    return make();
  } catch {
    throw new FormatError(`This is no ${name} key, or this Node has no ${name} (Node 24.6 and newer have).`);
  }
}

/** The types of node:crypto ask for a Buffer here; it is a view of the same bytes. */
function derOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function refuseOtherLength(bytes: Uint8Array, wanted: number, what: string): void {
  if (bytes.length === wanted) return;
  throw new FormatError(`${what} has ${wanted} bytes; this one has ${bytes.length}.`);
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}
