import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { type StoredRecord, tombstoneRevision } from '../log/record.ts';
import { describeRecord } from '../wire/recorded-event.ts';

/** A row of the record table as it lies on the disk, not trusted yet. */
export type Examined = StoredRecord & { checksum: number | null };

/** What one place of the log turned out to be: nothing, a whole event, or damage in words. */
export type Finding = { row: Examined; stream: string; type: string; id: string } | { damage: string } | null;

const columns = 'position, stream, revision, type, created_ms AS createdMs, record, checksum';

/**
 * Examines the events one by one, by position: a page of the file that cannot be read takes only the events on it.
 * An event is whole when its bytes have the checksum they were written with, decode, and say the same place, stream
 * and type as the columns beside them.
 */
export function examiner(database: DatabaseSync): (position: number) => Finding {
  const hasChecksum = database
    .prepare("SELECT 1 FROM pragma_table_info('record') WHERE name = 'checksum'")
    .get();
  const wanted = hasChecksum === undefined ? columns.replace('checksum', 'NULL AS checksum') : columns;
  const at = database.prepare(`SELECT ${wanted} FROM record WHERE position = ?`);
  return (position) => {
    try {
      const row = at.get(position) as Examined | undefined;
      return row === undefined ? null : examine(row);
    } catch (error) {
      return { damage: `position ${position}: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
}

function examine(row: Examined): Finding {
  const { position, checksum, record } = row;
  if (checksum !== null && crc32(record) !== checksum) {
    return { damage: `position ${position}: the event's bytes are not those that were written` };
  }
  const { id, stream, revision, type, position: inside, tombstone } = describeRecord(record);
  const same = inside === position && (tombstone ? tombstoneRevision : revision) === row.revision;
  if (!same) return { damage: `position ${position}: the event says that it belongs elsewhere` };
  return { row, stream, type, id };
}
