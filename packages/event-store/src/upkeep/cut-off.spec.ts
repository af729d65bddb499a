import { closeSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alter, folderWithEvents, placesIn, written } from '../spec-folder.ts';
import { failureOf } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { backup } from './backup.ts';
import { salvage } from './salvage.ts';
import { verify } from './verify.ts';

const pageBytes = 4096;

/** What lies in a folder, byte for byte, but for the lock, which is taken. */
function contentOf(dataDir: string): [name: string, bytes: string][] {
  return readdirSync(dataDir)
    .filter((name) => !/^lock|-shm$/.test(name))
    .map((name) => [name, readFileSync(join(dataDir, name), 'latin1')]);
}

function overwrite(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, 0);
  closeSync(descriptor);
}

test.each([1, 3, 20])('of a log that is cut off by %i pages all is saved that is there', async (missing) => {
  const dataDir = await folderWithEvents();
  const places = await placesIn(dataDir);
  const log = join(dataDir, 'log.db');
  const pages = statSync(log).size / pageBytes;
  truncateSync(log, (pages - missing) * pageBytes);
  const { message } = await failureOf(startEventStore({ dataDir }));
  expect(message).toContain('or salvage it');
  const sentence = `log.db: it is cut off, ${missing} of its ${pages} pages missing`;
  const verified = verify(dataDir);
  expect(verified.damage[0]).toBe(sentence);
  expect(verified.events).toBeLessThan(written);
  const into = join(dataDir, '..', 'saved');
  const before = contentOf(dataDir);
  const { events, lost } = salvage(dataDir, into);
  expect(contentOf(dataDir)).toEqual(before);
  expect([events, lost[0]]).toEqual([verified.events, sentence]);
  expect(lost.at(-1)).toMatch(new RegExp(`^positions? .*\\b${written}: database disk image is malformed$`));
  expect(verify(into)).toEqual({ events, damage: [] });
  const saved = await placesIn(into);
  expect(saved).toHaveLength(events);
  expect(places).toEqual(expect.arrayContaining(saved));
  const refusal = `${sentence.replace('log.db:', 'cannot be read:')}. Salvage it, or restore a backup.`;
  expect(() => backup(dataDir, join(dataDir, '..', 'copy'))).toThrow(refusal);
});

test.each([
  ['zeros', Buffer.alloc(16)],
  ['a flipped bit', Buffer.from('SQLite format 2\0')],
])('a log that begins with %s is named, and saved as a whole', async (_, beginning) => {
  const dataDir = await folderWithEvents();
  const log = join(dataDir, 'log.db');
  overwrite(log, beginning);
  const before = contentOf(dataDir);
  const fault = 'its first 16 bytes are not those that were written';
  expect(() => verify(dataDir)).toThrow(`${log} cannot be read: ${fault}. Salvage it, or restore a backup.`);
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [`log.db: ${fault}`] });
  expect(verify(into)).toEqual({ events: written, damage: [] });
  expect(contentOf(dataDir)).toEqual(before);
});

test('what is cut off and begins with zeros is saved as far as it is there', async () => {
  const dataDir = await folderWithEvents();
  const log = join(dataDir, 'log.db');
  truncateSync(log, statSync(log).size - pageBytes);
  overwrite(log, Buffer.alloc(16));
  const { events, lost } = salvage(dataDir, join(dataDir, '..', 'saved'));
  expect(events).toBeGreaterThan(written - 60);
  expect(lost.slice(0, 2)).toEqual([
    'log.db: its first 16 bytes are not those that were written',
    expect.stringContaining('log.db: it is cut off, 1 of its'),
  ]);
});

test("what is no event store's behind a damaged beginning is left alone", async () => {
  const dataDir = await folderWithEvents();
  alter(dataDir, 'PRAGMA application_id = 7');
  overwrite(join(dataDir, 'log.db'), Buffer.alloc(16));
  expect(() => salvage(dataDir, join(dataDir, '..', 'saved'))).toThrow('file is not a database. Restore a');
});
