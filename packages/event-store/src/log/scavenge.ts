import type { EventLog } from './event-log.ts';
import { tombstoneRevision } from './record.ts';
import { DamagedRecord } from './records.ts';
import { firstRevision, type StreamState } from './stream-state.ts';

const streamsPerTurn = 100;
const eventsPerTransaction = 1000;

/** What a scavenge has deleted: events, and the bytes of their records. */
export type Scavenged = { events: number; bytes: number };

/**
 * Deletes the events that no reader of their stream sees any more: beyond `$maxCount`, older than `$maxAge`, before
 * `$tb`, or before a tombstone. The newest event of each stream stays, so that its revisions go on; positions keep
 * gaps and are never given again. Works in small transactions between other work, and adds to `done` what each has
 * deleted. A stream whose metadata are damaged is passed over, and told of at the end.
 */
export async function scavenge(log: EventLog, done: Scavenged, stop: AbortSignal): Promise<void> {
  const streams = log.database.prepare('SELECT id, name FROM stream WHERE id > ? ORDER BY id LIMIT ?');
  let after = 0;
  let unread: unknown = null;
  for (;;) {
    const rows = streams.all(after, streamsPerTurn);
    for (const { name } of rows) {
      if (stop.aborted) return;
      try {
        await scavengeStream(log, log.streams.state(String(name)), done);
      } catch (error) {
        if (!(error instanceof DamagedRecord)) throw error;
        unread ??= error;
      }
    }
    if (rows.length === 0) break;
    after = Number(rows.at(-1)?.id);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (unread !== null) throw unread;
}

async function scavengeStream(log: EventLog, stream: StreamState, done: Scavenged): Promise<void> {
  const keepFrom = stream.tombstoned
    ? tombstoneRevision
    : Math.min(firstRevision(stream), stream.lastRevision);
  if (keepFrom > 0) await deleteAll(log, 'stream = ? AND revision < ?', [stream.id, keepFrom], done);
  if (stream.maxAgeSeconds !== null) {
    const bornBefore = Date.now() - stream.maxAgeSeconds * 1000;
    const where = 'stream = ? AND revision < ? AND created_ms < ?';
    await deleteAll(log, where, [stream.id, stream.lastRevision, bornBefore], done);
  }
}

async function deleteAll(log: EventLog, where: string, values: number[], done: Scavenged): Promise<void> {
  const some = log.database.prepare(
    `SELECT position FROM record WHERE ${where} LIMIT ${eventsPerTransaction}`,
  );
  const deletion = log.database.prepare(
    'DELETE FROM record WHERE position = ? RETURNING length(record) AS bytes',
  );
  for (;;) {
    const rows = some.all(...values);
    if (rows.length === 0) return;
    let bytes = 0;
    await inTransaction(log, () => {
      for (const { position } of rows) bytes += Number(deletion.get(position as number)?.bytes);
    });
    done.events += rows.length;
    done.bytes += bytes;
  }
}

function inTransaction(log: EventLog, apply: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    log.remove(apply, (outcome) => (outcome.ok ? resolve() : reject(outcome.error)));
  });
}
