import { foldPeaks } from './compact-range.ts';
import { assertTreeSize, type LeafRange, nodesOf, splitOf, type TreeNode } from './nodes.ts';

/** Gives the hashes of full subtrees, in the order of `nodes`: from tiles, from a table, from memory. */
export type ReadNodes = (nodes: readonly TreeNode[]) => Promise<readonly Uint8Array[]>;

/**
 * The proof that leaf `index` is in the tree of `size` leaves (RFC 6962, section 2.1.1): hashes from the leaf's
 * sibling up to the root's child, at most 53. Rejects with a RangeError when the tree has no such leaf.
 */
export async function proveInclusion(
  index: number,
  size: number,
  readNodes: ReadNodes,
): Promise<readonly Uint8Array[]> {
  assertTreeSize(size, 'The size of a tree');
  assertTreeSize(index, 'The index of a leaf');
  if (index >= size) throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    ranges.push(index < middle ? { start: middle, end } : { start, end: middle });
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return hashesOf(ranges.reverse(), readNodes);
}

/**
 * The proof that the tree of `newSize` leaves begins with the tree of `oldSize` (RFC 6962, section 2.1.2), at most
 * 54 hashes. Empty when both are the same tree, or the old one has no leaves (which RFC 6962 leaves out and
 * tlog-witness defines). Rejects with a RangeError when the older tree is larger.
 */
export async function proveConsistency(
  oldSize: number,
  newSize: number,
  readNodes: ReadNodes,
): Promise<readonly Uint8Array[]> {
  assertTreeSize(oldSize, 'The size of the older tree');
  assertTreeSize(newSize, 'The size of the newer tree');
  if (oldSize > newSize) {
    throw new RangeError(`A tree of ${newSize} leaves does not begin with one of ${oldSize}.`);
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  const ranges: LeafRange[] = [];
  let [start, end] = [0, newSize];
  while (end !== oldSize) {
    const middle = start + splitOf(end - start);
    ranges.push(oldSize <= middle ? { start: middle, end } : { start, end: middle });
    [start, end] = oldSize <= middle ? [start, middle] : [middle, end];
  }
  // What is left begins at 0 only if it is the whole old tree, whose root the verifier has.
  if (start > 0) ranges.push({ start, end });
  return hashesOf(ranges.reverse(), readNodes);
}

async function hashesOf(ranges: readonly LeafRange[], readNodes: ReadNodes): Promise<readonly Uint8Array[]> {
  const parts = ranges.map(nodesOf);
  const hashes = await readNodes(parts.flat());
  let at = 0;
  return parts.map((nodes) => {
    const hash = foldPeaks(hashes.slice(at, at + nodes.length));
    at += nodes.length;
    if (hash === null || at > hashes.length) {
      throw new RangeError('The source of hashes gave fewer hashes than it was asked for.');
    }
    return hash;
  });
}
