import { concatBytes } from '../encoding/bytes.ts';
import { foldPeaks } from '../tree/compact-range.ts';
import { emptyRoot, nodeHash } from '../tree/hash.ts';
import { nodesOf } from '../tree/nodes.ts';
import { type Tile, tileWidth } from './tile-path.ts';
import { levelsOf, nodesAtLevel } from './tree-tiles.ts';

/** A tile with its bytes. */
export interface FilledTile {
  readonly tile: Tile & { readonly level: number };
  readonly bytes: Uint8Array;
}

/**
 * The right edge of a log: the hashes of the partial tile of each level, at most 255 a level. They say the root of
 * the whole tree, and are all that is needed to add leaves.
 */
export class Edge {
  #size: number;
  readonly #levels: Uint8Array[][];

  private constructor(size: number, levels: Uint8Array[][]) {
    this.#size = size;
    this.#levels = levels;
  }

  static empty(): Edge {
    return new Edge(0, []);
  }

  /** The edge of a tree of `size` leaves; `levels` holds the hashes of its partial tiles, level 0 first. */
  static of(size: number, levels: readonly (readonly Uint8Array[])[]): Edge {
    const widths = Array.from(
      { length: levelsOf(size) },
      (_, level) => nodesAtLevel(level, size) % tileWidth,
    );
    if (widths.length !== levels.length || widths.some((width, level) => levels[level]?.length !== width)) {
      throw new RangeError(`The edge of ${size} leaves has partial tiles of ${widths.join(', ')} hashes.`);
    }
    return new Edge(
      size,
      levels.map((hashes) => [...hashes]),
    );
  }

  get size(): number {
    return this.#size;
  }

  /** A copy that grows by itself. */
  copy(): Edge {
    return new Edge(
      this.#size,
      this.#levels.map((hashes) => [...hashes]),
    );
  }

  /** The hashes of the partial tile of a level; none where the level has no partial tile. */
  hashes(level: number): readonly Uint8Array[] {
    return this.#levels[level] ?? [];
  }

  /** The partial tiles of all levels. */
  tiles(): readonly FilledTile[] {
    return this.#levels.flatMap((hashes, level) => {
      if (hashes.length === 0) return [];
      const index = Math.floor(nodesAtLevel(level, this.#size) / tileWidth);
      return [{ tile: { level, index, width: hashes.length }, bytes: concatBytes(...hashes) }];
    });
  }

  /** Adds the hash of the next leaf and returns the tiles that it has filled, the lowest first. */
  append(hash: Uint8Array): readonly FilledTile[] {
    this.#size += 1;
    const filled: FilledTile[] = [];
    let node = hash;
    for (let level = 0; ; level += 1) {
      const hashes = this.#levels[level] ?? [];
      this.#levels[level] = hashes;
      hashes.push(node);
      if (hashes.length < tileWidth) return filled;
      const index = nodesAtLevel(level + 1, this.#size) - 1;
      filled.push({ tile: { level, index, width: tileWidth }, bytes: concatBytes(...hashes) });
      node = subtreeRoot(hashes);
      hashes.length = 0;
    }
  }

  /** The root of the tree. */
  root(): Uint8Array {
    // What is left of a tile is wider than all that is left of the levels below, so that the peaks are in order.
    const peaks = [...this.#levels].reverse().flatMap(peaksOf);
    return foldPeaks(peaks) ?? emptyRoot();
  }
}

/** The root over 2^k hashes that stand beside each other. */
export function subtreeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const below = row;
    row = Array.from({ length: below.length / 2 }, (_, at) =>
      nodeHash(below[2 * at] ?? notBalanced(), below[2 * at + 1] ?? notBalanced()),
    );
  }
  return row[0] ?? notBalanced();
}

function peaksOf(hashes: readonly Uint8Array[]): readonly Uint8Array[] {
  return nodesOf({ start: 0, end: hashes.length }).map(({ level, index }) => {
    const width = 2 ** level;
    return subtreeRoot(hashes.slice(index * width, (index + 1) * width));
  });
}

function notBalanced(): never {
  throw new RangeError('A full subtree has a power of two of hashes.');
}
