import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from './schema.ts';

/**
 * One process owns a data folder. The lock is SQLite's exclusive lock on a file of its own, so the operating
 * system lets go of it when the process dies, however it dies, and no stale lock is ever left.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new DataFolderError(
        `The data folder ${folder} is in use by another event store process. Stop that process or choose another folder.`,
      );
    }
    throw error;
  }
  return { release: () => lock.close() };
}
