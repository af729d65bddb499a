import { emptyRoot, hashBytes, nodeHash } from './hash.ts';
import { assertTreeSize, nodesOf, treeSizeMax } from './nodes.ts';

/**
 * The right edge of a growing tree: the roots of the full subtrees that it is made of, at most 53. It takes leaf
 * hashes one after another and gives the root at any time, without keeping the leaves.
 */
export class CompactRange {
  #size = 0;
  readonly #peaks: Uint8Array[] = [];

  /** The edge of a tree of `size` leaves whose `peaks` are known, left to right (one for each 1 in its binary size). */
  static of(size: number, peaks: readonly Uint8Array[]): CompactRange {
    assertTreeSize(size, 'The size of a tree');
    const wanted = nodesOf({ start: 0, end: size }).length;
    if (peaks.length !== wanted || peaks.some((peak) => peak.length !== hashBytes)) {
      throw new RangeError(`A tree of ${size} leaves has ${wanted} peaks of ${hashBytes} bytes each.`);
    }
    const range = new CompactRange();
    range.#size = size;
    range.#peaks.push(...peaks);
    return range;
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Uint8Array[] {
    return [...this.#peaks];
  }

  /** Adds the hash of the next leaf (see `leafHash`). */
  append(hash: Uint8Array): void {
    if (hash.length !== hashBytes) throw new RangeError(`A leaf hash has ${hashBytes} bytes.`);
    if (this.#size >= treeSizeMax) throw new RangeError(`A tree has at most ${treeSizeMax} leaves.`);
    let node = hash;
    // Each 1 at the end of the binary size is a full subtree as large as what has been gathered so far.
    for (let count = this.#size; count % 2 === 1; count = (count - 1) / 2) {
      node = nodeHash(this.#peaks.pop() ?? missingPeak(), node);
    }
    this.#peaks.push(node);
    this.#size += 1;
  }

  /** The Merkle Tree Hash of the leaves so far. */
  root(): Uint8Array {
    return foldPeaks(this.#peaks) ?? emptyRoot();
  }
}

/** The root over full subtrees, from left to right; null without any. */
export function foldPeaks(peaks: readonly Uint8Array[]): Uint8Array | null {
  return peaks.reduceRight<Uint8Array | null>(
    (right, left) => (right === null ? left : nodeHash(left, right)),
    null,
  );
}

function missingPeak(): never {
  throw new Error('A compact range has one peak for each 1 in its binary size.');
}
