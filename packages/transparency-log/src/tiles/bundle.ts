import { viewOf } from '../encoding/bytes.ts';
import { FormatError } from '../errors.ts';
import { tileWidth } from './tile-path.ts';

/** Length of one entry in bytes: a bundle says it in 16 bits. */
export const entryBytesMax = 65_535;

const lengthBytes = 2;

/** An entry bundle: each entry behind its length, 16 bits big-endian (tlog-tiles). */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > tileWidth) {
    throw new RangeError(`A bundle has 1 to ${tileWidth} entries, not ${entries.length}.`);
  }
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + lengthBytes + length, 0));
  const view = viewOf(bytes);
  let at = 0;
  for (const entry of entries) {
    assertEntry(entry);
    view.setUint16(at, entry.length);
    bytes.set(entry, at + lengthBytes);
    at += lengthBytes + entry.length;
  }
  return bytes;
}

/** The entries of a bundle that holds exactly `width` of them. Throws a FormatError. */
export function parseBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  const view = viewOf(bytes);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + lengthBytes;
    const end = start <= bytes.length ? start + view.getUint16(at) : start;
    if (end > bytes.length) throw new FormatError(`The bundle ends within entry ${entries.length}.`);
    if (entries.length === width) throw new FormatError(`The bundle has more than ${width} entries.`);
    entries.push(new Uint8Array(bytes.subarray(start, end)));
    at = end;
  }
  if (entries.length < width)
    throw new FormatError(`The bundle has ${entries.length} entries, not ${width}.`);
  return entries;
}

/** Throws a RangeError when a log cannot hold this entry. */
export function assertEntry(entry: Uint8Array): void {
  if (entry.length <= entryBytesMax) return;
  throw new RangeError(`An entry has at most ${entryBytesMax} bytes; this one has ${entry.length}.`);
}
