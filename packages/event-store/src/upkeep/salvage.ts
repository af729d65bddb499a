import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Note, readNote } from '../log/acknowledged.ts';
import { eventHash } from '../log/append-rules.ts';
import { filesOf, openDatabase } from '../log/database.ts';
import { lockOutNodes } from '../log/folder-lock.ts';
import { Names } from '../log/names.ts';
import { Records } from '../log/records.ts';
import { storedGroups } from '../subscriptions/persistent/stored-groups.ts';
import { examineAll, lastPosition, Sentences, type WholeEvent } from './examine.ts';
import { faultOfBeginning, mendBeginning } from './file-header.ts';
import { readWhatIsThere } from './read-folder.ts';
import { requireLog } from './require-log.ts';
import { fillFolder } from './unfinished.ts';

/** `lost` are sentences, the last of which may tell how many more there are. */
export type Salvaged = { events: number; lost: string[] };

const eventsPerTransaction = 1000;

/**
 * Writes every event of a damaged folder that is whole into a new folder, at the position and revision that it had.
 * The old folder is copied first and never written to. When there were events and none is whole, no folder is left.
 */
export function salvage(dataDir: string, into: string): Salvaged {
  const log = filesOf(dataDir).log;
  requireLog(dataDir);
  const lock = lockOutNodes(dataDir);
  try {
    return fillFolder(
      into,
      (unfinished) => {
        const copy = copyOf(log, join(unfinished, 'damaged'));
        const lost = new Sentences();
        mend(filesOf(copy).log, lost);
        const { database: source, missing } = readWhatIsThere(copy, log);
        try {
          if (missing !== null) lost.tell(missing);
          return write(source, readNote(filesOf(dataDir).acknowledged), unfinished, lost);
        } finally {
          source.close();
        }
      },
      ({ events, lost }) => events > 0 || lost.length === 0,
    );
  } finally {
    lock.release();
  }
}

/**
 * Reading a database with a write-ahead log writes a file beside it, so it is done on a copy. That lies where the new
 * folder will: there must be room for a log there.
 */
function copyOf(log: string, folder: string): string {
  mkdirSync(folder);
  const to = filesOf(folder).log;
  copyWritable(log, to);
  if (existsSync(`${log}-wal`)) copyWritable(`${log}-wal`, `${to}-wal`);
  return folder;
}

/** A copy takes over the mode of a file that may be there for reading alone. */
function copyWritable(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
}

/** A copy whose beginning alone is damaged can be read with the one that every log has. */
function mend(copy: string, lost: Sentences): void {
  const fault = faultOfBeginning(copy);
  if (fault === null) return;
  mendBeginning(copy);
  lost.tell(`log.db: ${fault}`);
}

function write(source: DatabaseSync, note: Note, into: string, lost: Sentences): Salvaged {
  const { database, acknowledge, close } = openDatabase({ dataDir: into });
  try {
    const last = Math.max(lastPosition(source) ?? 0, note.position);
    if (note.damage !== null) lost.tell(note.damage);
    const insert = inserter(database);
    let events = 0;
    database.exec('BEGIN IMMEDIATE');
    copySubscriptions(source, database, lost);
    for (const finding of examineAll(source, note.position)) {
      if ('damage' in finding) {
        lost.tell(finding.damage);
        continue;
      }
      insert(finding.event);
      events += 1;
      if (events % eventsPerTransaction === 0) database.exec('COMMIT; BEGIN IMMEDIATE');
    }
    database.prepare("UPDATE state SET value = ? WHERE key = 'next_position'").run(last + 1);
    database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    acknowledge(last);
    return { events, lost: lost.list() };
  } finally {
    close();
  }
}

/** An event that its columns misfile is filed by what it says itself. */
function inserter(database: DatabaseSync): (event: WholeEvent) => void {
  const streams = new Names(database, 'stream');
  const types = new Names(database, 'event_type');
  const records = new Records(database);
  return (event) => {
    const row = { ...event, stream: streams.intern(event.stream), type: types.intern(event.type) };
    records.insert(row, eventHash(event.id));
  };
}

/** A group that is damaged is left out: whoever consumes it creates it again. */
function copySubscriptions(source: DatabaseSync, database: DatabaseSync, lost: Sentences): void {
  const insert = database.prepare(
    'INSERT INTO subscription (stream, group_name, settings, checkpoint) VALUES (?, ?, ?, ?)',
  );
  for (const stored of storedGroups(source)) {
    if ('damage' in stored) lost.tell(stored.damage);
    else {
      const { key, settings, checkpoint } = stored;
      insert.run(key.stream, key.group, JSON.stringify(settings), checkpoint);
    }
  }
}
