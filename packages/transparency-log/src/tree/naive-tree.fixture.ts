import { emptyRoot, leafHash, nodeHash } from './hash.ts';
import { type LeafRange, nodesOf, type TreeNode } from './nodes.ts';
import type { ReadNodes } from './prove.ts';

// RFC 6962, section 2.1, word for word and without regard to cost: what the package is compared with.

/** MTH(D[n]). */
export function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return emptyRoot();
  if (leaves.length === 1) return leafHash(only);
  const k = naiveSplit(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** PATH(m, D[n]), section 2.1.1. */
export function naivePath(m: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = naiveSplit(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** PROOF(m, D[n]), section 2.1.2. */
export function naiveProof(m: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  return naiveSubproof(m, leaves, true);
}

function naiveSubproof(m: number, leaves: readonly Uint8Array[], whole: boolean): readonly Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = naiveSplit(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...naiveSubproof(m, left, whole), naiveRoot(right)]
    : [...naiveSubproof(m - k, right, false), naiveRoot(left)];
}

/** The largest power of two smaller than n. */
function naiveSplit(n: number): number {
  return [...Array(40).keys()].map((exponent) => 2 ** exponent).findLast((power) => power < n) ?? 1;
}

/** Full subtrees of leaves that are all in memory. */
export function nodesInMemory(leaves: readonly Uint8Array[]): ReadNodes {
  return async (nodes) =>
    nodes.map(({ level, index }) => naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
}

/** A tree too large to be: all its leaves are the same, so that a full subtree is known by its level. */
export const nodesOfSameLeaves: ReadNodes = async (nodes) => nodes.map(sameLeavesNode);

export function sameLeavesPeaks(range: LeafRange): readonly Uint8Array[] {
  return nodesOf(range).map(sameLeavesNode);
}

const sameLeaf = leafHash(new Uint8Array(0));
const sameLevels: Uint8Array[] = [sameLeaf];

function sameLeavesNode({ level }: Pick<TreeNode, 'level'>): Uint8Array {
  for (let at = sameLevels.length; at <= level; at += 1) {
    const below = sameLevels[at - 1] ?? sameLeaf;
    sameLevels.push(nodeHash(below, below));
  }
  return sameLevels[level] ?? sameLeaf;
}

/** Leaves that differ. */
export function numberedLeaves(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => new TextEncoder().encode(`leaf ${at}`));
}
