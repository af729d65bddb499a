import { cpSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { persistentSubscriptionToAllSettingsFromDefaults } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, connect, events, failureOf, startNode, temporaryFolder } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { backup } from './backup.ts';
import { salvage } from './salvage.ts';
import { verify } from './verify.ts';

const count = 400;
/** Four events stand at the head of every log, one tells of the persistent subscription. */
const written = count + 5;

/** A closed folder with `count` events in ten streams and a persistent subscription. */
async function folderWithEvents(): Promise<string> {
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

/** Overwrites the database page that holds the event at `position`. */
function breakPageOf(dataDir: string, position: number): void {
  const file = join(dataDir, 'log.db');
  const database = new DatabaseSync(file);
  const record = database.prepare('SELECT record FROM record WHERE position = ?').get(position)?.record;
  database.close();
  const place = readFileSync(file).indexOf(record as Uint8Array);
  writeSync(openSync(file, 'r+'), Buffer.alloc(4096, 0xff), 0, 4096, place - (place % 4096));
}

test('a whole folder is whole, with a node running on it or not', async () => {
  const dataDir = await folderWithEvents();
  expect(verify(dataDir)).toEqual({ events: written, damage: [] });
  await startNode({ dataDir });
  expect(verify(dataDir)).toEqual({ events: written, damage: [] });
});

test('a changed byte is named by verify, refused to readers, and left out by salvage', async () => {
  const dataDir = await folderWithEvents();
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  const { record } = database.prepare('SELECT record FROM record WHERE position = 200').get() as {
    record: Uint8Array;
  };
  record[record.length - 2] = (record.at(-2) ?? 0) ^ 1;
  database.prepare('UPDATE record SET record = ? WHERE position = 200').run(record);
  database.close();
  expect(verify(dataDir).damage).toEqual(["position 200: the event's bytes are not those that were written"]);
  const { client, store } = await startNode({ dataDir });
  const failure = await failureOf(collect(client.readAll()));
  expect(failure.message).toContain('The event at position 200 is damaged on disk');
  await store.close();
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toMatchObject({
    events: written - 1,
    lost: [expect.stringContaining('position 200')],
  });
});

test('events on a broken page are named and left out; all others keep their places', async () => {
  const dataDir = await folderWithEvents();
  const whole = join(dataDir, '..', 'whole');
  cpSync(dataDir, whole, { recursive: true });
  breakPageOf(dataDir, 100);
  expect(verify(dataDir).damage.length).toBeGreaterThan(0);
  const before = readFileSync(join(dataDir, 'log.db'));
  const into = join(dataDir, '..', 'saved');
  const { events: saved, lost } = salvage(dataDir, into);
  expect(readFileSync(join(dataDir, 'log.db')).equals(before)).toBe(true);
  expect(saved).toBeGreaterThan(count / 2);
  expect(saved + lost.length).toBe(written);
  const places = await placesIn(into);
  const all = await placesIn(whole);
  expect(places).toHaveLength(saved);
  expect(all).toEqual(expect.arrayContaining(places));
});

async function placesIn(dataDir: string): Promise<string[]> {
  const { client, store } = await startNode({ dataDir });
  const read = await collect(client.readAll());
  await store.close();
  return read.map(
    ({ event }) => `${event?.position?.commit} ${event?.revision}@${event?.streamId} ${event?.id}`,
  );
}

test('a salvaged folder goes on behind the last position, and keeps its subscriptions', async () => {
  const dataDir = await folderWithEvents();
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
  const { client } = await startNode({ dataDir: into });
  const { position } = await client.appendToStream('task-0', events(1));
  expect(position?.commit).toBe(BigInt(written + 1));
  expect((await client.listAllPersistentSubscriptions()).map(({ groupName }) => groupName)).toEqual([
    'group',
  ]);
});

test('a backup taken under load is a log that ends at one moment, and starts', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const { client } = await startNode({ dataDir });
  let stop = false;
  const writer = async () => {
    for (let n = 0; !stop; n += 1) await client.appendToStream('task-1', events(5, 'Counted', n * 5));
  };
  const writing = Promise.all([writer(), writer()]);
  await client.appendToStream('task-2', events(50));
  const into = join(dataDir, '..', 'copy');
  const last = backup(dataDir, into);
  stop = true;
  await writing;
  expect(verify(into)).toEqual({ events: last, damage: [] });
  expect(await placesIn(into)).toEqual((await placesOf(client)).slice(0, last));
});

async function placesOf(client: ReturnType<typeof connect>): Promise<string[]> {
  const read = await collect(client.readAll());
  return read.map(
    ({ event }) => `${event?.position?.commit} ${event?.revision}@${event?.streamId} ${event?.id}`,
  );
}

test('nothing is written over, and a folder without a log is named', async () => {
  const dataDir = await folderWithEvents();
  expect(() => backup(dataDir, dataDir)).toThrow('is not empty');
  expect(() => salvage(dataDir, dataDir)).toThrow('is not empty');
  expect(() => verify(join(dataDir, 'nowhere'))).toThrow('There is no event log in');
});
