import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InconsistentCheckpointError } from '../errors.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { emptyRoot } from '../tree/hash.ts';
import { naiveProof, naiveRoot, numberedLeaves } from '../tree/naive-tree.fixture.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CheckpointSigner } from './checkpoint-signer.ts';
import { openCheckpoint } from './open.ts';

const origin = 'example.com/log';
const signers = [testSigner(origin)];
const identity = { origin, verifiers: signers.map(({ verifier }) => verifier) };
const leaves = numberedLeaves(40);
const otherLeaves = leaves.map((leaf, at) => (at < 7 ? leaf : leaf.map((byte) => byte ^ 1)));

function checkpointOf(tree: readonly Uint8Array[]): Checkpoint {
  return { origin, size: tree.length, root: naiveRoot(tree), extensions: [] };
}

describe('a signer of checkpoints', () => {
  it('signs what follows from what it signed', () => {
    const signer = new CheckpointSigner({ origin, signers, last: null });
    let signed = 0;
    for (const size of [0, 0, 1, 2, 7, 7, 40]) {
      const tree = leaves.slice(0, size);
      const proof = signed === 0 ? [] : naiveProof(signed, tree);
      const note = signer.sign(checkpointOf(tree), proof, 0);
      expect(openCheckpoint(note, identity).checkpoint).toEqual(checkpointOf(tree));
      expect(signer.last?.size).toBe(size);
      signed = size;
    }
  });

  it.each<[string, Checkpoint, readonly Uint8Array[]]>([
    ['a smaller tree', checkpointOf(leaves.slice(0, 9)), []],
    ['another tree of the same size', checkpointOf(otherLeaves.slice(0, 10)), []],
    [
      'a tree with another beginning',
      checkpointOf(otherLeaves.slice(0, 12)),
      naiveProof(10, otherLeaves.slice(0, 12)),
    ],
    ['a larger tree without a proof', checkpointOf(leaves.slice(0, 12)), []],
    [
      'a larger tree with the proof of another',
      checkpointOf(leaves.slice(0, 12)),
      naiveProof(9, leaves.slice(0, 12)),
    ],
    ['an empty tree', { origin, size: 0, root: emptyRoot(), extensions: [] }, []],
    [
      'a checkpoint of another origin',
      { ...checkpointOf(leaves.slice(0, 10)), origin: 'example.com/other' },
      [],
    ],
  ])('signs nothing for %s, and goes on from where it was', (_what, next, proof) => {
    const signer = new CheckpointSigner({ origin, signers, last: checkpointOf(leaves.slice(0, 10)) });
    expect(() => signer.sign(next, proof, 0)).toThrow(InconsistentCheckpointError);
    expect(signer.last?.size).toBe(10);
    signer.sign(checkpointOf(leaves.slice(0, 12)), naiveProof(10, leaves.slice(0, 12)), 0);
  });

  it('never signs two that are inconsistent, whatever it is asked', () => {
    const trees = [leaves, otherLeaves];
    const request = fc.tuple(fc.constantFrom(0, 1), fc.nat(40), fc.nat(40));
    fc.assert(
      fc.property(fc.array(request, { maxLength: 20 }), (requests) => {
        const signer = new CheckpointSigner({ origin, signers, last: null });
        const signed: Checkpoint[] = [];
        for (const [which, size, from] of requests) {
          const tree = (trees[which] ?? leaves).slice(0, size);
          const proof = from > 0 && from < size ? naiveProof(from, tree) : [];
          try {
            signer.sign(checkpointOf(tree), proof, 0);
            signed.push(checkpointOf(tree));
          } catch (error) {
            expect(error).toBeInstanceOf(InconsistentCheckpointError);
          }
        }
        const largest = signed.at(-1);
        const tree = trees.find((one) => largest && isPrefix(largest, one)) ?? [];
        for (const checkpoint of signed) expect(isPrefix(checkpoint, tree)).toBe(true);
      }),
    );
  });

  it('is not made without a key, or with the last checkpoint of another log', () => {
    expect(() => new CheckpointSigner({ origin, signers: [], last: null })).toThrow('at least one key');
    const last = { ...checkpointOf(leaves), origin: 'example.com/other' };
    expect(() => new CheckpointSigner({ origin, signers, last })).toThrow(InconsistentCheckpointError);
  });
});

function isPrefix({ size, root }: Checkpoint, tree: readonly Uint8Array[]): boolean {
  return size <= tree.length && naiveRoot(tree.slice(0, size)).every((byte, at) => byte === root[at]);
}
