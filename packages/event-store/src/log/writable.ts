import { accessSync, constants } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { adviceOn, DataFolderError, reasonOf } from './schema.ts';

/**
 * Refuses a file of a data folder that is there and that this user may not write. It is asked before it is opened: SQLite
 * opens such a file for reading alone and says so at the first write. It is not opened to find out, because closing it would
 * let go of the locks that SQLite holds on it in this process.
 */
export function requireWritable(file: string): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    const advice =
      code === 'EACCES'
        ? "Give the folder's files to the user that runs the node."
        : adviceOn(reasonOf(error), 'Choose another folder.');
    throw new DataFolderError(`${file} is not writable for this user (${code}). ${advice}`);
  }
}

/**
 * Throws when the database takes no writes; called inside a transaction that is never committed. Where SQLite has opened
 * a file for reading alone, even BEGIN EXCLUSIVE begins a transaction that only reads, and says nothing.
 */
export function tryWriting(database: DatabaseSync): void {
  database.exec('PRAGMA user_version = 1');
}
