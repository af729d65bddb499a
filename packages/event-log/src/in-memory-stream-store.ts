import {
  type AppendResult,
  type EncodedEvent,
  NO_STREAM,
  refuseSystemNames,
  type StoredEvent,
  type StreamStore,
  type Subscription,
  type SubscriptionOptions,
  WrongExpectedRevision,
} from './stream-store.ts';

export interface InMemoryStreamStoreOptions {
  /** What stands in `created`; the system clock unless given. */
  readonly clock?: { now(): Date };
  /**
   * Forget events once drained, so that a load of millions fits in memory. The streams keep their revisions;
   * reading forgotten events throws, so whoever executes on top must hold every fold in its cache.
   */
  readonly forgetsDrained?: boolean;
}

export interface InMemoryStreamStore extends StreamStore {
  /** Events in commit order that no earlier call of `drain` returned. */
  drain(): readonly StoredEvent[];
}

interface MemoryStream {
  revision: number;
  /** Revision of `events[0]`. */
  firstKept: number;
  events: StoredEvent[];
}

/** A log in memory that keeps the contract of the real one; for tests of pure parts and generated loads. */
export function inMemoryStreamStore(options: InMemoryStreamStoreOptions = {}): InMemoryStreamStore {
  const clock = options.clock ?? { now: () => new Date() };
  const streams = new Map<string, MemoryStream>();
  const wakers = new Set<() => void>();
  let all: StoredEvent[] = [];
  let firstPosition = 0;
  let drained = 0;

  function append(stream: string, expectedRevision: number, events: readonly EncodedEvent[]): AppendResult {
    refuseSystemNames(stream, events);
    const held = streams.get(stream) ?? { revision: NO_STREAM, firstKept: 0, events: [] };
    if (held.revision !== expectedRevision) return resent(stream, held, expectedRevision, events);
    const created = clock.now().toISOString();
    for (const event of events) {
      held.revision += 1;
      const position = BigInt(firstPosition + all.length);
      const stored: StoredEvent = { ...event, stream, revision: held.revision, position, created };
      held.events.push(stored);
      all.push(stored);
    }
    streams.set(stream, held);
    for (const wake of wakers) wake();
    return { revision: held.revision, position: BigInt(firstPosition + all.length - 1) };
  }

  function after(fromPosition: bigint | null, countMax: number): readonly StoredEvent[] {
    const next = fromPosition === null ? 0 : Number(fromPosition) + 1;
    if (next < firstPosition) throw forgotten(`position ${next}`);
    return all.slice(next - firstPosition, next - firstPosition + countMax);
  }

  return {
    async append(stream, expectedRevision, events) {
      return append(stream, expectedRevision, events);
    },
    async readStream(stream, fromRevision, countMax) {
      const held = streams.get(stream);
      if (held === undefined || fromRevision > held.revision) return [];
      if (fromRevision < held.firstKept) throw forgotten(`${stream} revision ${fromRevision}`);
      return held.events.slice(fromRevision - held.firstKept, fromRevision - held.firstKept + countMax);
    },
    async *readAll(fromPosition, batchEventsMax) {
      let from = fromPosition;
      for (;;) {
        const batch = after(from, batchEventsMax);
        const last = batch.at(-1);
        if (last === undefined) return;
        yield batch;
        from = last.position;
      }
    },
    async *readAllBackwards(beforePosition, batchEventsMax) {
      let end = beforePosition === null ? all.length : Number(beforePosition) - firstPosition;
      for (; end > 0; end -= batchEventsMax)
        yield all.slice(Math.max(0, end - batchEventsMax), end).toReversed();
      if (firstPosition > 0) throw forgotten(`position ${firstPosition - 1}`);
    },
    subscribeToAll(subscription) {
      return subscribe(subscription, after, wakers);
    },
    drain() {
      const events = all.slice(drained - firstPosition);
      drained = firstPosition + all.length;
      if (options.forgetsDrained === true) {
        firstPosition = drained;
        all = [];
        for (const { stream } of events) forget(streams.get(stream));
      }
      return events;
    },
  };
}

function subscribe(
  options: SubscriptionOptions<StoredEvent>,
  after: (fromPosition: bigint | null, countMax: number) => readonly StoredEvent[],
  wakers: Set<() => void>,
): Subscription {
  let closed = false;
  let wake = (): void => {};
  const waker = (): void => wake();
  wakers.add(waker);

  async function run(): Promise<void> {
    let from = options.fromPosition;
    let caughtUp = false;
    while (!closed) {
      const batch = after(from, options.batchEventsMax);
      const last = batch.at(-1);
      if (last !== undefined) {
        await options.onBatch(batch);
        from = last.position;
        continue;
      }
      if (!caughtUp) options.onCaughtUp?.();
      caughtUp = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
  }

  const ended = Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      if (!closed) options.onError(error instanceof Error ? error : new Error(String(error)));
    })
    .finally(() => wakers.delete(waker));
  return {
    async close() {
      closed = true;
      wake();
      await ended;
    },
  };
}

/** The same append once more: answered as the first time, by the ids of its events; else a conflict. */
function resent(
  stream: string,
  held: MemoryStream,
  expectedRevision: number,
  events: readonly EncodedEvent[],
): AppendResult {
  const there = held.events.slice(
    expectedRevision + 1 - held.firstKept,
    expectedRevision + 1 - held.firstKept + events.length,
  );
  const last = there.at(-1);
  const same = there.length === events.length && events.every((event, n) => event.id === there[n]?.id);
  if (expectedRevision + 1 < held.firstKept || !same || last === undefined)
    throw new WrongExpectedRevision(stream, expectedRevision, held.revision);
  return { revision: last.revision, position: last.position };
}

function forget(held: MemoryStream | undefined): void {
  if (held === undefined) return;
  held.firstKept = held.revision + 1;
  held.events = [];
}

function forgotten(what: string): Error {
  return new Error(`${what} was drained and forgotten; keep its fold cached or set forgetsDrained: false`);
}
