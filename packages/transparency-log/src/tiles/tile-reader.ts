import { equalBytes } from '../encoding/bytes.ts';
import { DamagedLogError, FormatError } from '../errors.ts';
import { hashBytes, leafHash } from '../tree/hash.ts';
import type { TreeNode } from '../tree/nodes.ts';
import { parseBundle } from './bundle.ts';
import { type Edge, subtreeRoot } from './edge.ts';
import type { LogReader } from './storage.ts';
import { formatTilePath, type Tile, tileHeight, tileWidth } from './tile-path.ts';
import { nodesAtLevel } from './tree-tiles.ts';

/** Verified tiles that are kept: 8 KiB each, and what JavaScript adds. */
const tilesCachedMax = 128;

/**
 * Reads the tiles of one tree, whose edge the caller has checked against a signed root, and believes none of them:
 * each full tile must hash to what the tile above it says. A DamagedLogError names the file that does not.
 */
export class TileReader {
  readonly #files: LogReader;
  readonly #edge: Edge;
  readonly #verified = new Map<string, Promise<readonly Uint8Array[]>>();

  constructor(files: LogReader, edge: Edge) {
    this.#files = files;
    this.#edge = edge;
  }

  get size(): number {
    return this.#edge.size;
  }

  /** The hashes of full subtrees, as proofs need them. */
  readonly nodes = (nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]> =>
    Promise.all(nodes.map((node) => this.#node(node)));

  /** The hashes of a tile, as many as the tree has. */
  tile(level: number, index: number): Promise<readonly Uint8Array[]> {
    const count = nodesAtLevel(level, this.size);
    if (index * tileWidth >= count) {
      return Promise.reject(
        new RangeError(`A tree of ${this.size} leaves has no tile ${index} of level ${level}.`),
      );
    }
    if (index === Math.floor(count / tileWidth)) return Promise.resolve(this.#edge.hashes(level));
    const path = formatTilePath({ level, index, width: tileWidth });
    const known = this.#verified.get(path);
    if (known) return known;
    const reading = this.#readFull(path, level, index);
    this.#remember(path, reading);
    return reading;
  }

  /** The entries of the bundle with this index, as many as the tree has, each checked against its leaf hash. */
  async bundle(index: number): Promise<readonly Uint8Array[]> {
    const leaves = await this.tile(0, index);
    const { path, entries } = await readBundle(this.#files, {
      level: 'entries',
      index,
      width: leaves.length,
    });
    entries.forEach((entry, at) => {
      const wanted = leaves[at];
      if (wanted && equalBytes(leafHash(entry), wanted)) return;
      throw new DamagedLogError(path, `does not hold entry ${index * tileWidth + at} as the tree has it.`);
    });
    return entries;
  }

  async #readFull(path: string, level: number, index: number): Promise<readonly Uint8Array[]> {
    const above = await this.tile(level + 1, Math.floor(index / tileWidth));
    const hashes = await readTile(this.#files, { level, index, width: tileWidth });
    const wanted = above[index % tileWidth];
    if (wanted && equalBytes(subtreeRoot(hashes), wanted)) return hashes;
    throw new DamagedLogError(path, 'does not hash to what the tile above it says: it is damaged.');
  }

  async #node({ level, index }: TreeNode): Promise<Uint8Array> {
    const tileLevel = Math.floor(level / tileHeight);
    const width = 2 ** (level % tileHeight);
    const first = index * width;
    const hashes = await this.tile(tileLevel, Math.floor(first / tileWidth));
    return subtreeRoot(hashes.slice(first % tileWidth, (first % tileWidth) + width));
  }

  /** Keeps the reading itself, so that nodes of one tile wait for one read; one that failed is tried again. */
  #remember(path: string, reading: Promise<readonly Uint8Array[]>): void {
    const [oldest] = this.#verified.keys();
    if (this.#verified.size >= tilesCachedMax && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(path, reading);
    reading.catch(() => this.#verified.delete(path));
  }
}

/** The hashes of a tile as its file has them; nothing is checked but its length. */
export async function readTile(files: LogReader, tile: Tile): Promise<readonly Uint8Array[]> {
  const { path, width, bytes } = await readFullest(files, tile);
  if (bytes.length !== width * hashBytes) {
    throw new DamagedLogError(path, `has ${bytes.length} bytes, not ${width * hashBytes}.`);
  }
  const own = new Uint8Array(bytes);
  return Array.from({ length: tile.width }, (_, at) => own.subarray(at * hashBytes, (at + 1) * hashBytes));
}

/** The entries of a bundle as its file has them; nothing is checked but its form. */
export async function readBundle(
  files: LogReader,
  tile: Tile,
): Promise<{ readonly path: string; readonly entries: readonly Uint8Array[] }> {
  const { path, width, bytes } = await readFullest(files, tile);
  try {
    return { path, entries: parseBundle(bytes, width).slice(0, tile.width) };
  } catch (error) {
    if (error instanceof FormatError) throw new DamagedLogError(path, `is damaged. ${error.message}`);
    throw error;
  }
}

/** A partial tile may be gone once the full one is there, which begins with the same hashes (tlog-tiles). */
async function readFullest(
  files: LogReader,
  tile: Tile,
): Promise<{ readonly path: string; readonly width: number; readonly bytes: Uint8Array }> {
  const path = formatTilePath(tile);
  const bytes = await files.read(path);
  if (bytes !== null) return { path, width: tile.width, bytes };
  const fullPath = formatTilePath({ ...tile, width: tileWidth });
  const full = await files.read(fullPath);
  if (full === null) throw new DamagedLogError(path, 'is missing.');
  return { path: fullPath, width: tileWidth, bytes: full };
}
