import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { concatBytes, viewOf } from '../encoding/bytes.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { assertKeyName } from '../note/key-name.ts';
import { sha256 } from '../tree/hash.ts';

/** What a key is written with: `<name>+<key id>+base64(type ‖ material)`. */
export interface KeyText {
  readonly name: string;
  readonly keyId: number;
  /** The signature type of c2sp.org/signed-note, one byte. */
  readonly type: number;
  /** The public key, or the seed of a private one. */
  readonly material: Uint8Array;
}

const privatePrefix = 'PRIVATE+KEY+';

/** key id = SHA-256(name ‖ newline ‖ type ‖ public key), the first four bytes, big-endian (signed-note). */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): number {
  return viewOf(sha256(concatBytes(toUtf8(`${name}\n`), Uint8Array.of(type), publicKey))).getUint32(0);
}

/** Splits a public key. The caller checks the key id, which needs the public key. Throws a FormatError. */
export function parsePublicText(text: string): KeyText {
  if (text.startsWith(privatePrefix)) {
    throw new FormatError('This is a signer key, which is secret, where a verifier key is wanted.');
  }
  return partsOf(text, 'The verifier key');
}

/** Splits a private key. No error tells any part of it. */
export function parsePrivateText(text: string): KeyText {
  if (!text.startsWith(privatePrefix)) {
    throw new FormatError(`A signer key begins with "${privatePrefix}".`);
  }
  try {
    return partsOf(text.slice(privatePrefix.length), 'The signer key');
  } catch {
    throw new FormatError(`A signer key is written ${privatePrefix}<name>+<key id>+<base64>; this is not.`);
  }
}

export function formatPublicText({ name, keyId, type, material }: KeyText): string {
  const id = keyId.toString(16).padStart(8, '0');
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(type), material))}`;
}

export function formatPrivateText(key: KeyText): string {
  return `${privatePrefix}${formatPublicText(key)}`;
}

function partsOf(text: string, what: string): KeyText {
  // Base64 has plus signs of its own; a name and a key id have none.
  const [name = '', id = ''] = text.split('+', 2);
  assertKeyName(name);
  if (!/^[0-9a-f]{8}$/u.test(id)) {
    throw new FormatError(`${what} has no key id of 8 lower-case hexadecimal digits after its name.`);
  }
  const bytes = fromBase64(text.slice(name.length + id.length + 2), what);
  const [type] = bytes;
  if (type === undefined) throw new FormatError(`${what} ends after its key id.`);
  return { name, keyId: Number.parseInt(id, 16), type, material: bytes.subarray(1) };
}
