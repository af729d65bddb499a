import { hash } from 'node:crypto';

/** Length of every hash of a tree, in bytes. */
export const hashBytes = 32;

const leafPrefix = 0;
const nodePrefix = 1;

/** Where most of what is hashed is put together: an array for each would take longer than the hash itself. */
const scratch = new Uint8Array(64 * 1024);

/** The hash of a leaf: SHA-256(0x00 ‖ data) (RFC 6962, section 2.1). */
export function leafHash(data: Uint8Array): Uint8Array {
  const bytes =
    data.length < scratch.length ? scratch.subarray(0, data.length + 1) : new Uint8Array(data.length + 1);
  bytes[0] = leafPrefix;
  bytes.set(data, 1);
  return sha256(bytes);
}

/**
 * The hash of an inner node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, section 2.1). The prefixes keep an inner node
 * from being passed off as a leaf, and the other way round.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = scratch.subarray(0, 1 + left.length + right.length);
  bytes[0] = nodePrefix;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return sha256(bytes);
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/**
 * A plain Uint8Array: the `slice` of a Buffer would share its memory with whoever asked for a copy. Node gives a digest as
 * text in a third of the time that it takes for a Buffer.
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'binary');
  const copy = new Uint8Array(hashBytes);
  for (let at = 0; at < hashBytes; at += 1) copy[at] = digest.charCodeAt(at);
  return copy;
}
