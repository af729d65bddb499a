import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../spec-observe.ts';
import { lockFolder, lockOutNodes } from './folder-lock.ts';
import { tryWriting } from './writable.ts';

test('a lock is held once, writes nothing, and leaves the folder as it was', () => {
  const folder = temporaryFolder();
  const lock = lockFolder(folder);
  const taken =
    'is in use by an event store of this or another process. Close that one or choose another folder.';
  expect(() => lockFolder(folder)).toThrow(taken);
  expect(() => lockOutNodes(folder)).toThrow('is in use by an event store process');
  expect(readdirSync(folder)).toEqual(['lock.db']);
  expect(statSync(join(folder, 'lock.db')).size).toBe(0);
  lock.release();
  lockFolder(folder).release();
});

test('an exclusive transaction on what is open for reading alone is found out', () => {
  const folder = temporaryFolder();
  lockFolder(folder).release();
  const lock = new DatabaseSync(join(folder, 'lock.db'), { readOnly: true });
  lock.exec('BEGIN EXCLUSIVE');
  expect(() => tryWriting(lock)).toThrow('attempt to write a readonly database');
  lock.close();
});
