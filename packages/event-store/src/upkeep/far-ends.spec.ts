import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alter, breakPageOf, folderWithEvents, placesIn, written } from '../spec-folder.ts';
import { failureOf } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { salvage } from './salvage.ts';
import { verify } from './verify.ts';

const far = 1_000_000_000_000_054;

test('a note of an older version that a flipped bit has made huge is one loss, and the end is found', async () => {
  const dataDir = await folderWithEvents();
  writeFileSync(join(dataDir, 'acknowledged'), String(far));
  const lost = [`events from position ${written + 1} to ${far} had been answered and are missing`];
  expect(verify(dataDir)).toEqual({ events: written, damage: lost });
  expect(salvage(dataDir, join(dataDir, '..', 'saved'))).toEqual({ events: written, lost });
});

test('so it is where the last page cannot be read', async () => {
  const dataDir = await folderWithEvents();
  writeFileSync(join(dataDir, 'acknowledged'), String(far));
  breakPageOf(dataDir, written);
  const { events, lost } = salvage(dataDir, join(dataDir, '..', 'saved'));
  expect(events).toBeLessThan(written);
  expect(lost).toEqual([
    'the end of the log cannot be read: database disk image is malformed',
    `positions ${events + 1} to ${far}: database disk image is malformed`,
  ]);
});

test('a last page that cannot be read takes only its events, though no note tells where they end', async () => {
  const dataDir = await folderWithEvents();
  rmSync(join(dataDir, 'acknowledged'));
  breakPageOf(dataDir, written);
  const { events, lost } = salvage(dataDir, join(dataDir, '..', 'saved'));
  expect(events).toBeGreaterThan(written - 60);
  expect(lost.at(-1)).toBe(`positions ${events + 1} to ${written}: database disk image is malformed`);
});

test('a huge next position ends a verify and a salvage', async () => {
  const dataDir = await folderWithEvents();
  alter(dataDir, `UPDATE state SET value = ${far} WHERE key = 'next_position'`);
  expect(verify(dataDir).events).toBe(written);
  expect(salvage(dataDir, join(dataDir, '..', 'saved')).events).toBe(written);
});

test('one that is no number that fits is named, and salvage finds the end without it', async () => {
  const dataDir = await folderWithEvents();
  alter(dataDir, "UPDATE state SET value = 0x7000000000000000 WHERE key = 'next_position'");
  const sentence = expect.stringContaining('the end of the log cannot be read: Value is too large');
  expect(verify(dataDir)).toEqual({ events: written, damage: [sentence] });
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [sentence] });
  expect(verify(into)).toEqual({ events: written, damage: [] });
});

test('a note with a wrong checksum is named and not believed; without it the node starts', async () => {
  const dataDir = await folderWithEvents();
  const places = await placesIn(dataDir);
  const file = join(dataDir, 'acknowledged');
  const note = readFileSync(file, 'latin1');
  writeFileSync(file, `1${note.slice(1)}`);
  const before = readFileSync(join(dataDir, 'log.db'));
  const sentence = `${file} is damaged: it tells up to where events had been answered, and has a wrong checksum`;
  const { name, message } = await failureOf(startEventStore({ dataDir }));
  expect(name).toBe('DataFolderError');
  expect(message).toContain(`${sentence}. Restore a backup, or verify the folder and delete the file`);
  expect(readFileSync(join(dataDir, 'log.db')).equals(before)).toBe(true);
  expect(verify(dataDir)).toEqual({ events: written, damage: [sentence] });
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [sentence] });
  rmSync(file);
  for (const folder of [dataDir, into]) expect(await placesIn(folder)).toEqual(places);
});
