import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../encoding/bytes.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { CompactRange } from './compact-range.ts';
import { emptyRoot, leafHash, nodeHash } from './hash.ts';
import { naiveRoot, numberedLeaves, sameLeavesPeaks } from './naive-tree.fixture.ts';
import { nodesOf, splitOf, treeSizeMax } from './nodes.ts';
import { publishedLeaves, publishedRoots } from './published-vectors.fixture.ts';

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leafHash(leaf));
  return range.root();
}

describe('hashes', () => {
  // transparency-dev/merkle, rfc6962/rfc6962_test.go.
  it('are those that RFC 6962 tests publish', () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(leafHash(new Uint8Array(0)))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(toHex(leafHash(toUtf8('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(toHex(nodeHash(toUtf8('N123'), toUtf8('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it('tell a node from a leaf of the same bytes', () => {
    const [left, right] = [leafHash(toUtf8('Hello')), leafHash(toUtf8('World'))];
    expect(nodeHash(left, right)).not.toEqual(leafHash(Uint8Array.from([...left, ...right])));
    expect(nodeHash(left, right)).not.toEqual(nodeHash(right, left));
  });

  it('are plain bytes, of which a slice is a copy', () => {
    expect(Object.getPrototypeOf(leafHash(toUtf8('a')))).toBe(Uint8Array.prototype);
  });
});

describe('a compact range', () => {
  it('has the published roots of the published leaves', () => {
    publishedRoots.forEach((root, at) => {
      expect(rootOf(publishedLeaves.slice(0, at + 1))).toEqual(root);
    });
    expect(new CompactRange().root()).toEqual(emptyRoot());
  });

  it('has the root that the definition gives, at each of the first sizes', () => {
    const leaves = numberedLeaves(130);
    const range = new CompactRange();
    leaves.forEach((leaf, at) => {
      expect(range.root()).toEqual(naiveRoot(leaves.slice(0, at)));
      range.append(leafHash(leaf));
    });
  });

  it('has the root that the definition gives, at sizes up to some thousands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (size) => {
        const leaves = numberedLeaves(size);
        expect(rootOf(leaves)).toEqual(naiveRoot(leaves));
      }),
      { numRuns: 15 },
    );
  });

  it('does not take the last leaf twice for a tree of another size', () => {
    const [a, b, c] = numberedLeaves(3);
    if (!a || !b || !c) throw new Error('three leaves');
    expect(rootOf([a, b, c])).not.toEqual(rootOf([a, b, c, c]));
  });

  it('goes on from its peaks, also past 2^32 leaves and up to the last', () => {
    for (const size of [0, 7, 2 ** 31 - 1, 2 ** 32 + 5, 2 ** 53 - 3]) {
      const range = CompactRange.of(size, sameLeavesPeaks({ start: 0, end: size }));
      range.append(leafHash(new Uint8Array(0)));
      expect(range.size).toBe(size + 1);
      const peaks = sameLeavesPeaks({ start: 0, end: size + 1 });
      expect(range.peaks).toEqual(peaks);
      expect(range.root()).toEqual(CompactRange.of(size + 1, peaks).root());
    }
  });

  it('refuses one leaf more than there can be, and peaks that are none of the size', () => {
    const full = CompactRange.of(treeSizeMax, sameLeavesPeaks({ start: 0, end: treeSizeMax }));
    expect(() => full.append(emptyRoot())).toThrow(RangeError);
    expect(() => CompactRange.of(3, [emptyRoot()])).toThrow('2 peaks');
    expect(() => CompactRange.of(1, [new Uint8Array(31)])).toThrow(RangeError);
    expect(() => CompactRange.of(-1, [])).toThrow(RangeError);
    expect(() => CompactRange.of(2 ** 53, [])).toThrow(RangeError);
    expect(() => new CompactRange().append(new Uint8Array(33))).toThrow('32 bytes');
  });
});

describe('the parts of a tree', () => {
  it('split before the last full half', () => {
    expect([2, 3, 4, 5, 8, 9].map(splitOf)).toEqual([1, 2, 2, 4, 4, 8]);
    expect(splitOf(2 ** 53 - 1)).toBe(2 ** 52);
    expect(splitOf(2 ** 52 + 1)).toBe(2 ** 52);
    expect(splitOf(2 ** 52)).toBe(2 ** 51);
  });

  it('cover a range from left to right without a gap', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (size) => {
        const nodes = nodesOf({ start: 0, end: size });
        let at = 0;
        for (const { level, index } of nodes) {
          expect(index * 2 ** level).toBe(at);
          at += 2 ** level;
        }
        expect(at).toBe(size);
        expect(nodes.length).toBeLessThanOrEqual(53);
      }),
    );
  });
});
