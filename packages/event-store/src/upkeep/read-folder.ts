import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { filesOf } from '../log/database.ts';
import { DataFolderError, isOurs } from '../log/schema.ts';

/** Opens a folder's log for reading alone: nothing in it is changed, and a node may be running on it. */
export function readFolder(dataDir: string): DatabaseSync {
  const file = filesOf(dataDir).log;
  if (!existsSync(file)) throw new DataFolderError(`There is no event log in ${dataDir}.`);
  const database = openReadOnly(file);
  try {
    if (isOurs(database)) return database;
    throw new DataFolderError(`${file} is not an event store's database.`);
  } catch (error) {
    database.close();
    throw error instanceof DataFolderError ? error : unreadable(file, error);
  }
}

function openReadOnly(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true });
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): DataFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  return new DataFolderError(`${file} cannot be read: ${reason}. Restore a backup.`);
}
