import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ANY,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { startChild } from './child.ts';
import { openBareSqlite } from './peers/bare-sqlite.ts';
import { startEmmettOnPostgres } from './peers/emmett-postgresql.ts';
import { startEmmettOnSqlite } from './peers/emmett-sqlite.ts';
import { EVENT_BYTES } from './row.ts';

/** An event store as the bench drives it. Every event is `EVENT_BYTES` long, data and metadata together. */
export interface StoreSubject {
  readonly name: string;
  append(stream: string, events: number): Promise<unknown>;
  readStream(stream: string): Promise<number>;
  /** Reads the whole log from its start, at most so many events; answers how many it saw. */
  readAll(eventsMax: number): Promise<number>;
  /** Calls back for each event appended from now on; null where the subject has no live subscription. */
  readonly subscribe: ((onEvent: (data: unknown) => void) => Promise<void>) | null;
  /** Appends one event that carries these data. */
  appendData(stream: string, carried: Readonly<Record<string, unknown>>): Promise<unknown>;
  stop(): Promise<void>;
}

const data = { filling: 'x'.repeat(EVENT_BYTES - 114) };
const metadata = { note: 'y'.repeat(80) };
const workspace = new URL('../../', import.meta.url);
const doNothingServer = new URL('./peers/do-nothing-server.ts', import.meta.url).pathname;

/** The embedded node in a process and a folder of its own, every answered append on disk. */
export async function embeddedNode(): Promise<StoreSubject & { readonly address: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-bench-store-'));
  const command = new URL('packages/event-store/src/command.ts', workspace).pathname;
  const child = await startChild([command, '--data-dir', folder, '--port', '0'], /ready at (\S+)/u);
  const subject = throughClient('songhanh', child.ready, async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...subject, address: new URL(child.ready).host };
}

/** What the client itself allows. */
export async function ceiling(): Promise<StoreSubject> {
  const child = await startChild([doNothingServer, String(EVENT_BYTES)], /ready at (\S+)/u);
  return throughClient('ceiling', child.ready, () => child.stop());
}

/** What the client allows any server that has an append on disk before it answers. */
export async function durableCeiling(): Promise<StoreSubject> {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-bench-ceiling-'));
  const kept = join(folder, 'requests');
  const child = await startChild([doNothingServer, String(EVENT_BYTES), kept], /ready at (\S+)/u);
  return throughClient('durable-ceiling', child.ready, async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

export async function emmettOnPostgres(): Promise<StoreSubject> {
  const { store, stop } = await startEmmettOnPostgres();
  return throughEmmett(
    'emmett-postgresql',
    store,
    (stream, events) => store.appendToStream(stream, events),
    stop,
  );
}

export async function emmettOnSqlite(): Promise<StoreSubject> {
  const { store, append, stop } = await startEmmettOnSqlite();
  return throughEmmett('emmett-sqlite', store, append, stop);
}

/** What the disk and SQLite allow without a server in between; it is called, not awaited, so never 'in flight'. */
export async function bareSqlite(): Promise<StoreSubject> {
  const database = await openBareSqlite(JSON.stringify(data), JSON.stringify(metadata));
  return {
    name: 'bare-sqlite',
    append: async (stream, events) => database.append(stream, events),
    readStream: async (stream) => database.readStream(stream),
    readAll: async (eventsMax) => database.readAll(eventsMax),
    subscribe: null,
    appendData: async (stream) => database.append(stream, 1),
    stop: () => database.stop(),
  };
}

type Benched = {
  readonly type: 'Benched';
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: typeof metadata;
};

function throughEmmett(
  name: string,
  store: { readStream(stream: string): Promise<{ readonly events: readonly unknown[] }> },
  append: (stream: string, events: Benched[]) => Promise<unknown>,
  stop: () => Promise<void>,
): StoreSubject {
  const event = { type: 'Benched' as const, data, metadata };
  return {
    name,
    append: (stream, events) =>
      append(
        stream,
        Array.from({ length: events }, () => event),
      ),
    readStream: async (stream) => (await store.readStream(stream)).events.length,
    readAll: () => Promise.resolve(Number.NaN),
    subscribe: null,
    appendData: (stream, carried) => append(stream, [{ ...event, data: { ...data, ...carried } }]),
    stop,
  };
}

function throughClient(
  name: string,
  connectionString: string,
  stopServer: () => Promise<void>,
): StoreSubject {
  const client = EventStoreDBClient.connectionString(connectionString);
  const event = (): ReturnType<typeof jsonEvent> => jsonEvent({ type: 'Benched', data, metadata });
  return {
    name,
    append: (stream, events) =>
      client.appendToStream(stream, Array.from({ length: events }, event), { expectedRevision: NO_STREAM }),
    readStream: async (stream) => {
      let seen = 0;
      for await (const _ of client.readStream(stream)) seen++;
      return seen;
    },
    readAll: async (maxCount) => {
      let seen = 0;
      for await (const _ of client.readAll({ fromPosition: START, maxCount })) seen++;
      return seen;
    },
    subscribe: async (onEvent) => {
      const subscription = client.subscribeToAll({
        fromPosition: END,
        filter: streamNameFilter({ prefixes: ['live-'] }),
      });
      subscription.on('data', ({ event: seen }) => onEvent(seen?.data));
      await new Promise((resolve) => subscription.once('confirmation', resolve));
    },
    appendData: (stream, carried) =>
      client.appendToStream(stream, jsonEvent({ type: 'Benched', data: { ...data, ...carried }, metadata }), {
        expectedRevision: ANY,
      }),
    stop: async () => {
      await client.dispose();
      await stopServer();
    },
  };
}
