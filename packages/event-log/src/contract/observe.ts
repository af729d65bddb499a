import { randomUUID } from 'node:crypto';
import type { EncodedEvent, StoredEvent, StreamStore, SubscriptionOptions } from '../stream-store.ts';

/** Milliseconds that a fact may take to become true before its test fails. */
const waitMsMax = 20_000;

export function encodedEvent(over: Partial<EncodedEvent> = {}): EncodedEvent {
  return { id: randomUUID(), type: 'ContractKept', data: { n: 1 }, metadata: { by: 'contract' }, ...over };
}

export async function readAllOf(
  store: StreamStore,
  fromPosition: bigint | null,
  batchEventsMax: number,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of store.readAll(fromPosition, batchEventsMax)) events.push(...batch);
  return events;
}

export function newStream(): string {
  return `contract-${randomUUID()}`;
}

export function positionsOf(events: readonly StoredEvent[]): bigint[] {
  return events.map(({ position }) => position);
}

/** A subscription that remembers what it handled, to wait for. */
export interface Following {
  /** Resolves with everything handled once that is enough. */
  until(enough: (events: readonly StoredEvent[]) => boolean): Promise<readonly StoredEvent[]>;
  /** How many events had been handled when it first said that it has caught up. */
  readonly caughtUp: Promise<number>;
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

type FollowOptions = Pick<SubscriptionOptions<StoredEvent>, 'fromPosition' | 'batchEventsMax'> &
  Partial<Pick<SubscriptionOptions<StoredEvent>, 'onBatch'>>;

export function follow(store: StreamStore, options: FollowOptions): Following {
  const handled: StoredEvent[] = [];
  const caughtUp = Promise.withResolvers<number>();
  const failed = Promise.withResolvers<Error>();
  let look = (): void => {};
  const subscription = store.subscribeToAll({
    ...options,
    async onBatch(events) {
      await options.onBatch?.(events);
      handled.push(...events);
      look();
    },
    onCaughtUp: () => caughtUp.resolve(handled.length),
    onError: failed.resolve,
  });
  return {
    until(enough) {
      const { promise, resolve } = Promise.withResolvers<readonly StoredEvent[]>();
      look = () => {
        if (enough(handled)) resolve(handled);
      };
      look();
      return within(promise, () => `only ${handled.length} events were handled`);
    },
    caughtUp: within(caughtUp.promise, () => 'it never caught up'),
    failed: within(failed.promise, () => 'it never failed'),
    close: () => subscription.close(),
  };
}

/** The timer does not keep the process alive, and a wait that nobody asked for fails nobody. */
function within<Value>(promise: Promise<Value>, what: () => string): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${what()} within ${waitMsMax} ms`)), waitMsMax);
  timer.unref();
  const settled = Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
  settled.catch(() => {});
  return settled;
}
