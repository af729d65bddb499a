import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { type StoredRecord, tombstoneRevision } from './record.ts';
import { wholeIdHashFrom } from './schema.ts';

const columns = 'position, stream, revision, type, created_ms, record, checksum';

/** A row of these columns; the checksum is that of the record's bytes when they were written. */
type Row = [
  position: number,
  stream: number,
  revision: number,
  type: number,
  createdMs: number,
  record: Uint8Array,
  checksum: number | null,
];

/** The disk gave back other bytes than were written. Nothing is read over it. */
export class DamagedRecord extends Error {
  constructor(position: number) {
    super(
      `The event at position ${position} is damaged on disk. Stop the node, then restore a backup or salvage its folder.`,
    );
    this.name = 'DamagedRecord';
  }
}

/** How much one page may hold; the last record may go over `bytesMax`, so that a page is never empty by size. */
export type PageBounds = { countMax: number; bytesMax: number };

/** The page that begins at `start` of records that are in memory, and lies before `end`. */
export function pageOf(
  records: readonly StoredRecord[],
  start: number,
  end: number,
  { countMax, bytesMax }: PageBounds,
): StoredRecord[] {
  const endMax = Math.min(end, start + countMax);
  let at = start;
  for (let bytes = 0; at < endMax && bytes < bytesMax; at += 1)
    bytes += (records[at] as StoredRecord).record.length;
  return records.slice(start, at);
}

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
  readonly #byOldEvent: StatementSync | null;

  constructor(database: DatabaseSync) {
    const sql = (text: string) => database.prepare(text);
    // Rows as arrays: their columns' names would be made anew with each row.
    const rows = (text: string) => {
      const statement = database.prepare(`SELECT ${columns} FROM record ${text}`);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#insert = sql('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#allForward = rows(`WHERE position BETWEEN ? AND ? ORDER BY position LIMIT ?`);
    this.#allBackward = rows(`WHERE position < ? ORDER BY position DESC LIMIT ?`);
    this.#streamForward = rows(`WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?`);
    this.#streamBackward = rows(
      `WHERE stream = ? AND revision <= ? AND revision >= ? ORDER BY revision DESC LIMIT ?`,
    );
    this.#streamLast = sql(
      `SELECT max(revision) AS revision FROM record WHERE stream = ? AND revision < ${tombstoneRevision}`,
    );
    this.#streamTop = sql('SELECT max(revision) AS revision FROM record WHERE stream = ?');
    this.#at = rows(`WHERE stream = ? AND revision = ?`);
    // The index is named, because the planner would take the order from `record_by_stream` and read the whole stream.
    const ofEvent = `INDEXED BY record_by_event WHERE stream = ? AND event_hash = ?`;
    this.#byEvent = rows(`${ofEvent} ORDER BY revision DESC`);
    const hashedFrom = wholeIdHashFrom(database);
    this.#byOldEvent =
      hashedFrom === 1 ? null : rows(`${ofEvent} AND position < ${hashedFrom} ORDER BY revision DESC`);
  }

  insert(row: StoredRecord, eventHash: number): void {
    const { position, stream, revision, type, createdMs, record } = row;
    this.#insert.run(position, stream, revision, type, createdMs, eventHash, record, crc32(record));
  }

  /** Events at `from` and after it, up to `last`. */
  allForward(from: number, last: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#allForward.iterate(from, last, bounds.countMax), bounds.bytesMax);
  }

  /** Events before `before`, newest first. */
  allBackward(before: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#allBackward.iterate(before, bounds.countMax), bounds.bytesMax);
  }

  /** Events at `from` and after it, up to `last`. */
  streamForward(stream: number, from: number, last: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#streamForward.iterate(stream, from, last, bounds.countMax), bounds.bytesMax);
  }

  /** Events from `from` down to `first`, newest first. */
  streamBackward(stream: number, from: number, first: number, bounds: PageBounds): StoredRecord[] {
    return page(this.#streamBackward.iterate(stream, from, first, bounds.countMax), bounds.bytesMax);
  }

  at(stream: number, revision: number): StoredRecord | undefined {
    const row = this.#at.get(stream, revision) as unknown as Row | undefined;
    return row === undefined ? undefined : whole(row);
  }

  /** The newest of the stream's records with that hash that `isIt`. */
  byEvent(
    stream: number,
    eventHash: number,
    isIt: (record: StoredRecord) => boolean,
  ): StoredRecord | undefined {
    return firstOf(this.#byEvent.iterate(stream, eventHash), isIt);
  }

  /** The same among records that an older version wrote, under what stood for their ids then. */
  byOldEvent(
    stream: number,
    head: number,
    isIt: (record: StoredRecord) => boolean,
  ): StoredRecord | undefined {
    return this.#byOldEvent === null ? undefined : firstOf(this.#byOldEvent.iterate(stream, head), isIt);
  }

  /** The newest revision of a stream (−1 when it has none) and whether a tombstone closes it. */
  tip(stream: number): { lastRevision: number; tombstoned: boolean } {
    const top = this.#streamTop.get(stream)?.revision;
    if (top !== tombstoneRevision) return { lastRevision: Number(top ?? -1), tombstoned: false };
    return { lastRevision: Number(this.#streamLast.get(stream)?.revision ?? -1), tombstoned: true };
  }
}

function firstOf(rows: Iterable<unknown>, isIt: (record: StoredRecord) => boolean): StoredRecord | undefined {
  for (const row of rows as Iterable<Row>) {
    const record = whole(row);
    if (isIt(record)) return record;
  }
  return undefined;
}

function page(rows: Iterable<unknown>, bytesMax: number): StoredRecord[] {
  const found: StoredRecord[] = [];
  let bytes = 0;
  for (const row of rows as Iterable<Row>) {
    const record = whole(row);
    found.push(record);
    bytes += record.record.length;
    if (bytes >= bytesMax) break;
  }
  return found;
}

function whole([position, stream, revision, type, createdMs, record, checksum]: Row): StoredRecord {
  if (checksum !== null && crc32(record) !== checksum) throw new DamagedRecord(position);
  return { position, stream, revision, type, createdMs, record };
}
