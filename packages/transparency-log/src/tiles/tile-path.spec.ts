import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors.ts';
import { mutationsOf } from '../mutations.fixture.ts';
import { entryBytesMax, formatBundle, parseBundle } from './bundle.ts';
import { formatTilePath, parseTilePath, type Tile } from './tile-path.ts';
import { newTiles, tilesOf } from './tree-tiles.ts';

const anyTile = fc.record<Tile>({
  level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
  index: fc.oneof(fc.maxSafeNat(), fc.nat(2000)),
  width: fc.integer({ min: 1, max: 256 }),
});

describe('the path of a tile', () => {
  it.each<[string, Tile]>([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/000.p/1', { level: 0, index: 0, width: 1 }],
    ['tile/1/999.p/255', { level: 1, index: 999, width: 255 }],
    ['tile/2/x001/000', { level: 2, index: 1000, width: 256 }],
    ['tile/entries/x012/345.p/7', { level: 'entries', index: 12_345, width: 7 }],
    ['tile/63/x009/x007/x199/x254/x740/991', { level: 63, index: 9_007_199_254_740_991, width: 256 }],
  ])('%s is read and written', (path, tile) => {
    expect(formatTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('comes back for every tile', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile);
      }),
    );
  });

  it.each([
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001/x002',
    'tile/00/001',
    'tile/01/001',
    'tile/64/001',
    'tile/-1/001',
    'tile/8/0/001',
    'tile/data/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/01',
    'tile/0/001.p/',
    'tile/0/001.p',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/x001/x002/x003/x004/x005/x006/007',
    '/tile/0/001',
    'tile/0/001\n',
    'Tile/0/001',
    'tile/0/\u0661\u0661\u0661',
    '',
  ])('%j is refused', (path) => {
    expect(() => parseTilePath(path)).toThrow(FormatError);
  });

  it('means one tile, and each tile has one path', () => {
    for (const path of ['tile/0/x001/234.p/5', 'tile/entries/000']) {
      for (const mutation of mutationsOf(path)) {
        try {
          expect(formatTilePath(parseTilePath(mutation))).toBe(mutation);
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
        }
      }
    }
  });

  it('is not written for what is no tile', () => {
    for (const bad of [
      { level: 64 },
      { level: -1 },
      { index: -1 },
      { index: 2 ** 53 },
      { width: 0 },
      { width: 257 },
    ]) {
      expect(() => formatTilePath({ level: 0, index: 0, width: 1, ...bad })).toThrow(RangeError);
    }
  });
});

describe('the tiles of a tree', () => {
  const pathsOf = (tiles: Iterable<Tile>) => [...tiles].map(formatTilePath);

  it('are those that tlog-tiles counts', () => {
    const tiles = [...tilesOf(70_000)].filter(({ level }) => level !== 'entries');
    const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0]);
    expect(pathsOf(tiles.filter(({ width }) => width < 256))).toEqual([
      'tile/0/273.p/112',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect(pathsOf(tilesOf(256))).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
    expect(pathsOf(tilesOf(0))).toEqual([]);
  });

  it('are, between two sizes, those that the newer has and the older had not', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (left, right) => {
        const [oldSize, newSize] = [Math.min(left, right), Math.max(left, right)];
        const old = new Set(pathsOf(tilesOf(oldSize)));
        const wanted = pathsOf(tilesOf(newSize)).filter((path) => !old.has(path));
        expect(pathsOf(newTiles(oldSize, newSize)).sort()).toEqual(wanted.sort());
      }),
    );
    expect(pathsOf(newTiles(300, 300))).toEqual([]);
    expect(() => [...newTiles(2, 1)]).toThrow(RangeError);
  });

  it('are right at the largest sizes', () => {
    expect(pathsOf(newTiles(2 ** 53 - 2, 2 ** 53 - 1))).toEqual([
      'tile/entries/x035/x184/x372/x088/831.p/255',
      'tile/0/x035/x184/x372/x088/831.p/255',
    ]);
  });
});

describe('a bundle', () => {
  it('comes back, whatever its entries', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(entries, (list) => {
        expect(parseBundle(formatBundle(list), list.length)).toEqual(list);
      }),
      { numRuns: 30 },
    );
    const longest = [new Uint8Array(entryBytesMax), new Uint8Array(0)];
    expect(parseBundle(formatBundle(longest), 2)).toEqual(longest);
  });

  it('has its lengths in 16 bits, big-endian', () => {
    expect([...formatBundle([Uint8Array.of(7, 8), new Uint8Array(0)])]).toEqual([0, 2, 7, 8, 0, 0]);
    expect([...formatBundle([new Uint8Array(258)]).subarray(0, 2)]).toEqual([1, 2]);
  });

  it('is refused when it is cut, has more, or fewer entries', () => {
    const bytes = formatBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(4)]);
    for (let end = 0; end < bytes.length; end += 1) {
      expect(() => parseBundle(bytes.subarray(0, end), 2)).toThrow(FormatError);
    }
    expect(() => parseBundle(bytes, 1)).toThrow('more than 1');
    expect(() => parseBundle(bytes, 3)).toThrow('2 entries, not 3');
  });

  it('is not written for what is none', () => {
    expect(() => formatBundle([])).toThrow(RangeError);
    expect(() => formatBundle(Array.from({ length: 257 }, () => new Uint8Array(0)))).toThrow(RangeError);
    expect(() => formatBundle([new Uint8Array(entryBytesMax + 1)])).toThrow('at most 65535 bytes');
  });
});
