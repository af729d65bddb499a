import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { filesOf } from '../log/database.ts';
import { DataFolderError, isOurs, reasonOf } from '../log/schema.ts';
import { faultOfBeginning, missingIn } from './file-header.ts';
import { requireLog } from './require-log.ts';

/** A log that is open for reading as far as it is there, and what is missing of it, in words. */
export type ReadLog = { database: DatabaseSync; missing: string | null };

/**
 * Opens a folder's log for reading alone: nothing in it is changed, and a node may be running on it. `named` is the
 * file that a failure speaks of, where the folder is a copy.
 */
export function readFolder(dataDir: string, named = filesOf(dataDir).log): DatabaseSync {
  const file = filesOf(dataDir).log;
  requireLog(dataDir);
  try {
    return opened(file, named, false);
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const fault = missingIn(file) ?? faultOfBeginning(file);
    const why = fault ?? reasonOf(error);
    const advice = fault === null ? 'Restore a backup.' : 'Salvage it, or restore a backup.';
    throw new DataFolderError(`${named} cannot be read: ${why}. ${advice}`);
  }
}

/** The same for a log whose end may be cut off: what is there of it can be read. */
export function readWhatIsThere(dataDir: string, named = filesOf(dataDir).log): ReadLog {
  requireLog(dataDir);
  try {
    return { database: readFolder(dataDir, named), missing: null };
  } catch (error) {
    const file = filesOf(dataDir).log;
    const missing = missingIn(file);
    if (missing === null) throw error;
    return { database: opened(file, named, true), missing: `log.db: ${missing}` };
  }
}

/**
 * SQLite makes files beside a log to read it, which it cannot in a read-only folder. There a log without a write-ahead
 * log can be read as a file that nobody changes: a node that ran on it would have one.
 */
function opened(file: string, named: string, cutOff: boolean): DatabaseSync {
  try {
    return openedAt(file, named, cutOff);
  } catch (error) {
    if (
      error instanceof DataFolderError ||
      !/unable to open|readonly database/.test(reasonOf(error)) ||
      hasWal(file)
    )
      throw error;
    const immutable = pathToFileURL(file);
    immutable.searchParams.set('immutable', '1');
    return openedAt(immutable, named, cutOff);
  }
}

function openedAt(place: string | URL, named: string, cutOff: boolean): DatabaseSync {
  const database = new DatabaseSync(place, { readOnly: true, defensive: !cutOff });
  try {
    // With it SQLite opens a file that is shorter than its header says; of a reader nothing is written all the same.
    if (cutOff) database.exec('PRAGMA writable_schema = ON');
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
