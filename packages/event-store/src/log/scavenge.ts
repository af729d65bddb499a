import type { EventLog } from './event-log.ts';
import { tombstoneRevision } from './record.ts';
import { firstRevision, type StreamState } from './stream-state.ts';

const streamsPerTurn = 100;
const eventsPerTransaction = 1000;

/**
 * Deletes the events that no reader of their stream sees any more: beyond `$maxCount`, older than `$maxAge`, before
 * `$tb`, or before a tombstone. The newest event of each stream stays, so that its revisions go on; positions keep
 * gaps and are never given again. Works in small transactions between other work. Returns how many it deleted.
 */
export async function scavenge(log: EventLog): Promise<number> {
  const streams = log.database.prepare('SELECT id, name FROM stream WHERE id > ? ORDER BY id LIMIT ?');
  let deleted = 0;
  let after = 0;
  for (;;) {
    const rows = streams.all(after, streamsPerTurn);
    if (rows.length === 0) return deleted;
    for (const { name } of rows) deleted += await scavengeStream(log, log.streams.state(String(name)));
    after = Number(rows.at(-1)?.id);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function scavengeStream(log: EventLog, stream: StreamState): Promise<number> {
  const keepFrom = stream.tombstoned
    ? tombstoneRevision
    : Math.min(firstRevision(stream), stream.lastRevision);
  let deleted = 0;
  if (keepFrom > 0) deleted += await deleteAll(log, 'stream = ? AND revision < ?', [stream.id, keepFrom]);
  if (stream.maxAgeSeconds !== null) {
    const bornBefore = Date.now() - stream.maxAgeSeconds * 1000;
    const where = 'stream = ? AND revision < ? AND created_ms < ?';
    deleted += await deleteAll(log, where, [stream.id, stream.lastRevision, bornBefore]);
  }
  return deleted;
}

async function deleteAll(log: EventLog, where: string, values: number[]): Promise<number> {
  const some = log.database.prepare(
    `DELETE FROM record WHERE position IN (SELECT position FROM record WHERE ${where} LIMIT ${eventsPerTransaction})`,
  );
  let deleted = 0;
  for (;;) {
    const changes = await inTransaction(log, () => Number(some.run(...values).changes));
    deleted += changes;
    if (changes < eventsPerTransaction) return deleted;
  }
}

function inTransaction(log: EventLog, apply: () => number): Promise<number> {
  let changes = 0;
  return new Promise((resolve, reject) => {
    log.remove(
      () => {
        changes = apply();
      },
      (outcome) => (outcome.ok ? resolve(changes) : reject(outcome.error)),
    );
  });
}
