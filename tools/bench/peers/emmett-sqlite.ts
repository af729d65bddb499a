import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite';

/**
 * Emmett on SQLite, its journal written ahead and synced with each commit as SQLite does by itself; the driver under
 * it is Node's own SQLite. One connection, as its transactions want it, so that appends wait for each other.
 */
export async function startEmmettOnSqlite() {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-bench-emmett-'));
  const fileName = join(folder, 'emmett.db');
  const connection = sqliteConnection({ fileName });
  const store = getSQLiteEventStore({ fileName, connectionOptions: { singleton: true, connection } });
  await store.readStream('nothing');
  let last: Promise<unknown> = Promise.resolve();
  return {
    store,
    append(...appended: Parameters<typeof store.appendToStream>): Promise<unknown> {
      const done = last.then(() => store.appendToStream(...appended));
      last = done.catch(() => {});
      return done;
    },
    stop: async () => {
      await last;
      connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
