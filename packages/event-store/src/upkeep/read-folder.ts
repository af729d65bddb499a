import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { filesOf } from '../log/database.ts';
import { DataFolderError, isOurs, reasonOf } from '../log/schema.ts';

/**
 * Opens a folder's log for reading alone: nothing in it is changed, and a node may be running on it. `named` is the
 * file that a failure speaks of, where the folder is a copy.
 */
export function readFolder(dataDir: string, named = filesOf(dataDir).log): DatabaseSync {
  const file = filesOf(dataDir).log;
  if (!existsSync(file)) throw new DataFolderError(`There is no event log in ${dataDir}.`);
  try {
    return opened(file, named);
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    throw new DataFolderError(`${named} cannot be read: ${reasonOf(error)}. Restore a backup.`);
  }
}

/**
 * SQLite makes files beside a log to read it, which it cannot in a read-only folder. There a log without a write-ahead
 * log can be read as a file that nobody changes: a node that ran on it would have one.
 */
function opened(file: string, named: string): DatabaseSync {
  try {
    return openedAt(file, named);
  } catch (error) {
    if (error instanceof DataFolderError || !/unable to open/.test(reasonOf(error)) || hasWal(file))
      throw error;
    const immutable = pathToFileURL(file);
    immutable.searchParams.set('immutable', '1');
    return openedAt(immutable, named);
  }
}

function openedAt(place: string | URL, named: string): DatabaseSync {
  const database = new DatabaseSync(place, { readOnly: true });
  try {
    if (isOurs(database)) return database;
    throw new DataFolderError(`${named} is not an event store's database.`);
  } catch (error) {
    database.close();
    throw error;
  }
}

function hasWal(file: string): boolean {
  const wal = `${file}-wal`;
  return existsSync(wal) && statSync(wal).size > 0;
}
