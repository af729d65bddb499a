/** Leaves that a tree can have: the largest integer that a number holds exactly. No bit operators: they cut at 32. */
export const treeSizeMax: number = Number.MAX_SAFE_INTEGER;

/** The root of a full subtree: MTH(D[index · 2^level : (index + 1) · 2^level]) in the words of RFC 6962. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** The leaves from `start` up to, and without, `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** Throws a RangeError when this is no size of a tree. */
export function assertTreeSize(size: number, what: string): void {
  if (Number.isSafeInteger(size) && size >= 0) return;
  throw new RangeError(`${what} must be an integer from 0 to ${treeSizeMax}, not ${size}.`);
}

/** The largest power of two smaller than `size`, which is at least 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/**
 * The full subtrees that a range of one tree is made of, from left to right. The range is one that RFC 6962's
 * splitting reaches, so that its start is a multiple of every size in it.
 */
export function nodesOf({ start, end }: LeafRange): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  let from = start;
  while (from < end) {
    const level = floorLog2(end - from);
    nodes.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return nodes;
}

function floorLog2(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level += 1;
  return level;
}
