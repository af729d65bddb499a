import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VerificationError } from '../errors.ts';
import { CompactRange } from './compact-range.ts';
import { emptyRoot, leafHash } from './hash.ts';
import {
  naivePath,
  naiveProof,
  naiveRoot,
  nodesInMemory,
  nodesOfSameLeaves,
  numberedLeaves,
  sameLeavesPeaks,
} from './naive-tree.fixture.ts';
import { treeSizeMax } from './nodes.ts';
import { proveConsistency, proveInclusion } from './prove.ts';
import { publishedConsistencies, publishedInclusions, publishedLeaves } from './published-vectors.fixture.ts';
import { verifyConsistency, verifyInclusion } from './verify.ts';

/** Sizes at which 32 bits, or the precision of a number, would give way. */
const largeSizes = [
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32 + 1,
  2 ** 48 + 12_345,
  2 ** 52 + 1,
  treeSizeMax,
];

function rootOfSameLeaves(size: number): Uint8Array {
  return CompactRange.of(size, sameLeavesPeaks({ start: 0, end: size })).root();
}

describe('proofs', () => {
  it('are the published ones for the published leaves', async () => {
    const nodes = nodesInMemory(publishedLeaves);
    for (const { index, size, proof } of publishedInclusions) {
      expect(await proveInclusion(index, size, nodes)).toEqual(proof);
    }
    for (const { oldSize, newSize, proof } of publishedConsistencies) {
      expect(await proveConsistency(oldSize, newSize, nodes)).toEqual(proof);
    }
  });

  it('are those of the definition, and hold, for every index and pair of the first sizes', async () => {
    const leaves = numberedLeaves(33);
    const nodes = nodesInMemory(leaves);
    const roots = leaves.map((_, at) => naiveRoot(leaves.slice(0, at + 1)));
    for (const [last, root] of roots.entries()) {
      const size = last + 1;
      const tree = leaves.slice(0, size);
      for (const [index, leaf] of tree.entries()) {
        const proof = await proveInclusion(index, size, nodes);
        expect(proof).toEqual(naivePath(index, tree));
        verifyInclusion({ index, size, leafHash: leafHash(leaf), root, proof });
        const consistency = await proveConsistency(index + 1, size, nodes);
        expect(consistency).toEqual(naiveProof(index + 1, tree));
        const oldRoot = roots[index] ?? emptyRoot();
        verifyConsistency({ oldSize: index + 1, oldRoot, newSize: size, newRoot: root, proof: consistency });
      }
    }
  });

  it('are those of the definition, and hold, at sizes up to some thousands', async () => {
    const leaves = numberedLeaves(3000);
    const nodes = nodesInMemory(leaves);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), fc.maxSafeNat(), async (size, number) => {
        const index = number % size;
        const tree = leaves.slice(0, size);
        const root = naiveRoot(tree);
        const proof = await proveInclusion(index, size, nodes);
        expect(proof).toEqual(naivePath(index, tree));
        verifyInclusion({ index, size, leafHash: leafHash(leaves[index] ?? emptyRoot()), root, proof });
        const oldSize = index + 1;
        const consistency = await proveConsistency(oldSize, size, nodes);
        expect(consistency).toEqual(naiveProof(oldSize, tree));
        const oldRoot = naiveRoot(tree.slice(0, oldSize));
        verifyConsistency({ oldSize, oldRoot, newSize: size, newRoot: root, proof: consistency });
      }),
      { numRuns: 20 },
    );
  });

  it('hold for sizes up to 2^53 − 1, and for no neighbour of them', async () => {
    const hash = leafHash(new Uint8Array(0));
    for (const size of largeSizes) {
      const root = rootOfSameLeaves(size);
      for (const index of [0, 1, Math.floor(size / 3), size - 2, size - 1]) {
        const proof = await proveInclusion(index, size, nodesOfSameLeaves);
        verifyInclusion({ index, size, leafHash: hash, root, proof });
        expect(() => verifyInclusion({ index, size, leafHash: hash, root, proof: proof.slice(1) })).toThrow(
          VerificationError,
        );
      }
      for (const oldSize of [1, 2 ** 30 + 7, Math.floor(size / 3), size - 1]) {
        const proof = await proveConsistency(oldSize, size, nodesOfSameLeaves);
        const claim = { oldSize, oldRoot: rootOfSameLeaves(oldSize), newSize: size, newRoot: root, proof };
        verifyConsistency(claim);
        expect(() => verifyConsistency({ ...claim, oldSize: oldSize - 1 })).toThrow(VerificationError);
      }
    }
  });

  it('have at most 53 hashes for an entry and 54 for a tree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.maxSafeNat(), fc.maxSafeNat(), async (left, right) => {
        const [small, large] = [Math.min(left, right), Math.max(left, right)];
        fc.pre(small < large);
        expect((await proveInclusion(small, large, nodesOfSameLeaves)).length).toBeLessThanOrEqual(53);
        expect((await proveConsistency(small, large, nodesOfSameLeaves)).length).toBeLessThanOrEqual(54);
      }),
    );
  });

  it('are empty where there is nothing to prove', async () => {
    expect(await proveInclusion(0, 1, nodesOfSameLeaves)).toEqual([]);
    expect(await proveConsistency(0, 9, nodesOfSameLeaves)).toEqual([]);
    expect(await proveConsistency(9, 9, nodesOfSameLeaves)).toEqual([]);
    expect(await proveConsistency(0, 0, nodesOfSameLeaves)).toEqual([]);
  });

  it('are refused for what no tree has', async () => {
    for (const [index, size] of [
      [0, 0],
      [1, 1],
      [-1, 3],
      [0.5, 3],
      [0, 2 ** 53],
      [Number.NaN, 3],
    ] as const) {
      await expect(proveInclusion(index, size, nodesOfSameLeaves)).rejects.toThrow(RangeError);
    }
    for (const [oldSize, newSize] of [
      [2, 1],
      [-1, 3],
      [0.5, 3],
      [1, 2 ** 53],
    ] as const) {
      await expect(proveConsistency(oldSize, newSize, nodesOfSameLeaves)).rejects.toThrow(RangeError);
    }
  });

  it('are refused when the source gives too few hashes', async () => {
    await expect(proveInclusion(0, 8, async () => [])).rejects.toThrow('fewer hashes');
  });
});
