import { hash } from 'node:crypto';
import { concatBytes } from '../encoding/bytes.ts';

/** Length of every hash of a tree, in bytes. */
export const hashBytes = 32;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The hash of a leaf: SHA-256(0x00 ‖ data) (RFC 6962, section 2.1). */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(concatBytes(leafPrefix, data));
}

/**
 * The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, section 2.1). The prefixes keep an inner node
 * from being passed off as a leaf, and the other way round.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(nodePrefix, left, right));
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** A plain Uint8Array: the `slice` of a Buffer would share its memory with whoever asked for a copy. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}
