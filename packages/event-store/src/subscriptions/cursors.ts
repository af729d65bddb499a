import type { EventLog } from '../log/event-log.ts';
import { type ResolvedRecord, resolveLink, unresolved } from '../log/links.ts';
import type { StoredRecord } from '../log/record.ts';
import type { PageBounds } from '../log/records.ts';
import { isExpired, type StreamState } from '../log/stream-state.ts';
import type { Filter } from './filter.ts';
import { linkedFrom, type VirtualStream, virtualStream } from './virtual-streams.ts';

/**
 * A piece of what a reader gets. `atEnd` says that the log held nothing more when it was read. A checkpoint is the
 * position up to which a filter has looked, at the place among the events where it falls due.
 */
export type Page = { events: (ResolvedRecord | Checkpoint)[]; atEnd: boolean };

export type Checkpoint = { checkpoint: number };

export function isCheckpoint(event: ResolvedRecord | Checkpoint): event is Checkpoint {
  return 'checkpoint' in event;
}

/** Reads on from where it stands, a bounded page at a time. Subscribers never buffer events: they hold a cursor. */
export type Cursor = { next(): Page };

/** A page keeps the event loop busy for about a millisecond. */
const pageBounds: PageBounds = { countMax: 256, bytesMax: 128 * 1024 };

/** A filter may look at this many events, and for so long, before others get their turn. */
const scannedMax = 2048;
const scanMsMax = 5;

export type CursorOptions = { resolveLinks: boolean; count: number };

type AllOptions = CursorOptions & {
  filter: Filter | null;
  /** How an event is handed out, unless it is as itself, with its link followed if that was asked for. */
  present?: (row: StoredRecord) => ResolvedRecord;
};

/** `$all` from `from` on (inclusive), optionally filtered, with checkpoints for those who ask for them. */
export function allForward(
  log: EventLog,
  from: number,
  options: AllOptions & { checkpoints: boolean },
): Cursor {
  const resolve = options.present ?? resolver(log, options.resolveLinks);
  let next = from;
  let left = options.count;
  let sinceCheckpoint = 0;
  const interval =
    options.checkpoints && options.filter !== null ? options.filter.checkpointInterval : Infinity;
  const scan = (events: Page['events'], untilMs: number): boolean => {
    const rows = log.readAllForward(next, bounded(options.filter === null ? left : Number.MAX_SAFE_INTEGER));
    for (const row of rows) {
      next = row.position + 1;
      if (left > 0 && (options.filter === null || options.filter.matches(row))) {
        events.push(resolve(row));
        left -= 1;
      }
      sinceCheckpoint += 1;
      if (sinceCheckpoint >= interval) {
        sinceCheckpoint = 0;
        events.push({ checkpoint: row.position });
      }
      if (options.filter !== null && performance.now() >= untilMs) break;
    }
    return rows.length === 0 || left === 0;
  };
  return { next: () => fillPage(scan) };
}

/** `$all` before `before`, newest first. */
export function allBackward(log: EventLog, before: number, options: AllOptions): Cursor {
  const resolve = options.present ?? resolver(log, options.resolveLinks);
  let next = before;
  let left = options.count;
  const scan = (events: Page['events'], untilMs: number): boolean => {
    const rows = log.readAllBackward(next, bounded(options.filter === null ? left : Number.MAX_SAFE_INTEGER));
    for (const row of rows) {
      next = row.position;
      if (left > 0 && (options.filter === null || options.filter.matches(row))) {
        events.push(resolve(row));
        left -= 1;
      }
      if (options.filter !== null && performance.now() >= untilMs) break;
    }
    return rows.length === 0 || left === 0;
  };
  return { next: () => fillPage(scan) };
}

/** A stream from `from` on (inclusive). The stream's state is asked for anew with each page: it changes. */
export function streamForward(log: EventLog, name: string, from: number, options: CursorOptions): Cursor {
  const virtual = virtualStream(log, name);
  if (virtual !== null)
    return allForward(log, from, { ...options, ...throughVirtual(log, virtual, options) });
  const resolve = resolver(log, options.resolveLinks);
  let next = from;
  let left = options.count;
  const scan = (events: Page['events']): boolean => {
    const stream = log.streams.state(name);
    if (stream.tombstoned) return true;
    const bounds = bounded(left);
    const rows = log.readStreamForward(stream, next, bounds);
    const last = rows.at(-1);
    if (last === undefined) return true;
    next = last.revision + 1;
    left -= take(stream, rows, left, (row) => events.push(resolve(row)));
    return left === 0 || last.revision >= stream.lastRevision;
  };
  return { next: () => fillPage(scan) };
}

/** A stream from `from` (inclusive) down. */
export function streamBackward(log: EventLog, name: string, from: number, options: CursorOptions): Cursor {
  const virtual = virtualStream(log, name);
  if (virtual !== null) {
    const before = Math.min(from, log.lastPosition) + 1;
    return allBackward(log, before, { ...options, ...throughVirtual(log, virtual, options) });
  }
  const resolve = resolver(log, options.resolveLinks);
  let next = from;
  let left = options.count;
  const scan = (events: Page['events']): boolean => {
    const stream = log.streams.state(name);
    const rows = log.readStreamBackward(stream, next, bounded(left));
    const last = rows.at(-1);
    if (last === undefined) return true;
    next = last.revision - 1;
    left -= take(stream, rows, left, (row) => events.push(resolve(row)));
    return left === 0 || next < 0;
  };
  return { next: () => fillPage(scan) };
}

/** A virtual stream is `$all` with a filter, and a link before each event. */
function throughVirtual(log: EventLog, virtual: VirtualStream, { resolveLinks }: CursorOptions) {
  const filter: Filter = { matches: virtual.has, checkpointInterval: Infinity };
  const present = (row: StoredRecord) => linkedFrom(log, virtual, row, resolveLinks);
  return { filter, present, checkpoints: false };
}

function bounded(left: number): PageBounds {
  return { countMax: Math.min(left, pageBounds.countMax), bytesMax: pageBounds.bytesMax };
}

function resolver(log: EventLog, resolveLinks: boolean): (row: StoredRecord) => ResolvedRecord {
  return resolveLinks ? (row) => resolveLink(log, row) : unresolved;
}

/** Passes on the events that have not outlived the stream's maximum age, at most `left`; returns how many. */
function take(
  stream: StreamState,
  rows: StoredRecord[],
  left: number,
  keep: (row: StoredRecord) => void,
): number {
  const nowMs = stream.maxAgeSeconds === null ? 0 : Date.now();
  let taken = 0;
  for (const row of rows) {
    if (taken === left) break;
    if (isExpired(stream, row.createdMs, nowMs)) continue;
    keep(row);
    taken += 1;
  }
  return taken;
}

/** Scans until something was found, the end was reached, or enough was looked at for one turn. */
function fillPage(scan: (events: Page['events'], untilMs: number) => boolean): Page {
  const events: Page['events'] = [];
  const untilMs = performance.now() + scanMsMax;
  for (let scanned = 0; scanned < scannedMax; scanned += pageBounds.countMax) {
    if (scan(events, untilMs)) return { events, atEnd: true };
    if (events.length > 0 || performance.now() >= untilMs) break;
  }
  return { events, atEnd: false };
}
