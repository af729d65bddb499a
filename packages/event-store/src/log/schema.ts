import type { DatabaseSync } from 'node:sqlite';

/** Raised with every change of the tables; a folder written by a newer version is refused, an older one is migrated. */
const schemaVersion = 3;

/** Marks the database as ours ("SHes" in ASCII), so that a foreign SQLite file is named and refused. */
const applicationId = 0x53_48_65_73;

/** The folder cannot be used: the message says why and what to do. */
export class DataFolderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DataFolderError';
  }
}

/** What to do about a folder that fails for `reason`, where that tells it; else what is said otherwise. */
export function adviceOn(reason: string, otherwise: string): string {
  if (isDiskFull(reason)) return 'Make room on its disk.';
  if (!/EROFS|EACCES|EPERM|read-only file system|readonly database/i.test(reason)) return otherwise;
  return 'Make it writable or choose another one; verify, backup and salvage read a folder that is read-only.';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isDiskFull(reason: string): boolean {
  return /disk is full|ENOSPC/.test(reason);
}

/**
 * `record.position` is the place in `$all`: it grows by one with each event and is never reused.
 * `record.checksum` is the CRC-32 of `record.record`; null in what version 1 wrote.
 * `record.event_hash` stands for the event id; with the stream it finds the event that a resent append repeats. It is
 * made of the whole id from the position `whole_id_hash_from` on, and is the id's head before it.
 */
const tables = `
CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE event_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE record (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  type INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  event_hash INTEGER NOT NULL,
  record BLOB NOT NULL,
  checksum INTEGER
) STRICT;
CREATE UNIQUE INDEX record_by_stream ON record (stream, revision);
CREATE INDEX record_by_event ON record (stream, event_hash);
CREATE TABLE subscription (
  id INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  group_name TEXT NOT NULL,
  settings TEXT NOT NULL,
  checkpoint INTEGER,
  UNIQUE (stream, group_name)
) STRICT;
CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES ('next_position', 1), ('whole_id_hash_from', 1);
`;

/** What leads from a version to the next one, by the version it starts from. */
const migrations: Readonly<Record<number, string>> = {
  1: 'ALTER TABLE record ADD COLUMN checksum INTEGER;',
  2: "INSERT INTO state SELECT 'whole_id_hash_from', coalesce(max(position), 0) + 1 FROM record;",
};

/** Creates the tables in a new database, or checks that an existing one is ours and not newer than this version. */
export function prepareSchema(database: DatabaseSync, place: string): void {
  const version = pragma(database, 'user_version');
  const owner = pragma(database, 'application_id');
  if (version === 0 && owner === 0 && isEmpty(database)) {
    database.exec(
      `BEGIN; ${tables} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT`,
    );
    return;
  }
  if (owner !== applicationId) {
    throw new DataFolderError(`${place} is not an event store's database. Choose another data folder.`);
  }
  if (version > schemaVersion) {
    throw new DataFolderError(
      `${place} was written by a newer version (format ${version}, this one reads up to ${schemaVersion}). Start the newer version.`,
    );
  }
  for (let from = version; from < schemaVersion; from += 1) {
    database.exec(`BEGIN; ${migrations[from]} PRAGMA user_version = ${from + 1}; COMMIT`);
  }
}

/** Whether the database is an event store's of some version. */
export function isOurs(database: DatabaseSync): boolean {
  return isOurMark(pragma(database, 'application_id'), pragma(database, 'user_version'));
}

/** The same by what the file's header says. */
export function isOurMark(owner: number, version: number): boolean {
  return owner === applicationId && version > 0;
}

/** The newest position that was ever given, whether or not its event is still there. */
export function lastPositionIn(database: DatabaseSync): number {
  const last = database.prepare('SELECT max(position) AS position FROM record').get()?.position;
  const next = database.prepare("SELECT value FROM state WHERE key = 'next_position'").get()?.value;
  return Math.max(Number(last ?? 0), Number(next ?? 1) - 1);
}

/** The first position whose `event_hash` is made of the whole id. */
export function wholeIdHashFrom(database: DatabaseSync): number {
  return Number(database.prepare("SELECT value FROM state WHERE key = 'whole_id_hash_from'").get()?.value);
}

function pragma(database: DatabaseSync, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return Number(row?.[name] ?? 0);
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}
