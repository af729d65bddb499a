import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { adviceOn, DataFolderError } from './schema.ts';

const lockName = 'lock.db';

/**
 * One process owns a data folder. The lock is SQLite's exclusive lock on a file of its own, so the operating
 * system lets go of it when the process dies, however it dies, and no stale lock is ever left.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = openLock(folder);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isTaken(error)) {
      throw new DataFolderError(
        `The data folder ${folder} is in use by another event store process. Stop that process or choose another folder.`,
      );
    }
    throw unusable(folder, error);
  }
  return { release: () => lock.close() };
}

/**
 * Keeps nodes off a folder while it is copied, and throws when one has it. Writes nothing: the folder may be damaged
 * or read-only. One that no node ever locked, or whose lock cannot be read, has no node on it.
 */
export function lockOutNodes(folder: string): { release(): void } {
  const file = join(folder, lockName);
  if (!existsSync(file)) return { release: () => {} };
  const lock = new DatabaseSync(file, { readOnly: true, timeout: 0 });
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

function isTaken(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message);
}

function openLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return new DatabaseSync(join(folder, lockName), { timeout: 0 });
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): DataFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = adviceOn(reason, 'Choose another folder.');
  return new DataFolderError(`The data folder ${folder} cannot be used: ${reason}. ${advice}`);
}
