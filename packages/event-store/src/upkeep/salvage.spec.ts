import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alter, folderWithEvents, written } from '../spec-folder.ts';
import { failureOf, scavenged, startNode } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { backup } from './backup.ts';
import { salvage } from './salvage.ts';
import { fillFolder } from './unfinished.ts';
import { verify } from './verify.ts';

/** What a process leaves that was killed while it filled the folder. */
function cutOff(into: string): void {
  mkdirSync(join(into, 'unfinished'), { recursive: true });
  for (const name of ['lock.db', 'unfinished/log.db', 'unfinished/log.db-wal'])
    writeFileSync(join(into, name), '');
}

test('until a folder is filled there is no log in it, and no node starts on it', async () => {
  const into = join(await folderWithEvents(), '..', 'new');
  fillFolder(
    into,
    (unfinished) => {
      expect(unfinished).not.toBe(into);
      expect(() => verify(into)).toThrow('There is no event log in');
      expect(() => fillFolder(into, () => {})).toThrow(
        'is in use by an event store of this or another process',
      );
    },
    () => false,
  );
  expect(readdirSync(into)).toEqual(['lock.db']);
  cutOff(into);
  const { message } = await failureOf(startEventStore({ dataDir: into }));
  expect(message).toContain('holds a backup or a salvage that is not finished');
  expect(existsSync(join(into, 'log.db'))).toBe(false);
});

test('what was cut off is taken over by the next salvage or backup into the same folder', async () => {
  const dataDir = await folderWithEvents();
  const [saved, copy] = [join(dataDir, '..', 'saved'), join(dataDir, '..', 'copy')];
  cutOff(saved);
  cutOff(copy);
  expect(salvage(dataDir, saved)).toEqual({ events: written, lost: [] });
  expect(backup(dataDir, copy)).toBe(written);
  for (const folder of [saved, copy]) {
    expect(readdirSync(folder)).toEqual(['acknowledged', 'lock.db', 'log.db']);
    expect(verify(folder)).toEqual({ events: written, damage: [] });
  }
});

test('what a scavenge deleted is no loss', async () => {
  const dataDir = await folderWithEvents();
  const { client, store } = await startNode({ dataDir });
  await client.setStreamMetadata('task-10', { maxCount: 2 });
  await scavenged(client, store.port);
  await store.close();
  const whole = verify(dataDir);
  const told = 6;
  expect(whole).toEqual({ events: written + 1 - 38 + told, damage: [] });
  expect(salvage(dataDir, join(dataDir, '..', 'saved'))).toEqual({ events: whole.events, lost: [] });
});

test('answered events that the log ends before are one loss', async () => {
  const dataDir = await folderWithEvents();
  writeFileSync(join(dataDir, 'acknowledged'), '0000000000000500');
  const lost = [`events from position ${written + 1} to 500 had been answered and are missing`];
  expect(verify(dataDir).damage).toEqual(lost);
  expect(salvage(dataDir, join(dataDir, '..', 'saved'))).toEqual({ events: written, lost });
});

test('a folder in use is not salvaged, and no node starts on one that is', async () => {
  const dataDir = await folderWithEvents();
  const { store } = await startNode({ dataDir });
  const into = join(dataDir, '..', 'saved');
  expect(() => salvage(dataDir, into)).toThrow('is in use by an event store process, which changes it');
  expect(existsSync(into)).toBe(false);
  await store.close();
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
});

test('when nothing is whole nothing is written; of many losses the number is told', async () => {
  const dataDir = await folderWithEvents();
  const into = join(dataDir, '..', 'saved');
  alter(dataDir, 'UPDATE record SET record = zeroblob(100)');
  const { events, lost } = salvage(dataDir, into);
  expect([events, lost.length, lost.at(-1)]).toEqual([0, 101, `and ${written - 100} more`]);
  expect(readdirSync(into)).toEqual(['lock.db']);
});

test('a log that cannot be read leaves no copy behind, and is named itself', async () => {
  const dataDir = await folderWithEvents();
  const into = join(dataDir, '..', 'saved');
  writeFileSync(join(dataDir, 'log.db'), 'this is no database, and long enough to be looked at'.repeat(50));
  expect(() => salvage(dataDir, into)).toThrow(`${join(dataDir, 'log.db')} cannot be read: file is not a`);
  expect(readdirSync(into)).toEqual(['lock.db']);
});
