import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { tombstoneRevision } from '../log/record.ts';
import { lastPositionIn, reasonOf } from '../log/schema.ts';
import { describeRecord } from '../wire/recorded-event.ts';
import { type Columns, judgeOfColumns } from './misfiled.ts';
import { type Seen, walk } from './walk.ts';

/** A row of the record table as it lies on the disk, not trusted yet. */
type Examined = Columns & { revision: number; record: Uint8Array; checksum: number | null };

/** An event in its own words, with the place and the bytes of its row. */
export type WholeEvent = {
  position: number;
  revision: number;
  record: Uint8Array;
  id: string;
  stream: string;
  type: string;
  createdMs: number;
};

/**
 * A whole event, or damage in words. `misfiled` says that the columns beside a whole event name another stream, type,
 * time or id, or none that can be read: the event's own bytes are those that have a checksum.
 */
type Finding = { event: WholeEvent; misfiled: string | null } | { damage: string };

const sentencesMax = 100;

/** Sentences for a person, at most `sentencesMax` and one that says how many more there are. */
export class Sentences {
  readonly #kept: string[] = [];
  #count = 0;

  tell(sentence: string): void {
    this.#count += 1;
    if (this.#kept.length < sentencesMax) this.#kept.push(sentence);
  }

  list(): string[] {
    const more = this.#count - this.#kept.length;
    return more === 0 ? this.#kept : [...this.#kept, `and ${more} more`];
  }
}

/**
 * Examines the events one by one, by position: a page of the file that cannot be read takes only the events on it.
 * An event is whole when its bytes have the checksum they were written with, decode, and say the same place as the
 * columns beside them. A position without an event is none that was lost: a scavenge deletes events, and their
 * positions are never given again. Only behind the last event must there be none that was answered.
 */
export function* examineAll(database: DatabaseSync, acknowledged: number): Generator<Finding> {
  const fault = faultOfEnd(database);
  if (fault !== null) yield { damage: `the end of the log cannot be read: ${fault}` };
  const end = lastPosition(database) ?? 0;
  const seen = yield* walk(examiner(database), nextIn(database), Math.max(end, acknowledged));
  const last = Math.max(end, seen);
  if (last >= acknowledged) return;
  yield { damage: `events from position ${last + 1} to ${acknowledged} had been answered and are missing` };
}

function faultOfEnd(database: DatabaseSync): string | null {
  try {
    lastPositionIn(database);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** As far as can be read, the index of the events tells it where their table does not; null when neither does. */
export function lastPosition(database: DatabaseSync): number | null {
  try {
    return lastPositionIn(database);
  } catch {
    return lastIndexed(database);
  }
}

function lastIndexed(database: DatabaseSync): number | null {
  try {
    const last = database
      .prepare('SELECT max(+position) AS last FROM record INDEXED BY record_by_stream')
      .get();
    return Number(last?.last ?? 0);
  } catch {
    return null;
  }
}

function nextIn(database: DatabaseSync): (position: number) => number | null {
  const next = database.prepare('SELECT position FROM record WHERE position > ? ORDER BY position LIMIT 1');
  return (position) => {
    const found = next.get(position)?.position;
    return found === undefined ? null : Number(found);
  };
}

const columns =
  'position, stream, revision, type, CAST(created_ms AS TEXT) AS createdMs, CAST(event_hash AS TEXT) AS eventHash, record, checksum';

function examiner(database: DatabaseSync): (position: number) => Seen<Finding> | null {
  const hasChecksum = database
    .prepare("SELECT 1 FROM pragma_table_info('record') WHERE name = 'checksum'")
    .get();
  const wanted = hasChecksum === undefined ? columns.replace('checksum', 'NULL AS checksum') : columns;
  const at = database.prepare(`SELECT ${wanted} FROM record WHERE position = ?`);
  const faultOf = judgeOfColumns(database);
  return (position) => {
    try {
      const row = at.get(position) as Examined | undefined;
      return row === undefined ? null : { finding: examine(row, faultOf) };
    } catch (error) {
      return { unreadable: reasonOf(error) };
    }
  };
}

function examine(row: Examined, faultOf: ReturnType<typeof judgeOfColumns>): Finding {
  try {
    return judge(row, faultOf);
  } catch (error) {
    return { damage: `position ${row.position}: ${reasonOf(error)}` };
  }
}

function judge(row: Examined, faultOf: ReturnType<typeof judgeOfColumns>): Finding {
  const { position, revision, checksum, record } = row;
  if (checksum !== null && crc32(record) !== checksum) {
    return { damage: `position ${position}: the event's bytes are not those that were written` };
  }
  const described = describeRecord(record);
  const said = described.tombstone ? tombstoneRevision : described.revision;
  if (described.position !== position || said !== revision) {
    return { damage: `position ${position}: the event says that it belongs elsewhere` };
  }
  const { id, stream, type, createdMs } = described;
  const fault = faultOf(row, { id, stream, type, createdMs });
  return {
    event: {
      position,
      revision,
      record,
      id,
      stream,
      type,
      createdMs: createdMs ?? Number(row.createdMs),
    },
    misfiled: fault === null ? null : `position ${position}: ${fault}`,
  };
}
