import type { DatabaseSync } from 'node:sqlite';
import { eventHash, headOf } from '../log/append-rules.ts';
import { Names } from '../log/names.ts';
import { reasonOf, wholeIdHashFrom } from '../log/schema.ts';

/** Columns beside an event. Times and hashes are digits: a damaged one may be no number that fits. */
export type Columns = {
  position: number;
  stream: number;
  type: number;
  createdMs: string;
  eventHash: string;
};

/** What an event's own bytes say of the same. */
type Said = { id: string; stream: string; type: string; createdMs: number | null };

/**
 * Judges the columns that an event is found and kept by: by its stream and type it is served, by its time `$maxAge` and
 * a scavenge take it, and by its id's hash an append that is resent finds it. Null when they say what the event says.
 */
export function judgeOfColumns(database: DatabaseSync): (columns: Columns, said: Said) => string | null {
  const streams = new Names(database, 'stream');
  const types = new Names(database, 'event_type');
  const isHash = judgeOfHashes(database);
  return ({ position, stream, type, createdMs, eventHash }, said) =>
    filedUnder('stream', said.stream, () => streams.nameOf(stream)) ??
    filedUnder('type', said.type, () => types.nameOf(type)) ??
    filedUnder('time in ms since 1970', String(said.createdMs ?? createdMs), () => createdMs) ??
    (isHash(eventHash, said.id, position) ? null : 'the column beside the event does not stand for its id');
}

function filedUnder(what: string, said: string, named: () => string): string | null {
  try {
    const name = named();
    return name === said ? null : `the event says its ${what} is '${said}', the column beside it '${name}'`;
  } catch (error) {
    return `the name of its ${what} cannot be read: ${reasonOf(error)}`;
  }
}

/** As an append looks for it: any hash of the whole id, and the id's head among those that an older version wrote. */
function judgeOfHashes(database: DatabaseSync): (hash: string, id: string, position: number) => boolean {
  const wholeFrom = wholeFromOf(database);
  if (wholeFrom === null) return () => true;
  return (hash, id, position) =>
    hash === String(eventHash(id)) || (position < wholeFrom && hash === String(headOf(id)));
}

/** Null when it cannot be read. In a folder of the second format every hash is a head. */
function wholeFromOf(database: DatabaseSync): number | null {
  try {
    const from = wholeIdHashFrom(database);
    return Number.isNaN(from) ? Infinity : from;
  } catch {
    return null;
  }
}
