import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { acknowledgedIn } from '../log/acknowledged.ts';
import { eventHash } from '../log/append-rules.ts';
import { filesOf, openDatabase } from '../log/database.ts';
import { Names } from '../log/names.ts';
import { Records } from '../log/records.ts';
import { DataFolderError, lastPositionIn } from '../log/schema.ts';
import { examiner, type Finding } from './examine.ts';
import { readFolder } from './read-folder.ts';

export type Salvaged = { events: number; lost: string[] };

const lostMax = 100;
const eventsPerTransaction = 1000;

/**
 * Writes every event of a damaged folder that is whole into a new folder, at the position and revision that it had.
 * The old folder is copied first and never written to.
 */
export function salvage(dataDir: string, into: string): Salvaged {
  requireEmpty(into);
  const copy = copyOf(dataDir);
  try {
    const source = readFolder(copy);
    try {
      return write(source, acknowledgedIn(filesOf(dataDir).acknowledged), into);
    } finally {
      source.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new DataFolderError(`${folder} is not empty. Name a new folder.`);
  }
  mkdirSync(folder, { recursive: true });
}

/** Reading a database with a write-ahead log writes a file beside it, so it is done on a copy. */
function copyOf(dataDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'event-store-salvage-'));
  const from = filesOf(dataDir).log;
  const to = filesOf(copy).log;
  if (!existsSync(from)) throw new DataFolderError(`There is no event log in ${dataDir}.`);
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
  return copy;
}

function write(source: DatabaseSync, acknowledged: number, into: string): Salvaged {
  const { database, disk, acknowledge, close } = openDatabase({ dataDir: into });
  try {
    const examine = examiner(source);
    const last = Math.max(lastReadable(source), acknowledged);
    const lost: string[] = [];
    const insert = inserter(database);
    let events = 0;
    for (let from = 1; from <= last; from += eventsPerTransaction) {
      database.exec('BEGIN IMMEDIATE');
      for (let position = from; position < from + eventsPerTransaction && position <= last; position += 1) {
        const finding = examine(position);
        if (finding !== null && !('damage' in finding)) {
          insert(finding);
          events += 1;
        } else if (lost.length < lostMax) {
          lost.push(finding?.damage ?? `position ${position}: the event is missing`);
        }
      }
      database.exec('COMMIT');
    }
    database.prepare("UPDATE state SET value = ? WHERE key = 'next_position'").run(last + 1);
    copySubscriptions(source, database, lost);
    disk?.syncNow();
    acknowledge(last);
    return { events, lost };
  } finally {
    close();
  }
}

function inserter(database: DatabaseSync): (finding: Exclude<Finding, null | { damage: string }>) => void {
  const streams = new Names(database, 'stream');
  const types = new Names(database, 'event_type');
  const records = new Records(database);
  return ({ row, stream, type, id }) =>
    records.insert({ ...row, stream: streams.intern(stream), type: types.intern(type) }, eventHash(id));
}

/** 0 when not even that can be told; the note of what was answered says how far to look then. */
function lastReadable(source: DatabaseSync): number {
  try {
    return lastPositionIn(source);
  } catch {
    return 0;
  }
}

function copySubscriptions(source: DatabaseSync, database: DatabaseSync, lost: string[]): void {
  const insert = database.prepare(
    'INSERT INTO subscription (stream, group_name, settings, checkpoint) VALUES (?, ?, ?, ?)',
  );
  try {
    const rows = source.prepare('SELECT stream, group_name, settings, checkpoint FROM subscription').all();
    for (const row of rows) {
      insert.run(String(row.stream), String(row.group_name), String(row.settings), row.checkpoint ?? null);
    }
  } catch (error) {
    lost.push(`persistent subscriptions: ${error instanceof Error ? error.message : String(error)}`);
  }
}
