import { equalBytes, toHex } from '../encoding/bytes.ts';
import { VerificationError } from '../errors.ts';
import { emptyRoot, hashBytes, nodeHash } from './hash.ts';
import { assertTreeSize } from './nodes.ts';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns when the proof shows that the leaf is at its index in the tree with this root, and throws a
 * VerificationError otherwise: also for one hash too many or too few (RFC 9162, section 2.1.3.2, over the trees of
 * RFC 6962). Sizes that are none are a RangeError.
 */
export function verifyInclusion({ index, size, leafHash, root, proof }: InclusionClaim): void {
  assertTreeSize(size, 'The size of a tree');
  assertTreeSize(index, 'The index of a leaf');
  if (index >= size) throw new VerificationError(`A tree of ${size} leaves has no leaf ${index}.`);
  refuseOtherLengths([leafHash, root, ...proof]);
  const path = new Path(index, size - 1);
  let hash = leafHash;
  for (const sibling of proof) {
    hash = path.siblingIsLeft() ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    path.climb();
  }
  path.refuseShort();
  if (!equalBytes(hash, root)) {
    throw new VerificationError(
      `The proof leads from leaf ${index} to ${toHex(hash)}, not to the root ${toHex(root)} of ${size} leaves.`,
    );
  }
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns when the proof shows that the newer tree begins with the older one, and throws a VerificationError
 * otherwise (RFC 9162, section 2.1.4.2). An older tree without leaves has the root of the empty tree and an empty
 * proof.
 */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): void {
  assertTreeSize(oldSize, 'The size of the older tree');
  assertTreeSize(newSize, 'The size of the newer tree');
  if (oldSize > newSize) {
    throw new VerificationError(`A tree of ${newSize} leaves does not begin with one of ${oldSize}.`);
  }
  refuseOtherLengths([oldRoot, newRoot, ...proof]);
  refuseOtherEmptyRoot(oldSize, oldRoot);
  refuseOtherEmptyRoot(newSize, newRoot);
  if (oldSize === 0 || oldSize === newSize) {
    if (proof.length > 0) throw new VerificationError('The proof has hashes where none are needed.');
    if (oldSize !== 0 && !equalBytes(oldRoot, newRoot)) {
      throw new VerificationError(`Two trees of ${newSize} leaves have different roots.`);
    }
    return;
  }
  const path = new Path(oldSize - 1, newSize - 1);
  path.skipRight();
  // At an old size that is a power of two the old root itself is where both ways begin.
  const [first, ...rest] = path.atStart() ? [oldRoot, ...proof] : proof;
  if (first === undefined) throw new VerificationError('The proof is empty.');
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (path.siblingIsLeft()) {
      [oldHash, newHash] = [nodeHash(sibling, oldHash), nodeHash(sibling, newHash)];
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    path.climb();
  }
  path.refuseShort();
  if (!equalBytes(oldHash, oldRoot) || !equalBytes(newHash, newRoot)) {
    const which = equalBytes(oldHash, oldRoot) ? 'newer' : 'older';
    throw new VerificationError(`The proof does not lead to the root of the ${which} tree.`);
  }
}

/** The way from a node up to the root, beside the way of the last node of the tree. */
class Path {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  /** Climbs while the node is a right child. */
  skipRight(): void {
    while (this.#node % 2 === 1) this.#up();
  }

  atStart(): boolean {
    return this.#node === 0;
  }

  siblingIsLeft(): boolean {
    if (this.#last === 0) throw new VerificationError('The proof has more hashes than the tree has levels.');
    return this.#node % 2 === 1 || this.#node === this.#last;
  }

  /** To the next level at which there is a sibling: the last node of a level may have none. */
  climb(): void {
    if (this.siblingIsLeft()) while (this.#node % 2 === 0 && this.#node !== 0) this.#up();
    this.#up();
  }

  refuseShort(): void {
    if (this.#last !== 0) throw new VerificationError('The proof ends before the root.');
  }

  #up(): void {
    this.#node = Math.floor(this.#node / 2);
    this.#last = Math.floor(this.#last / 2);
  }
}

function refuseOtherLengths(hashes: readonly Uint8Array[]): void {
  const other = hashes.find((hash) => hash.length !== hashBytes);
  if (other) throw new VerificationError(`A hash has ${hashBytes} bytes; one here has ${other.length}.`);
}

function refuseOtherEmptyRoot(size: number, root: Uint8Array): void {
  if (size > 0 || equalBytes(root, emptyRoot())) return;
  throw new VerificationError('A tree without leaves has the SHA-256 of nothing for its root.');
}
