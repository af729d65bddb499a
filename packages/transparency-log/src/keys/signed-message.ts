import { parseCheckpoint } from '../checkpoint/checkpoint.ts';
import { concatBytes, uint64 } from '../encoding/bytes.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { keyNameBytesMax } from '../note/key-name.ts';
import type { KeyType } from './key-type.ts';

/** The bytes that a key of this type signs for a note text. Throws a FormatError where the text is none for it. */
export function signedMessage(
  type: KeyType,
  keyName: string,
  text: string,
  timestampSeconds: number,
): Uint8Array {
  if (type === 'ed25519') return toUtf8(text);
  const { origin, size, root } = parseCheckpoint(text);
  if (type === 'cosignature-ed25519') return toUtf8(`cosignature/v1\ntime ${timestampSeconds}\n${text}`);
  return subtreeMessage({ cosigner: keyName, timestampSeconds, origin, start: 0, end: size, hash: root });
}

export interface SignedSubtree {
  readonly cosigner: string;
  readonly timestampSeconds: number;
  readonly origin: string;
  readonly start: number;
  readonly end: number;
  readonly hash: Uint8Array;
}

/** The `cosigned_message` of tlog-cosignature, which ML-DSA-44 keys sign: of a checkpoint all leaves, from 0 on. */
export function subtreeMessage(of: SignedSubtree): Uint8Array {
  return concatBytes(
    toUtf8('subtree/v1\n\0'),
    shortText(of.cosigner, 'The name of a cosigner'),
    uint64(of.timestampSeconds),
    shortText(of.origin, 'The origin of a log'),
    uint64(of.start),
    uint64(of.end),
    of.hash,
  );
}

/** `opaque<1..2^8-1>` of RFC 8446: one byte of length before the bytes. */
function shortText(text: string, what: string): Uint8Array {
  const bytes = toUtf8(text);
  if (bytes.length === 0 || bytes.length > keyNameBytesMax) {
    throw new FormatError(`${what} has 1 to ${keyNameBytesMax} bytes in an ML-DSA-44 cosignature.`);
  }
  return concatBytes(Uint8Array.of(bytes.length), bytes);
}
