import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lockFolder } from './folder-lock.ts';
import { DataFolderError, prepareSchema } from './schema.ts';

export type DatabasePlace = { dataDir: string } | { memory: true };

/** An open database and the way to let go of it and of its folder's lock. */
export type OpenDatabase = { database: DatabaseSync; close(): void };

/**
 * Opens the log's database. On disk it runs in WAL mode with `synchronous = FULL`: when a transaction's COMMIT
 * returns, its pages have been synced, so an answered append survives a crash of the process and of the machine.
 */
export function openDatabase(place: DatabasePlace): OpenDatabase {
  if ('memory' in place) {
    const database = new DatabaseSync(':memory:');
    prepareSchema(database, 'The in-memory database');
    return { database, close: () => database.close() };
  }
  mkdirSync(place.dataDir, { recursive: true });
  const lock = lockFolder(place.dataDir);
  try {
    const database = openFile(join(place.dataDir, 'log.db'));
    return {
      database,
      close: () => {
        database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000');
    database.exec(
      'PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864',
    );
    prepareSchema(database, file);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof DataFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(
      `${file} cannot be opened: ${reason}. Restore it from a backup, or salvage it.`,
    );
  }
}
