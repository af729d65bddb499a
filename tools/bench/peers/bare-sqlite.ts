import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A table of events in SQLite with the node's own settings, in this very process: no server, no protocol. */
export interface BareSqlite {
  /** One transaction, on disk when it returns. */
  append(stream: string, count: number): void;
  readStream(stream: string): number;
  readAll(eventsMax: number): number;
  stop(): Promise<void>;
}

export async function openBareSqlite(data: string, metadata: string): Promise<BareSqlite> {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-bench-sqlite-'));
  const database = new DatabaseSync(join(folder, 'events.db'));
  database.exec('pragma journal_mode = wal; pragma synchronous = normal');
  database.exec(
    'create table event (position integer primary key, stream text, revision integer, id text, data blob, metadata blob, unique (stream, revision))',
  );
  const log = openSync(join(folder, 'events.db-wal'), 'r+');
  const insert = database.prepare(
    'insert into event (stream, revision, id, data, metadata) values (?, ?, ?, ?, ?)',
  );
  const select = database.prepare('select * from event where stream = ? order by revision');
  const all = database.prepare('select * from event order by position limit ?');
  return {
    append(stream, count) {
      database.exec('begin immediate');
      for (let revision = 0; revision < count; revision++) {
        insert.run(stream, revision, randomUUID(), data, metadata);
      }
      database.exec('commit');
      fdatasyncSync(log);
    },
    readStream: (stream) => select.all(stream).length,
    readAll: (eventsMax) => all.all(eventsMax).length,
    async stop() {
      database.close();
      closeSync(log);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
