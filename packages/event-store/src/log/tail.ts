import type { StoredRecord } from './record.ts';
import { type PageBounds, pageOf } from './records.ts';

const tailRecordsMax = 8192;
const tailBytesMax = 16 * 1024 * 1024;

/**
 * The newest records, kept in memory so that many live subscribers read each new event once from there instead of
 * each from SQLite. Positions have no gap here, so a position is an index.
 */
export class Tail {
  #records: StoredRecord[] = [];
  #bytes = 0;
  #nextPosition: number;

  constructor(nextPosition: number) {
    this.#nextPosition = nextPosition;
  }

  push(records: readonly StoredRecord[]): void {
    for (const record of records) {
      this.#records.push(record);
      this.#bytes += record.record.length;
      this.#nextPosition = record.position + 1;
    }
    if (this.#records.length > tailRecordsMax || this.#bytes > tailBytesMax) this.#trim();
  }

  /** Lets go of all: some of it was deleted from disk. */
  clear(): void {
    this.#records = [];
    this.#bytes = 0;
  }

  /** The page that starts at `position`, or undefined when that lies before the tail. */
  from(position: number, bounds: PageBounds): StoredRecord[] | undefined {
    if (position >= this.#nextPosition) return [];
    const index = position - (this.#nextPosition - this.#records.length);
    if (index < 0) return undefined;
    return pageOf(this.#records, index, this.#records.length, bounds);
  }

  /** Lets half go at once, so that the cost per record stays constant. */
  #trim(): void {
    let drop = 0;
    while (
      this.#records.length - drop > tailRecordsMax / 2 ||
      (this.#bytes > tailBytesMax / 2 && drop < this.#records.length)
    ) {
      this.#bytes -= (this.#records[drop] as StoredRecord).record.length;
      drop += 1;
    }
    this.#records = this.#records.slice(drop);
  }
}
