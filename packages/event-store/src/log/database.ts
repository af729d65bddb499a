import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
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

/** Pages of 4 KiB in the write-ahead log before they are moved to the database: 16 MiB. */
const walPages = 4096;
const mebibyte = 1024 * 1024;

function openFile(file: string): DatabaseSync {
  try {
    if (!existsSync(file)) createFile(file);
    reserveWal(file);
    return configured(file);
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(
      `${file} cannot be opened: ${reason}. Restore it from a backup, or salvage it.`,
    );
  }
}

function createFile(file: string): void {
  configured(file).close();
}

function configured(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${walPages}`,
    );
    database.exec(
      'PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864',
    );
    prepareSchema(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Gives the write-ahead log its full size before it is used: a sync that need not record a longer file takes about
 * 40 % less time. Zeros are no valid log, so SQLite begins at the front. A log that is there is left alone: after a
 * crash it holds answered appends.
 */
function reserveWal(file: string): void {
  const wal = `${file}-wal`;
  if (statSync(file).size === 0 || (existsSync(wal) && statSync(wal).size > 0)) return;
  const descriptor = openSync(wal, 'w');
  try {
    const zeros = Buffer.alloc(mebibyte);
    for (let written = 0; written < walPages * 4096; written += mebibyte) writeSync(descriptor, zeros);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
