import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type EventStoreDBClient,
  persistentSubscriptionToAllSettingsFromDefaults,
} from '@eventstore/db-client';
import { collect, connect, events, startNode, temporaryFolder } from './spec-node.ts';
import { startEventStore } from './start-event-store.ts';

export const count = 400;
/** Four events stand at the head of every log, one tells of the persistent subscription. */
export const written = count + 5;

/** A closed folder with `count` events in ten streams and a persistent subscription. */
export async function folderWithEvents(): Promise<string> {
  const dataDir = join(temporaryFolder(), 'data');
  const store = await startEventStore({ dataDir });
  const client = connect(store.connectionString);
  for (let n = 0; n < count; n += 10)
    await client.appendToStream(`task-${n % 100}`, events(10, 'Counted', n));
  await client.createPersistentSubscriptionToAll('group', persistentSubscriptionToAllSettingsFromDefaults());
  await client.dispose();
  await store.close();
  return dataDir;
}

/** Changes a closed folder behind the node's back. */
export function alter(dataDir: string, sql: string): void {
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  database.exec(sql);
  database.close();
}

/** Overwrites the database page that holds the event at `position`. */
export function breakPageOf(dataDir: string, position: number): void {
  const file = join(dataDir, 'log.db');
  const database = new DatabaseSync(file);
  const record = database.prepare('SELECT record FROM record WHERE position = ?').get(position)?.record;
  database.close();
  breakPage(dataDir, Math.floor(readFileSync(file).indexOf(record as Uint8Array) / pageBytes));
}

/** Overwrites the page that everything in a table is found from. */
export function breakRootPageOf(dataDir: string, table: string): void {
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.rootpage;
  database.close();
  breakPage(dataDir, Number(root) - 1);
}

const pageBytes = 4096;

function breakPage(dataDir: string, index: number): void {
  const descriptor = openSync(join(dataDir, 'log.db'), 'r+');
  writeSync(descriptor, Buffer.alloc(pageBytes, 0xff), 0, pageBytes, index * pageBytes);
  closeSync(descriptor);
}

/** Every event of a closed folder with its places. */
export async function placesIn(dataDir: string): Promise<string[]> {
  const { client, store } = await startNode({ dataDir });
  const places = await placesOf(client);
  await store.close();
  return places;
}

export async function placesOf(client: EventStoreDBClient): Promise<string[]> {
  const read = await collect(client.readAll());
  return read.map(
    ({ event }) => `${event?.position?.commit} ${event?.revision}@${event?.streamId} ${event?.id}`,
  );
}
