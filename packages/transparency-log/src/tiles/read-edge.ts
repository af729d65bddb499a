import { equalBytes, toHex } from '../encoding/bytes.ts';
import { DamagedLogError } from '../errors.ts';
import { leafHash } from '../tree/hash.ts';
import { Edge, subtreeRoot } from './edge.ts';
import type { LogReader } from './storage.ts';
import { checkpointPath, formatTilePath, type Tile, tileWidth } from './tile-path.ts';
import { readBundle, readTile } from './tile-reader.ts';
import { levelsOf, nodesAtLevel } from './tree-tiles.ts';

/**
 * The right edge of a stored tree, checked against the root that was signed. Throws a DamagedLogError that names the
 * file which is missing, too short, or keeps the tiles from hashing to that root.
 */
export async function readEdge(
  files: LogReader,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): Promise<Edge> {
  const levels = await Promise.all(
    Array.from({ length: levelsOf(size) }, (_, level) => edgeHashes(files, edgeTile(level, size))),
  );
  const edge = Edge.of(size, levels);
  if (equalBytes(edge.root(), root)) return edge;
  await refuseDamagedTile(files, edge);
  const found = toHex(edge.root());
  throw new DamagedLogError(
    checkpointPath,
    `signs the root ${toHex(root)} of ${size} leaves, and the tiles hash to ${found}: one is of another log.`,
  );
}

/** The partial tile of a level; its width is 0 where the level has none. */
function edgeTile(level: number, size: number): Tile & { readonly level: number } {
  const count = nodesAtLevel(level, size);
  return { level, index: Math.floor(count / tileWidth), width: count % tileWidth };
}

function edgeHashes(files: LogReader, tile: Tile): Promise<readonly Uint8Array[]> {
  return tile.width === 0 ? Promise.resolve([]) : readTile(files, tile);
}

/** Throws for the lowest tile of the edge that differs from what it is made of. */
async function refuseDamagedTile(files: LogReader, edge: Edge): Promise<void> {
  for (let level = 0; level < levelsOf(edge.size); level += 1) {
    const tile = edgeTile(level, edge.size);
    const stored = edge.hashes(level);
    const rebuilt = stored.length === 0 ? [] : await hashesBelow(files, tile);
    if (stored.every((hash, at) => equalBytes(hash, rebuilt[at] ?? hash))) continue;
    throw new DamagedLogError(
      formatTilePath(tile),
      'keeps the tiles from hashing to the signed root: it differs from what lies below it.',
    );
  }
}

/** What a tile has to hold by what is stored below it: the entries, or the full tiles of the level below. */
async function hashesBelow(
  files: LogReader,
  { level, index, width }: Tile & { readonly level: number },
): Promise<readonly Uint8Array[]> {
  if (level === 0) {
    const { entries } = await readBundle(files, { level: 'entries', index, width });
    return entries.map(leafHash);
  }
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < width; at += 1) {
    const below = { level: level - 1, index: index * tileWidth + at, width: tileWidth };
    hashes.push(subtreeRoot(await readTile(files, below)));
  }
  return hashes;
}
