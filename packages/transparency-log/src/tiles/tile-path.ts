import { parseDecimal } from '../encoding/decimal.ts';
import { FormatError } from '../errors.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;
/** Levels of the tree that one level of tiles spans. */
export const tileHeight = 8;
/** Levels of tiles that a path can name; a tree of 2^53 − 1 leaves has 7. */
const tileLevelMax = 63;

/** A tile of hashes, or a bundle of the entries whose hashes are in the tile of level 0 with the same index. */
export interface Tile {
  readonly level: number | 'entries';
  /** From 0, within its level. */
  readonly index: number;
  /** How many hashes or entries it holds: 256 when it is full, fewer at the right edge. */
  readonly width: number;
}

/** Where the signed checkpoint lies beside the tiles. */
export const checkpointPath = 'checkpoint';

/** The path of a tile under the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/7` (tlog-tiles). */
export function formatTilePath({ level, index, width }: Tile): string {
  if (level !== 'entries' && !isIntegerIn(level, 0, tileLevelMax)) {
    throw new RangeError(`The level of a tile is an integer from 0 to ${tileLevelMax}, not ${level}.`);
  }
  if (!isIntegerIn(index, 0, Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`The index of a tile is an integer from 0 on, not ${index}.`);
  }
  if (!isIntegerIn(width, 1, tileWidth)) {
    throw new RangeError(`The width of a tile is an integer from 1 to ${tileWidth}, not ${width}.`);
  }
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/[0-9]{3}/gu) ?? [];
  const elements = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group));
  const suffix = width < tileWidth ? `.p/${width}` : '';
  return `tile/${level}/${elements.join('/')}${suffix}`;
}

/** Reads such a path, strictly: each tile has one path. Throws a FormatError. */
export function parseTilePath(path: string): Tile {
  const match = /^tile\/([0-9]{1,2}|entries)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/u.exec(
    path,
  );
  const [, level = '', elements = '', partial] = match ?? [];
  if (!match) {
    throw new FormatError(
      `"${path.slice(0, 80)}" is no path of a tile: tile/<level>/<index>, tile/entries/<index>, with .p/<width>.`,
    );
  }
  const tile: Tile = {
    level: level === 'entries' ? level : parseDecimal(level, 'The level of the tile', tileLevelMax),
    index: Number(elements.replace(/[x/]/gu, '')),
    width: partial === undefined ? tileWidth : parseDecimal(partial, 'The width of the tile', tileWidth - 1),
  };
  if (!Number.isSafeInteger(tile.index)) throw new FormatError(`The index of "${path}" is too large.`);
  if (tile.width < 1 || formatTilePath(tile) !== path) {
    throw new FormatError(`"${path}" is not how this tile is written.`);
  }
  return tile;
}

function isIntegerIn(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
