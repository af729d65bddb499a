import type { RecordedEvent } from '@songhanh/domain/kernel';
import { createEventCodec, UnreadableEvent } from './codec.ts';
import { pagesOf } from './folds.ts';
import { streamName } from './identity.ts';
import type { NounRegistry } from './registry.ts';
import type { StoredEvent, StreamStore, Subscription, SubscriptionOptions } from './stream-store.ts';
import type { EventVault } from './vault.ts';

export interface EventLogOptions {
  readonly registry: NounRegistry;
  readonly store: StreamStore;
  readonly vault: EventVault;
}

/**
 * The log as readers see it: our events only, decrypted, upcast and checked. What cannot be read ends the
 * reading with `UnreadableEvent`, behind all events before it; nothing is skipped. Positions given are exclusive; null (or one below 0) is
 * the start.
 */
export interface EventLog {
  readonly store: StreamStore;
  /** One page of a noun's stream; empty past its end. */
  readStream(
    noun: string,
    id: string,
    fromRevision: number,
    countMax: number,
  ): Promise<readonly RecordedEvent[]>;
  /** All events of one stream from a revision on. */
  readStreamEvents(stream: string, fromRevision?: number): AsyncIterable<RecordedEvent>;
  /** All events after a position in commit order, in batches, up to the end of the log. */
  readAll(fromPosition: bigint | null, batchEventsMax: number): AsyncIterable<readonly RecordedEvent[]>;
  /** All events before a position (null: from the end), newest first, in batches, down to the start. */
  readAllBackwards(
    beforePosition: bigint | null,
    batchEventsMax: number,
  ): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of our latest event; null on an empty log. */
  headPosition(): Promise<bigint | null>;
  /** History after a position, then live events. `UnreadableEvent` arrives in `onError`. */
  subscribeToAll(options: SubscriptionOptions<RecordedEvent>): Subscription;
  /** For events that came another way, for instance over a persistent subscription. */
  decode(stored: readonly StoredEvent[]): Promise<readonly RecordedEvent[]>;
}

/** Position of our latest event in a store; null where it holds none. */
export async function headPositionOf(store: StreamStore): Promise<bigint | null> {
  for await (const batch of store.readAllBackwards(null, 1)) return batch[0]?.position ?? null;
  return null;
}

export function createEventLog({ registry, store, vault }: EventLogOptions): EventLog {
  const { decode } = createEventCodec(registry, vault);

  /** The batch decoded; or what stands before an event that cannot be read, and then the error. */
  async function* readable(batch: readonly StoredEvent[]): AsyncGenerator<readonly RecordedEvent[]> {
    try {
      yield await decode(batch);
    } catch (error) {
      if (!(error instanceof UnreadableEvent)) throw error;
      const before = batch.filter(({ position }) => position < error.position);
      if (before.length > 0) yield await decode(before);
      throw error;
    }
  }

  return {
    store,
    decode,
    async readStream(noun, id, fromRevision, countMax) {
      return decode(await store.readStream(streamName(noun, id), fromRevision, countMax));
    },
    async *readStreamEvents(stream, fromRevision = 0) {
      for await (const page of pagesOf(store, stream, fromRevision, Number.POSITIVE_INFINITY))
        yield* await decode(page);
    },
    async *readAll(fromPosition, batchEventsMax) {
      for await (const batch of store.readAll(fromPosition, batchEventsMax)) yield* readable(batch);
    },
    async *readAllBackwards(beforePosition, batchEventsMax) {
      for await (const batch of store.readAllBackwards(beforePosition, batchEventsMax)) yield decode(batch);
    },
    headPosition: () => headPositionOf(store),
    subscribeToAll: (options) =>
      store.subscribeToAll({
        ...options,
        async onBatch(batch) {
          for await (const events of readable(batch)) await options.onBatch(events);
        },
      }),
  };
}
