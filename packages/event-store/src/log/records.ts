import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type StoredRecord, tombstoneRevision } from './record.ts';

const columns = 'position, stream, revision, type, created_ms AS createdMs, record';

/** How much one page may hold; the last record may go over `bytesMax`, so that a page is never empty by size. */
export type PageBounds = { countMax: number; bytesMax: number };

/** The SQL of the record table, and nothing else. */
export class Records {
  readonly #insert: StatementSync;
  readonly #allForward: StatementSync;
  readonly #allBackward: StatementSync;
  readonly #streamForward: StatementSync;
  readonly #streamBackward: StatementSync;
  readonly #streamLast: StatementSync;
  readonly #streamTop: StatementSync;
  readonly #at: StatementSync;
  readonly #byEvent: StatementSync;
  readonly #lastPosition: StatementSync;
  readonly #nextPosition: StatementSync;

  constructor(database: DatabaseSync) {
    const sql = (text: string) => database.prepare(text);
    this.#insert = sql('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#allForward = sql(`SELECT ${columns} FROM record WHERE position >= ? ORDER BY position LIMIT ?`);
    this.#allBackward = sql(
      `SELECT ${columns} FROM record WHERE position < ? ORDER BY position DESC LIMIT ?`,
    );
    this.#streamForward = sql(
      `SELECT ${columns} FROM record WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    );
    this.#streamBackward = sql(
      `SELECT ${columns} FROM record WHERE stream = ? AND revision <= ? AND revision >= ? ORDER BY revision DESC LIMIT ?`,
    );
    this.#streamLast = sql(
      `SELECT max(revision) AS revision FROM record WHERE stream = ? AND revision < ${tombstoneRevision}`,
    );
    this.#streamTop = sql('SELECT max(revision) AS revision FROM record WHERE stream = ?');
    this.#at = sql(`SELECT ${columns} FROM record WHERE stream = ? AND revision = ?`);
    this.#byEvent = sql(
      `SELECT ${columns} FROM record WHERE stream = ? AND event_hash = ? ORDER BY revision DESC LIMIT 8`,
    );
    this.#lastPosition = sql('SELECT max(position) AS position FROM record');
    this.#nextPosition = sql("SELECT value FROM state WHERE key = 'next_position'");
  }

  insert(row: StoredRecord, eventHash: number): void {
    this.#insert.run(row.position, row.stream, row.revision, row.type, row.createdMs, eventHash, row.record);
  }

  /** Events at `from` and after it. */
  allForward(from: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#allForward.iterate(from, bounds.countMax), bounds.bytesMax);
  }

  /** Events before `before`, newest first. */
  allBackward(before: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#allBackward.iterate(before, bounds.countMax), bounds.bytesMax);
  }

  streamForward(stream: number, from: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#streamForward.iterate(stream, from, bounds.countMax), bounds.bytesMax);
  }

  /** Events from `from` down to `first`, newest first. */
  streamBackward(stream: number, from: number, first: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#streamBackward.iterate(stream, from, first, bounds.countMax), bounds.bytesMax);
  }

  at(stream: number, revision: number): StoredRecord | undefined {
    return this.#at.get(stream, revision) as StoredRecord | undefined;
  }

  byEvent(stream: number, eventHash: number): StoredRecord[] {
    return this.#byEvent.all(stream, eventHash) as StoredRecord[];
  }

  /** The newest revision of a stream (−1 when it has none) and whether a tombstone closes it. */
  tip(stream: number): { lastRevision: number; tombstoned: boolean } {
    const top = this.#streamTop.get(stream)?.revision;
    if (top !== tombstoneRevision) return { lastRevision: Number(top ?? -1), tombstoned: false };
    return { lastRevision: Number(this.#streamLast.get(stream)?.revision ?? -1), tombstoned: true };
  }

  /** The position that the next event gets; never one that was given before, even after a scavenge. */
  nextPosition(): number {
    const last = Number(this.#lastPosition.get()?.position ?? 0);
    return Math.max(last + 1, Number(this.#nextPosition.get()?.value ?? 1));
  }
}

function page(rows: Iterable<unknown>, bytesMax: number): StoredRecord[] {
  const found: StoredRecord[] = [];
  let bytes = 0;
  for (const row of rows as Iterable<StoredRecord>) {
    found.push(row);
    bytes += row.record.length;
    if (bytes >= bytesMax) break;
  }
  return found;
}
