import { BoundedMap } from './bounded-map.ts';
import type { StoredRecord } from './record.ts';
import { type PageBounds, pageOf, type Records } from './records.ts';

/** How many bytes of one stream's records are kept. */
const streamBytesMax = 64 * 1024;
/** How much memory all together take, about, and what a record and a stream take beside the bytes of the records. */
const cachedBytesMax = 32 * 1024 * 1024;
const besideRecordBytes = 600;
const besideStreamBytes = 300;

/**
 * The beginnings of streams that were read lately: whoever decides on a stream's events loads it again with each command.
 * An event never changes, so that what is kept stays right until events are deleted; what was appended since is read
 * from the tables and joins it.
 */
export class ReadCache {
  /** Events of a stream by revision, from 0 on without a gap. */
  readonly #beginnings = new BoundedMap<number, readonly StoredRecord[]>(
    cachedBytesMax,
    (_stream, records) => bytesOf(records) + records.length * besideRecordBytes + besideStreamBytes,
  );
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Events at `from` and after it, up to `last`. */
  streamForward(stream: number, from: number, last: number, bounds: PageBounds): StoredRecord[] {
    const known = this.#beginnings.get(stream) ?? [];
    if (from > known.length) return this.#records.streamForward(stream, from, last, bounds);
    const page = pageOf(known, from, Math.min(known.length, last + 1), bounds);
    const left = { countMax: bounds.countMax - page.length, bytesMax: bounds.bytesMax - bytesOf(page) };
    if (left.countMax <= 0 || left.bytesMax <= 0 || last < known.length) return page;
    const rest = this.#records.streamForward(stream, known.length, last, left);
    this.#keep(stream, known, rest);
    return [...page, ...rest];
  }

  /** Lets go of all: some of it was deleted from disk. */
  clear(): void {
    this.#beginnings.clear();
  }

  #keep(stream: number, known: readonly StoredRecord[], rest: readonly StoredRecord[]): void {
    const records = [...known, ...rest];
    if (rest.length === 0 || records.at(-1)?.revision !== records.length - 1) return;
    if (bytesOf(records) <= streamBytesMax) this.#beginnings.set(stream, records);
  }
}

function bytesOf(records: readonly StoredRecord[]): number {
  let bytes = 0;
  for (const { record } of records) bytes += record.length;
  return bytes;
}
