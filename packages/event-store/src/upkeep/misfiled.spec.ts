import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { headOf } from '../log/append-rules.ts';
import { alter, folderWithEvents, written } from '../spec-folder.ts';
import { salvage } from './salvage.ts';
import { verify } from './verify.ts';

/** What stands beside every event for a scavenge and for a resent append, as digits. */
function columnsIn(dataDir: string): unknown[] {
  const database = new DatabaseSync(join(dataDir, 'log.db'), { readOnly: true });
  const columns = 'CAST(created_ms AS TEXT) AS ms, CAST(event_hash AS TEXT) AS hash';
  const rows = database.prepare(`SELECT position, ${columns} FROM record ORDER BY position`).all();
  database.close();
  return rows;
}

test('an event that its column dates otherwise is named by verify, and dated by its own word by salvage', async () => {
  const dataDir = await folderWithEvents();
  const before = columnsIn(dataDir);
  alter(dataDir, 'UPDATE record SET created_ms = created_ms - 0x8000000000 WHERE position = 100');
  alter(dataDir, 'UPDATE record SET created_ms = created_ms + 0x4000000000000000 WHERE position = 101');
  const told = verify(dataDir);
  const sentence = /the event says its time in ms since 1970 is '\d{13}', the column beside it '\d{12,19}'$/;
  expect(told.events).toBe(written - 2);
  expect(told.damage).toEqual([
    expect.stringMatching(new RegExp(`^position 100: ${sentence.source}`)),
    expect.stringMatching(new RegExp(`^position 101: ${sentence.source}`)),
  ]);
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
  expect(columnsIn(into)).toEqual(before);
});

test('a column by which an event would not be found when it is resent is named and mended', async () => {
  const dataDir = await folderWithEvents();
  const before = columnsIn(dataDir);
  alter(dataDir, 'UPDATE record SET event_hash = event_hash + 0x4000000000000000 WHERE position = 100');
  expect(verify(dataDir)).toEqual({
    events: written - 1,
    damage: ['position 100: the column beside the event does not stand for its id'],
  });
  const into = join(dataDir, '..', 'saved');
  expect(salvage(dataDir, into)).toEqual({ events: written, lost: [] });
  expect(columnsIn(into)).toEqual(before);
});

test('heads of ids are right where an older version wrote them, and wrong behind that', async () => {
  const dataDir = await folderWithEvents();
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  const rows = database.prepare('SELECT position, record FROM record').all();
  const update = database.prepare('UPDATE record SET event_hash = ? WHERE position = ?');
  for (const { position, record } of rows) {
    update.run(headOf(Buffer.from(record as Uint8Array).toString('latin1', 4, 40)), Number(position));
  }
  database.close();
  alter(dataDir, "DELETE FROM state WHERE key = 'whole_id_hash_from'");
  expect(verify(dataDir)).toEqual({ events: written, damage: [] });
  alter(dataDir, "INSERT INTO state VALUES ('whole_id_hash_from', 400)");
  expect(verify(dataDir).damage).toHaveLength(written - 399);
});
