import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import {
  alter,
  breakPageOf,
  breakRootPageOf,
  count,
  folderWithEvents,
  placesIn,
  placesOf,
  written,
} from '../spec-folder.ts';
import { collect, events, failureOf, startNode, temporaryFolder } from '../spec-node.ts';
import { backup } from './backup.ts';
import { salvage } from './salvage.ts';
import { verify } from './verify.ts';

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
  expect(lost).toHaveLength(1);
  const [, first, last] = /^positions (\d+) to (\d+): database disk/.exec(String(lost[0])) ?? [];
  expect(saved + Number(last) - Number(first) + 1).toBe(written);
  const places = await placesIn(into);
  const all = await placesIn(whole);
  expect(places).toHaveLength(saved);
  expect(all).toEqual(expect.arrayContaining(places));
});

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

test('nothing is written over, and a folder without a log is named', async () => {
  const dataDir = await folderWithEvents();
  expect(() => backup(dataDir, dataDir)).toThrow('is not empty');
  expect(() => salvage(dataDir, dataDir)).toThrow('is not empty');
  expect(() => verify(join(dataDir, 'nowhere'))).toThrow('There is no event log in');
  const file = join(dataDir, 'log.db');
  expect(() => verify(file)).toThrow('ENOTDIR');
  for (const fill of [backup, salvage]) {
    expect(() => fill(dataDir, file)).toThrow(`${file} is a file, not a folder. Name a new folder.`);
    expect(() => fill(dataDir, join(file, 'new'))).toThrow(`${join(file, 'new')} cannot be written: ENOTDIR`);
  }
});

test('a backup of a damaged folder is refused with the damage, and leaves room for the next one', async () => {
  const dataDir = await folderWithEvents();
  const into = join(dataDir, '..', 'copy');
  alter(dataDir, 'UPDATE record SET record = zeroblob(100) WHERE position = 100');
  expect(() => backup(dataDir, into)).toThrow(
    "is damaged and cannot be backed up: position 100: the event's bytes are not those that were written",
  );
  alter(dataDir, 'DELETE FROM record WHERE position = 100');
  expect(readdirSync(into)).not.toContain('log.db');
  expect(backup(dataDir, into)).toBe(written);
  breakPageOf(dataDir, 200);
  expect(() => backup(dataDir, join(dataDir, '..', 'another'))).toThrow('database disk image is malformed');
});

test('an event that its columns misfile is named by verify, and filed by its own word by salvage', async () => {
  const dataDir = await folderWithEvents();
  const all = await placesIn(dataDir);
  alter(dataDir, 'UPDATE record SET type = 1 WHERE position = 100');
  alter(dataDir, 'UPDATE record SET stream = 2, revision = 9 + revision WHERE position = 101');
  expect(verify(dataDir).damage).toEqual([
    "position 100: the event says its type is 'Counted', the column beside it '$User'",
    'position 101: the event says that it belongs elsewhere',
  ]);
  alter(dataDir, 'UPDATE record SET stream = 1, revision = revision - 9 WHERE position = 101');
  expect(verify(dataDir).damage[1]).toMatch(/position 101: the event says its stream is 'task-\d+'/);
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
  expect(await placesIn(into)).toEqual(all);
  expect(verify(into)).toEqual({ events: written, damage: [] });
});

test('a table whose first page is broken is named, and so is all that lies in it', async () => {
  const dataDir = await folderWithEvents();
  breakRootPageOf(dataDir, 'record');
  const { damage } = verify(dataDir);
  expect(damage[0]).toMatch(/^log\.db: /);
  expect(damage.at(-1)).toBe(`positions 1 to ${written}: database disk image is malformed`);
});
