import type { EventLog } from '../../log/event-log.ts';
import { firstRevision } from '../../log/stream-state.ts';
import type { CommitHub } from '../../subscriptions/commit-hub.ts';
import {
  allBackward,
  allForward,
  type Cursor,
  isCheckpoint,
  type Page,
  streamBackward,
  streamForward,
} from '../../subscriptions/cursors.ts';
import { compileFilter, type Filter } from '../../subscriptions/filter.ts';
import { isVirtual, virtualStream } from '../../subscriptions/virtual-streams.ts';
import type { Guard } from '../access.ts';
import type { Call } from '../call.ts';
import { holdFilter } from '../filter-bytes.ts';
import {
  decodeRead,
  encodeCaughtUp,
  encodeCheckpoint,
  encodeConfirmation,
  encodeFellBehind,
  encodeFirstStreamPosition,
  encodeLastStreamPosition,
  encodeStreamNotFound,
  framePage,
  type ReadRequest,
} from '../read-messages.ts';
import type { Handler } from '../server.ts';
import { invalidArgument, streamDeleted } from '../status.ts';
import { receiveOne } from '../unary.ts';

/** Streams.Read: finite reads and subscriptions of a stream and of `$all`. */
export function readHandler(log: EventLog, hub: CommitHub, guard: Guard): Handler {
  return (call) =>
    receiveOne(call, (message) => {
      const request = decodeRead(message);
      guard.stream(call, 'read', request.source.kind === 'all' ? '$all' : request.source.name);
      const present = presenter(call, guard, request);
      return request.count === null
        ? subscribe(log, hub, call, request, present)
        : read(log, call, request, present);
    });
}

type Presenter = (events: Page['events']) => Buffer;

/** A page as the caller may see it, ready to be sent. */
function presenter(call: Call, guard: Guard, { resolveLinks, structuredIds }: ReadRequest): Presenter {
  if (!resolveLinks) return (events) => framePage(events, structuredIds);
  const followed = guard.followed(call);
  return (events) =>
    framePage(
      events.map((event) => (isCheckpoint(event) ? event : followed(event))),
      structuredIds,
    );
}

async function read(log: EventLog, call: Call, request: ReadRequest, present: Presenter): Promise<void> {
  const { source } = request;
  if (source.kind === 'stream') {
    if (log.streams.isClosed(source.name)) throw streamDeleted(source.name);
    if (!exists(log, source.name)) {
      call.send(encodeStreamNotFound(source.name));
      call.end();
      return;
    }
  }
  if (request.count === 0) throw invalidArgument('The number of events to read must be at least 1.');
  const cursor = readCursor(log, request, filterOf(log, call, request));
  const ends = endsOf(log, request);
  const first = ends?.firstMissed() ?? null;
  if (first !== null) call.send(encodeFirstStreamPosition(first));
  while (!call.over) {
    if (call.congested) await call.drained();
    if (call.over) return;
    const page = cursor.next();
    if (page.events.length > 0 && !call.write(present(page.events))) await call.drained();
    else if (!page.atEnd) await nextTurn();
    if (!page.atEnd) continue;
    if (ends !== null) call.send(encodeLastStreamPosition(ends.last()));
    return call.end();
  }
}

/** The ends of the stream that is read, for a caller who understands them; null for one that is computed, and for `$all`. */
function endsOf(log: EventLog, { source, backwards, tellsEnds }: ReadRequest) {
  if (!tellsEnds || source.kind === 'all' || isVirtual(source.name)) return null;
  const { name, from } = source;
  return {
    /** The first revision, when the read begins before it. */
    firstMissed(): number | null {
      const first = firstRevision(log.streams.state(name));
      return !backwards && from !== 'end' && (from === 'start' ? 0 : from) < first ? first : null;
    },
    last: () => log.streams.state(name).lastRevision,
  };
}

function exists(log: EventLog, name: string): boolean {
  const virtual = virtualStream(log, name);
  if (virtual !== null) return virtual.exists();
  const stream = log.streams.state(name);
  return stream.lastRevision >= 0 && !stream.softDeleted;
}

function readCursor(log: EventLog, request: ReadRequest, filter: Filter | null): Cursor {
  const { source, backwards } = request;
  const options = { resolveLinks: request.resolveLinks, count: request.count as number };
  if (source.kind === 'stream') {
    const from = source.from === 'end' ? Number.MAX_SAFE_INTEGER : source.from === 'start' ? 0 : source.from;
    return (backwards ? streamBackward : streamForward)(log, source.name, from, options);
  }
  const place = source.from === 'end' ? log.lastPosition + 1 : source.from === 'start' ? 0 : source.from;
  return backwards
    ? allBackward(log, place, { ...options, filter })
    : allForward(log, place, { ...options, filter, checkpoints: false });
}

/**
 * History first, then whatever is committed, from one cursor: there is no hand-over at which an event could be
 * missed or repeated, and nothing is buffered for a reader who does not drain. A reader who is pages behind is told,
 * and told again when it has caught up.
 */
async function subscribe(
  log: EventLog,
  hub: CommitHub,
  call: Call,
  request: ReadRequest,
  present: Presenter,
): Promise<void> {
  const { source } = request;
  const name = source.kind === 'stream' ? source.name : null;
  if (name !== null && log.streams.isClosed(name)) throw streamDeleted(name);
  const filter = filterOf(log, call, request);
  const cursor = subscriptionCursor(log, request, filter);
  call.send(encodeConfirmation(crypto.randomUUID()));
  let caughtUp = false;
  let pagesBehind = 0;
  while (!call.over) {
    if (call.congested) await call.drained();
    if (call.over) return;
    const seen = log.lastPosition;
    const page = cursor.next();
    pagesBehind = page.atEnd ? 0 : pagesBehind + 1;
    if (caughtUp && pagesBehind > 1) {
      caughtUp = false;
      call.send(encodeFellBehind());
    }
    if (page.events.length > 0 && !call.write(present(page.events))) await call.drained();
    else if (!page.atEnd) await nextTurn();
    if (!page.atEnd) continue;
    if (name !== null && log.streams.isClosed(name)) throw streamDeleted(name);
    if (!caughtUp) {
      caughtUp = true;
      if (filter !== null && seen > 0 && seen >= placeIn(request)) call.send(encodeCheckpoint(seen));
      call.send(encodeCaughtUp());
    }
    await nextCommit(log, hub, call, name, seen);
  }
}

/** The place after which the caller asked for events; a checkpoint before it would lead back. */
function placeIn({ source }: ReadRequest): number {
  return typeof source.from === 'number' ? source.from : 0;
}

function subscriptionCursor(log: EventLog, request: ReadRequest, filter: Filter | null): Cursor {
  const { source } = request;
  const options = { resolveLinks: request.resolveLinks, count: Number.MAX_SAFE_INTEGER };
  if (source.kind === 'stream') {
    const end = isVirtual(source.name) ? log.lastPosition : log.streams.state(source.name).lastRevision;
    const from = source.from === 'end' ? end + 1 : source.from === 'start' ? 0 : source.from + 1;
    return streamForward(log, source.name, from, options);
  }
  const from = source.from === 'end' ? log.lastPosition + 1 : source.from === 'start' ? 0 : source.from + 1;
  return allForward(log, from, { ...options, filter, checkpoints: true });
}

/** Resolves with the next commit that concerns the subscription, or at once when one came since `seen`. */
function nextCommit(
  log: EventLog,
  hub: CommitHub,
  call: Call,
  name: string | null,
  seen: number,
): Promise<void> {
  if (log.lastPosition > seen || call.over) return Promise.resolve();
  const stream = name === null ? 0 : log.streams.state(name).id;
  return hub.next(stream, (wake) => call.onClose(wake));
}

function filterOf(log: EventLog, call: Call, request: ReadRequest): Filter | null {
  if (request.filter === null || request.source.kind === 'stream') return null;
  const filter = compileFilter(log, request.filter);
  call.onClose(holdFilter(filter.bytes));
  return filter;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
