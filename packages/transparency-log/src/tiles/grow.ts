import { leafHash } from '../tree/hash.ts';
import { formatBundle } from './bundle.ts';
import type { Edge } from './edge.ts';
import type { LogStorage } from './storage.ts';
import { formatTilePath, tileWidth } from './tile-path.ts';
import { nodesAtLevel } from './tree-tiles.ts';

/**
 * Adds entries to an edge and writes every bundle and tile that the grown tree has and the old one had not. `entries`
 * begins with those of the old tree's partial bundle. Files of the old tree stay as they are: if this is cut off, the
 * old tree is whole.
 */
export async function grow(storage: LogStorage, edge: Edge, entries: readonly Uint8Array[]): Promise<void> {
  const oldSize = edge.size;
  const first = Math.floor(oldSize / tileWidth);
  for (let at = 0; at < entries.length; at += tileWidth) {
    const bundle = entries.slice(at, at + tileWidth);
    const path = formatTilePath({ level: 'entries', index: first + at / tileWidth, width: bundle.length });
    await storage.write(path, formatBundle(bundle));
  }
  for (const entry of entries.slice(oldSize % tileWidth)) {
    for (const { tile, bytes } of edge.append(leafHash(entry))) {
      await storage.write(formatTilePath(tile), bytes);
    }
  }
  for (const { tile, bytes } of edge.tiles()) {
    if (nodesAtLevel(tile.level, oldSize) === nodesAtLevel(tile.level, edge.size)) continue;
    await storage.write(formatTilePath(tile), bytes);
  }
}
