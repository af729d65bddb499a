import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VerificationError } from '../errors.ts';
import { emptyRoot, leafHash } from './hash.ts';
import {
  argonConsistency,
  publishedConsistencies,
  publishedInclusions,
  publishedLeaves,
  publishedRoots,
  strangeHash,
} from './published-vectors.fixture.ts';
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './verify.ts';

const garbage = new Uint8Array(0);
const wrong = new TextEncoder().encode('WrongLeaf');

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));
}

function rootAt(size: number): Uint8Array {
  return publishedRoots[size - 1] ?? emptyRoot();
}

/** The ways in which transparency-dev/merkle spoils an inclusion proof. */
function spoiledInclusions(claim: InclusionClaim): readonly InclusionClaim[] {
  const { index, size, root, proof } = claim;
  return [
    ...[index - 1, index + 1, index ^ 2].map((other) => ({ ...claim, index: other })),
    ...[size * 2, Math.floor(size / 2)].map((other) => ({ ...claim, size: other })),
    { ...claim, leafHash: wrong },
    { ...claim, root: emptyRoot() },
    { ...claim, root: strangeHash },
    ...[garbage, root].flatMap((extra) => [
      { ...claim, proof: [...proof, extra] },
      { ...claim, proof: [extra, ...proof] },
    ]),
    ...proof.map((_, at) => ({ ...claim, proof: proof.map((one, i) => (i === at ? flipped(one, 3) : one)) })),
    ...(proof.length > 0 ? [{ ...claim, proof: proof.slice(0, -1) }] : []),
    ...(proof.length > 1
      ? [{ ...claim, proof: [...proof.slice(0, 1), strangeHash, ...proof.slice(1)] }]
      : []),
  ];
}

/** The ways in which it spoils a consistency proof. */
function spoiledConsistencies(claim: ConsistencyClaim): readonly ConsistencyClaim[] {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  return [
    ...[oldSize - 1, oldSize + 1, oldSize ^ 2].map((other) => ({ ...claim, oldSize: other })),
    ...[newSize * 2, Math.floor(newSize / 2)].map((other) => ({ ...claim, newSize: other })),
    { ...claim, oldRoot: wrong },
    { ...claim, newRoot: wrong },
    { ...claim, oldRoot: newRoot, newRoot: oldRoot },
    { ...claim, proof: [] },
    ...[garbage, oldRoot, newRoot, ...proof.slice(0, 1)].map((extra) => ({
      ...claim,
      proof: [extra, ...proof],
    })),
    ...[garbage, oldRoot, newRoot].map((extra) => ({ ...claim, proof: [...proof, extra] })),
    { ...claim, proof: proof.slice(0, -1) },
    ...proof.map((_, at) => ({ ...claim, proof: proof.map((one, i) => (i === at ? flipped(one, 4) : one)) })),
  ];
}

/** A size or index that is none is the caller's mistake, everything else a proof that does not hold. */
function refuses(check: () => void): void {
  expect(check).toThrow(Error);
  try {
    check();
  } catch (error) {
    expect(error instanceof VerificationError || error instanceof RangeError).toBe(true);
  }
}

describe('an inclusion proof', () => {
  const claims = publishedInclusions.map(({ index, size, proof }): InclusionClaim => {
    const leaf = publishedLeaves[index] ?? garbage;
    return { index, size, leafHash: leafHash(leaf), root: rootAt(size), proof };
  });

  it('that is published holds', () => {
    for (const claim of claims) verifyInclusion(claim);
  });

  it('holds in none of the published spoiled forms', () => {
    for (const claim of claims) {
      for (const spoiled of spoiledInclusions(claim)) refuses(() => verifyInclusion(spoiled));
    }
  });

  it('holds with no bit of it changed', () => {
    const claim = claims[2];
    if (!claim) throw new Error('a claim');
    fc.assert(
      fc.property(fc.nat(255), fc.nat(4), (bit, which) => {
        const proof = claim.proof.map((one, at) => (at === which ? flipped(one, bit) : one));
        const hashes = [claim.leafHash, claim.root].map((one, at) =>
          at + 3 === which ? flipped(one, bit) : one,
        );
        const [hash = garbage, root = garbage] = hashes;
        expect(() => verifyInclusion({ ...claim, proof, leafHash: hash, root })).toThrow(VerificationError);
      }),
    );
  });

  it('of a tree of one leaf is empty, and says that the leaf is the root', () => {
    const hash = leafHash(new TextEncoder().encode('data'));
    verifyInclusion({ index: 0, size: 1, leafHash: hash, root: hash, proof: [] });
    for (const [leaf, root] of [
      [hash, garbage],
      [garbage, hash],
      [garbage, garbage],
      [hash, emptyRoot()],
    ] as const) {
      refuses(() => verifyInclusion({ index: 0, size: 1, leafHash: leaf, root, proof: [] }));
    }
  });

  it('of a leaf that the tree does not have is refused', () => {
    for (const [index, size] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 1],
    ] as const) {
      refuses(() => verifyInclusion({ index, size, leafHash: strangeHash, root: emptyRoot(), proof: [] }));
    }
    refuses(() =>
      verifyInclusion({ index: -1, size: 1, leafHash: strangeHash, root: strangeHash, proof: [] }),
    );
  });
});

describe('a consistency proof', () => {
  const claims = publishedConsistencies.map(({ oldSize, newSize, proof }): ConsistencyClaim => {
    return { oldSize, oldRoot: rootAt(oldSize), newSize, newRoot: rootAt(newSize), proof };
  });

  it('that is published holds', () => {
    for (const claim of claims) verifyConsistency(claim);
  });

  it('of a real log of 961,984,013 leaves holds, and not with a bit of it changed', () => {
    verifyConsistency(argonConsistency);
    for (const spoiled of spoiledConsistencies(argonConsistency)) refuses(() => verifyConsistency(spoiled));
  });

  it('holds in none of the published spoiled forms', () => {
    for (const claim of claims.filter(({ proof }) => proof.length > 0)) {
      for (const spoiled of spoiledConsistencies(claim)) refuses(() => verifyConsistency(spoiled));
    }
  });

  it('holds with no bit of it changed, nor of either root', () => {
    for (const claim of claims.slice(1)) {
      const { oldRoot, newRoot, proof } = claim;
      for (let bit = 0; bit < 256; bit += 1) {
        refuses(() => verifyConsistency({ ...claim, oldRoot: flipped(oldRoot, bit) }));
        refuses(() => verifyConsistency({ ...claim, newRoot: flipped(newRoot, bit) }));
        proof.forEach((_, at) => {
          const spoiled = proof.map((one, i) => (i === at ? flipped(one, bit) : one));
          refuses(() => verifyConsistency({ ...claim, proof: spoiled }));
        });
      }
    }
  });

  it('between trees of the same size is empty, and their roots are equal', () => {
    const at = (oldSize: number, oldRoot: Uint8Array, newSize: number, newRoot: Uint8Array) =>
      ({ oldSize, oldRoot, newSize, newRoot, proof: [] }) satisfies ConsistencyClaim;
    verifyConsistency(at(1, strangeHash, 1, strangeHash));
    verifyConsistency(at(0, emptyRoot(), 0, emptyRoot()));
    verifyConsistency(at(0, emptyRoot(), 1, strangeHash));
    refuses(() => verifyConsistency(at(1, emptyRoot(), 1, strangeHash)));
    refuses(() => verifyConsistency(at(1, strangeHash, 0, emptyRoot())));
    refuses(() => verifyConsistency(at(2, strangeHash, 1, strangeHash)));
    refuses(() => verifyConsistency(at(1, strangeHash, 2, strangeHash)));
    for (const claim of [at(1, strangeHash, 1, strangeHash), at(0, emptyRoot(), 1, strangeHash)]) {
      refuses(() => verifyConsistency({ ...claim, proof: [emptyRoot()] }));
    }
  });

  it('from an empty tree has its one root: other libraries do not look at it', () => {
    const claim = { oldSize: 0, newSize: 1, newRoot: strangeHash, proof: [] };
    refuses(() => verifyConsistency({ ...claim, oldRoot: strangeHash }));
    refuses(() => verifyConsistency({ ...claim, oldRoot: strangeHash, newSize: 0 }));
  });
});
