import { toBase64 } from '../encoding/base64.ts';
import { concatBytes } from '../encoding/bytes.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import type { Signer } from '../note/verifier.ts';
import { sha256 } from '../tree/hash.ts';
import { ed25519, mlDsa44 } from './algorithm.ts';
import { keyIdOf } from './key-text.ts';
import { type KeyType, typeBytes } from './key-type.ts';
import { parseSigner } from './keys.ts';

/** The same key for the same name, each time, so that a failing test fails again. Not for use outside tests. */
export function testSigner(name: string, type: KeyType = 'ed25519'): Signer {
  const seed = sha256(toUtf8(`seed of ${name}`));
  const algorithm = type === 'cosignature-ml-dsa-44' ? mlDsa44 : ed25519;
  const id = keyIdOf(name, typeBytes[type], algorithm.signerOf(seed).publicKey);
  const material = toBase64(concatBytes(Uint8Array.of(typeBytes[type]), seed));
  return parseSigner(`PRIVATE+KEY+${name}+${id.toString(16).padStart(8, '0')}+${material}`);
}
