import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Acknowledged } from '../log/acknowledged.ts';
import { filesOf } from '../log/database.ts';
import { lastPositionIn } from '../log/schema.ts';
import { readFolder } from './read-folder.ts';
import { requireEmpty } from './salvage.ts';

/**
 * Copies a folder's log as it is at this moment into a new folder that a node can be started on. A node may be
 * running and writing: it is one read transaction. Returns the position up to which events are in the copy.
 */
export function backup(dataDir: string, into: string): number {
  const source = readFolder(dataDir);
  try {
    requireEmpty(into);
    const files = filesOf(into);
    const unfinished = join(into, 'log.db.unfinished');
    source.prepare('VACUUM INTO ?').run(unfinished);
    sync(unfinished);
    renameSync(unfinished, files.log);
    sync(into);
  } finally {
    source.close();
  }
  return noteEnd(into);
}

function noteEnd(into: string): number {
  const copy = readFolder(into);
  const last = lastPositionIn(copy);
  copy.close();
  const acknowledged = new Acknowledged(filesOf(into).acknowledged);
  acknowledged.note(last);
  acknowledged.close();
  return last;
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
