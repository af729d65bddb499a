import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Acknowledged, readNote } from './acknowledged.ts';
import { type Disk, diskUnder } from './disk.ts';
import { lockFolder, unusable } from './folder-lock.ts';
import { adviceOn, DataFolderError, isOurs, lastPositionIn, prepareSchema, reasonOf } from './schema.ts';
import { requireWritable, tryWriting } from './writable.ts';

export type DatabasePlace = { dataDir: string } | { memory: true };

/** An open database, the note of what was answered, and the way to let go of both and of the folder's lock. */
export type OpenDatabase = {
  database: DatabaseSync;
  /** Null in memory: there is nothing to wait for. */
  disk: Disk | null;
  /** Notes that everything up to `position` is synced. */
  acknowledge(position: number): void;
  close(): void;
};

/** The files of a data folder. */
export function filesOf(dataDir: string): { log: string; acknowledged: string } {
  return { log: join(dataDir, 'log.db'), acknowledged: join(dataDir, 'acknowledged') };
}

/**
 * Opens the log's database. On disk it runs in WAL mode: a COMMIT writes its pages into the write-ahead log, and `disk`
 * syncs them. Only then is an append answered, so it survives a crash of the process and of the machine.
 */
export function openDatabase(place: DatabasePlace): OpenDatabase {
  if ('memory' in place) {
    const database = new DatabaseSync(':memory:');
    prepareSchema(database, 'The in-memory database');
    return { database, disk: null, acknowledge: () => {}, close: () => database.close() };
  }
  const lock = lockFolder(place.dataDir);
  try {
    const { close, ...opened } = openLocked(place.dataDir);
    const closeAll = () => {
      close();
      lock.release();
    };
    return { ...opened, close: closeAll };
  } catch (error) {
    lock.release();
    throw unusable(place.dataDir, error);
  }
}

function openLocked(dataDir: string): OpenDatabase {
  const { log, acknowledged: note } = filesOf(dataDir);
  for (const file of [log, walOf(log), `${log}-shm`, note]) requireWritable(file);
  const database = openFile(log, acknowledgedIn(note));
  try {
    const disk = diskUnder(walOf(log));
    const acknowledged = new Acknowledged(note);
    const close = () => {
      database.close();
      disk.close();
      acknowledged.close();
    };
    return { database, disk, acknowledge: (position) => acknowledged.note(position), close };
  } catch (error) {
    database.close();
    throw error;
  }
}

function acknowledgedIn(file: string): number {
  const { position, damage } = readNote(file);
  if (damage === null) return position;
  throw new DataFolderError(
    `${damage}. Restore a backup, or verify the folder and delete the file when nothing else in it is damaged.`,
  );
}

function walOf(file: string): string {
  return `${file}-wal`;
}

/** Pages of 4 KiB in the write-ahead log before they are moved to the database: 16 MiB. */
const walPages = 4096;

/**
 * Written in small pieces because Linux keeps a file in memory in pieces as large as it was written in, and looks
 * through a whole one at each write of a page: pieces of 1 MiB cost a sixth of what an append takes.
 */
const reservedAtOnceBytes = 16 * 1024;

function openFile(file: string, acknowledged: number): DatabaseSync {
  try {
    if (hasContent(file)) refuseLosses(file, acknowledged);
    else if (acknowledged > 0) throw lossOf(`${file} is missing or empty`, acknowledged);
    else createFile(file);
    reserveWal(file);
    return configured(file);
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    const reason = whyNotOpened(file, reasonOf(error));
    const advice = adviceOn(reason, 'Restore it from a backup, or salvage it.');
    throw new DataFolderError(`${file} cannot be opened: ${reason}. ${advice}`);
  }
}

/** SQLite speaks of an I/O error when the index of its write-ahead log finds no room. */
function whyNotOpened(file: string, reason: string): string {
  const hasRoom = statfsSync(dirname(file)).bavail > 0;
  return hasRoom || !reason.includes('I/O error') ? reason : 'disk is full';
}

/** Looks before anything is written: what is there stays as it is for whoever salvages it. */
function refuseLosses(file: string, acknowledged: number): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    if (!isOurs(database)) {
      if (acknowledged > 0) throw lossOf(`${file} holds no events`, acknowledged);
      return;
    }
    const last = lastPositionIn(database);
    if (last < acknowledged) throw lossOf(`${file} ends at position ${last}`, acknowledged);
  } finally {
    database.close();
  }
}

function hasContent(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

function lossOf(what: string, acknowledged: number): DataFolderError {
  return new DataFolderError(
    `${what}, but events up to ${acknowledged} had been answered: it or its write-ahead log is lost or damaged. Restore a backup, or salvage what is there.`,
  );
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
    database.exec('BEGIN IMMEDIATE');
    tryWriting(database);
    database.exec('ROLLBACK');
    database.exec('PRAGMA synchronous = NORMAL');
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
  const wal = walOf(file);
  if (statSync(file).size === 0 || (existsSync(wal) && statSync(wal).size > 0)) return;
  try {
    writeZeros(wal);
  } catch {
    // A disk that is nearly full: the log works without the reserve, and readers can be served.
    rmSync(wal, { force: true });
  }
}

function writeZeros(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    const zeros = Buffer.alloc(reservedAtOnceBytes);
    for (let written = 0; written < walPages * 4096; written += zeros.length) writeSync(descriptor, zeros);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
