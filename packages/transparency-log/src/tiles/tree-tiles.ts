import { assertTreeSize } from '../tree/nodes.ts';
import { type Tile, tileWidth } from './tile-path.ts';

/** How many nodes of the tree a level of tiles holds at this size: floor(size / 256^level). */
export function nodesAtLevel(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The levels of tiles that a tree of this size has, from 0 on; none when it is empty. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (nodesAtLevel(levels, size) > 0) levels += 1;
  return levels;
}

/** All tiles of a tree, full and partial, with its bundles; one at a time, for there may be many. */
export function tilesOf(size: number): Iterable<Tile> {
  return newTiles(0, size);
}

/**
 * The tiles and bundles that a log must write when it grows: those of the newer tree that the older one did not have.
 * Throws a RangeError for sizes that are none, or shrink.
 */
export function* newTiles(oldSize: number, newSize: number): Generator<Tile, void, void> {
  assertTreeSize(oldSize, 'The size of the older tree');
  assertTreeSize(newSize, 'The size of the newer tree');
  if (oldSize > newSize) throw new RangeError(`A log does not shrink from ${oldSize} to ${newSize} leaves.`);
  yield* tilesBetween('entries', oldSize, newSize);
  for (let level = 0; level < levelsOf(newSize); level += 1) {
    yield* tilesBetween(level, nodesAtLevel(level, oldSize), nodesAtLevel(level, newSize));
  }
}

function* tilesBetween(
  level: Tile['level'],
  oldCount: number,
  newCount: number,
): Generator<Tile, void, void> {
  if (oldCount === newCount) return;
  const end = Math.floor(newCount / tileWidth);
  for (let index = Math.floor(oldCount / tileWidth); index < end; index += 1) {
    yield { level, index, width: tileWidth };
  }
  if (newCount % tileWidth > 0) yield { level, index: end, width: newCount % tileWidth };
}
