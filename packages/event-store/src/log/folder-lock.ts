import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { adviceOn, DataFolderError } from './schema.ts';

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
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new DataFolderError(
        `The data folder ${folder} is in use by another event store process. Stop that process or choose another folder.`,
      );
    }
    throw unusable(folder, error);
  }
  return { release: () => lock.close() };
}

function openLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
    return new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): DataFolderError {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = adviceOn(reason, 'Choose another folder.');
  return new DataFolderError(`The data folder ${folder} cannot be used: ${reason}. ${advice}`);
}
