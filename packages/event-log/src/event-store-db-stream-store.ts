import { setTimeout as delay } from 'node:timers/promises';
import {
  BACKWARDS,
  convertToCommandError,
  END,
  ErrorType,
  type EventData,
  type EventStoreDBClient,
  type Filter,
  isCommandError,
  type ReadPosition,
  type ResolvedEvent,
  START,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { streamName } from './identity.ts';
import { pullFrom } from './pull.ts';
import {
  type AppendResult,
  type EncodedEvent,
  isSystemName,
  type JsonObject,
  NO_STREAM,
  refuseSystemNames,
  type StoredEvent,
  StoreUnavailable,
  type StreamStore,
  type Subscription,
  type SubscriptionOptions,
  WrongExpectedRevision,
} from './stream-store.ts';

/** How often the very same append is sent again when its outcome is unknown; the store knows it by its ids. */
const appendResendsMax = 2;
/** Milliseconds before the first resend, twice that before the second. */
const appendResendWaitMs = 100;
/** Milliseconds after which an append without an answer counts as unknown. */
const appendTimeoutMsMax = 15_000;

export interface EventStoreDbOptions {
  /** Categories whose streams are ours; what others keep in the same store is passed over. All without `$` unless given. */
  readonly categories?: readonly string[];
}

/** The log behind the official client: the embedded node, an EventStoreDB or a KurrentDB cluster (23.10 or later). */
export function eventStoreDbStreamStore(
  client: EventStoreDBClient,
  { categories }: EventStoreDbOptions = {},
): StreamStore {
  const isOurs = oursAmong(categories);
  return {
    async append(stream, expectedRevision, events) {
      refuseSystemNames(stream, events);
      for (let resends = 0; ; resends += 1) {
        try {
          return await appendOnce(client, stream, expectedRevision, events);
        } catch (error) {
          if (error instanceof WrongExpectedVersionError)
            throw new WrongExpectedRevision(stream, expectedRevision, revisionOf(error.actualVersion));
          if (!isTransient(error)) throw error;
          if (resends >= appendResendsMax) throw new StoreUnavailable(`appending to ${stream}`, error);
          await delay(appendResendWaitMs * (resends + 1));
        }
      }
    },
    readStream: (stream, fromRevision, countMax) => readStream(client, stream, fromRevision, countMax),
    async *readAll(fromPosition, batchEventsMax) {
      const source = client.readAll({ fromPosition: at(fromPosition) }, { highWaterMark: batchEventsMax });
      // A read of $all begins with the event at the position, where ours begin behind it.
      const isWanted = (position: bigint) => fromPosition === null || position > fromPosition;
      yield* batches(source, batchEventsMax, { isOurs, isWanted });
    },
    async *readAllBackwards(beforePosition, batchEventsMax) {
      const fromPosition = beforePosition === null ? END : at(beforePosition);
      const reading = { direction: BACKWARDS, fromPosition } as const;
      const source = client.readAll(reading, { highWaterMark: batchEventsMax });
      const isWanted = (position: bigint) => beforePosition === null || position < beforePosition;
      yield* batches(source, batchEventsMax, { isOurs, isWanted });
    },
    subscribeToAll: (options) => subscribeToAll(client, options, { isOurs, filter: filterOf(categories) }),
  };
}

type IsOurs = (event: { readonly streamId: string; readonly type: string }) => boolean;

function oursAmong(categories: readonly string[] | undefined): IsOurs {
  const prefixes = categories && prefixesOf(categories);
  return ({ streamId, type }) =>
    !isSystemName(streamId) &&
    !isSystemName(type) &&
    (prefixes?.some((prefix) => streamId.startsWith(prefix)) ?? true);
}

/** What the server keeps back already. */
function filterOf(categories: readonly string[] | undefined): Filter {
  if (categories === undefined) return streamNameFilter({ regex: '^[^$]', checkpointInterval });
  return streamNameFilter({ prefixes: prefixesOf(categories), checkpointInterval });
}

function prefixesOf(categories: readonly string[]): string[] {
  return categories.map((name) => streamName(name, ''));
}

/** A checkpoint message after so many times 32 events that the filter kept back; nobody waits for them. */
const checkpointInterval = 32;

async function appendOnce(
  client: EventStoreDBClient,
  stream: string,
  expectedRevision: number,
  events: readonly EncodedEvent[],
): Promise<AppendResult> {
  const proposed = events.map(({ id, type, data, metadata }) => ({
    id,
    type,
    contentType: 'application/json' as const,
    data,
    metadata,
  }));
  const expected = expectedRevision === NO_STREAM ? ('no_stream' as const) : BigInt(expectedRevision);
  const appending = client.appendToStream(stream, proposed as EventData[], { expectedRevision: expected });
  const appended = await withinTime(appending, `appending to ${stream}`);
  const revision = Number(appended.nextExpectedRevision);
  if (appended.position !== undefined) return { revision, position: appended.position.commit };
  return { revision, position: await positionOf(client, stream, revision) };
}

/** Some servers do not tell the position of an append that they had already written. */
async function positionOf(client: EventStoreDBClient, stream: string, revision: number): Promise<bigint> {
  const [event] = await readStream(client, stream, revision, 1);
  if (event === undefined) throw new Error(`${stream} revision ${revision} was appended but cannot be read`);
  return event.position;
}

async function readStream(
  client: EventStoreDBClient,
  stream: string,
  fromRevision: number,
  countMax: number,
): Promise<readonly StoredEvent[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly StoredEvent[]>();
  const events: StoredEvent[] = [];
  client
    .readStream(stream, { fromRevision: BigInt(fromRevision), maxCount: countMax })
    .on('data', (resolved) => collect(resolved, isAnyOfOurs, events))
    .on('end', () => resolve(events))
    .on('error', (error) => {
      if (error instanceof StreamNotFoundError) resolve([]);
      else reject(storeError(error, `reading ${stream}`));
    });
  return promise;
}

/** A stream is read by its name: it is wanted, whoever it belongs to. */
const isAnyOfOurs = oursAmong(undefined);

/** Our events of a read of `$all`, as many at a time as the reader takes; ends the call however the reader ends. */
async function* batches(
  source: ReturnType<EventStoreDBClient['readAll']>,
  batchEventsMax: number,
  { isOurs, isWanted }: { readonly isOurs: IsOurs; readonly isWanted: (position: bigint) => boolean },
): AsyncGenerator<readonly StoredEvent[]> {
  const pull = pullFrom<ResolvedEvent>(source);
  try {
    for (;;) {
      const taken = pull.take(batchEventsMax);
      const events = ours(taken, isOurs).filter(({ position }) => isWanted(position));
      if (events.length > 0) yield events;
      if (taken.length > 0) continue;
      const error = pull.error();
      if (error !== null) throw storeError(error, 'reading the log');
      if (pull.ended()) return;
      await pull.next();
    }
  } finally {
    source.cancel().catch(ignore);
    source.destroy();
  }
}

function subscribeToAll(
  client: EventStoreDBClient,
  options: SubscriptionOptions<StoredEvent>,
  { isOurs, filter }: { readonly isOurs: IsOurs; readonly filter: Filter },
): Subscription {
  const { batchEventsMax } = options;
  const source = client.subscribeToAll(
    { fromPosition: at(options.fromPosition), filter },
    { highWaterMark: batchEventsMax },
  );
  const pull = pullFrom<ResolvedEvent>(source);
  let closed = false;
  let caughtUp = false;
  source.on('caughtUp', () => {
    caughtUp = true;
    pull.wake();
  });

  async function run(): Promise<void> {
    while (!closed) {
      const taken = pull.take(batchEventsMax);
      const events = ours(taken, isOurs);
      if (events.length > 0) await options.onBatch(events);
      if (taken.length > 0) continue;
      const error = pull.error();
      if (error !== null) throw storeError(error, 'subscribed to the log');
      if (pull.ended()) throw new StoreUnavailable('subscribed to the log', 'the store ended it');
      // Said only here, behind the last event of history: the message overtakes events still in the buffer.
      if (caughtUp) {
        caughtUp = false;
        options.onCaughtUp?.();
      } else await pull.next();
    }
  }

  const stopped = run()
    .catch((error: unknown) => {
      if (!closed) options.onError(error instanceof Error ? error : new Error(String(error)));
    })
    .finally(() => {
      source.unsubscribe().catch(ignore);
      source.destroy();
    });
  return {
    async close() {
      closed = true;
      pull.wake();
      await stopped;
    },
  };
}

function ours(resolved: readonly ResolvedEvent[], isOurs: IsOurs): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (const item of resolved) collect(item, isOurs, events);
  return events;
}

function collect({ event, commitPosition }: ResolvedEvent, isOurs: IsOurs, into: StoredEvent[]): void {
  if (event === undefined || !isOurs(event)) return;
  const position = event.position?.commit ?? commitPosition;
  if (position === undefined)
    throw new Error(`the event store gave event ${event.id} no position; it must be version 23.10 or later`);
  into.push({
    id: event.id,
    type: event.type,
    data: event.data as JsonObject,
    metadata: (event.metadata ?? {}) as JsonObject,
    stream: event.streamId,
    revision: Number(event.revision),
    position,
    created: event.created.toISOString(),
  });
}

function at(position: bigint | null): ReadPosition {
  return position === null || position < 0n ? START : { commit: position, prepare: position };
}

function revisionOf(actual: bigint | string): number | null {
  if (typeof actual === 'bigint') return Number(actual);
  return actual === 'no_stream' ? NO_STREAM : null;
}

async function withinTime<Result>(work: Promise<Result>, during: string): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new StoreUnavailable(during, `no answer within ${appendTimeoutMsMax} ms`)),
    appendTimeoutMsMax,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const transientTypes: readonly ErrorType[] = [
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.NOT_LEADER,
];

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Errors of the client's first connection come as gRPC made them.
  const known = convertToCommandError(error);
  return isCommandError(known) && transientTypes.includes(known.type);
}

function storeError(error: unknown, during: string): unknown {
  return isTransient(error) ? new StoreUnavailable(during, error) : error;
}

/** For the cancelling of a call whose end nobody waits for. */
function ignore(): void {}
