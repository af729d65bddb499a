import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { adviceOn, DataFolderError, reasonOf } from './schema.ts';
import { requireWritable, tryWriting } from './writable.ts';

const lockName = 'lock.db';

/**
 * One process owns a data folder. The lock is SQLite's exclusive lock on a file of its own, so the operating
 * system lets go of it when the process dies, however it dies, and no stale lock is ever left.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = openLock(folder);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    tryWriting(lock);
  } catch (error) {
    lock.close();
    if (isTaken(error)) {
      throw new DataFolderError(
        `The data folder ${folder} is in use by an event store of this or another process. Close that one or choose another folder.`,
      );
    }
    throw unusable(folder, error);
  }
  return { release: () => lock.close() };
}

/**
 * Keeps nodes off a folder while it is copied, and throws when one has it. Writes nothing: the folder may be damaged
 * or read-only. One that no node ever locked, or whose lock is damaged, has no node on it.
 */
export function lockOutNodes(folder: string): { release(): void } {
  const file = join(folder, lockName);
  if (!existsSync(file)) return { release: () => {} };
  const lock = openToRead(file);
  try {
    lock.exec('BEGIN; SELECT 1 FROM sqlite_schema');
  } catch (error) {
    lock.close();
    if (!isTaken(error)) return { release: () => {} };
    throw new DataFolderError(
      `The data folder ${folder} is in use by an event store process, which changes it meanwhile. Stop that process first.`,
    );
  }
  return { release: () => lock.close() };
}

/** A lock that this user may not read may be held, so nobody can be kept off the folder. */
function openToRead(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true, timeout: 0 });
  } catch (error) {
    throw new DataFolderError(
      `${file} cannot be read: ${reasonOf(error)}. Run this as the user that runs the node.`,
    );
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}

function openLock(folder: string): DatabaseSync {
  const file = join(folder, lockName);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    requireWritable(file);
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** What keeps a folder from being used, in a sentence that names it. */
export function unusable(folder: string, error: unknown): DataFolderError {
  if (error instanceof DataFolderError) return error;
  const reason = reasonOf(error);
  const advice = adviceOn(reason, 'Choose another folder.');
  return new DataFolderError(`The data folder ${folder} cannot be used: ${reason}. ${advice}`);
}
