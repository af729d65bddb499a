/** A JSON object as it stands in the log. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An event ready to be appended: encoded, encrypted, with its deterministic id. */
export interface EncodedEvent {
  /** A UUID in its usual text form. */
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** An event as the store gives it back, still encoded. */
export interface StoredEvent extends EncodedEvent {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Commit position in the whole log; strictly increasing in commit order. */
  readonly position: bigint;
  /** The store's own clock, ISO 8601 UTC. */
  readonly created: string;
}

/** The revision of a stream without events. */
export const NO_STREAM = -1;

export interface AppendResult {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Commit position of the last event of the append. */
  readonly position: bigint;
}

export interface SubscriptionOptions<Event> {
  /** Events after this position are delivered, not the one at it; null begins at the start. */
  readonly fromPosition: bigint | null;
  /** At most so many events in one batch, and about so many waiting behind it. */
  readonly batchEventsMax: number;
  /** Awaited before the next batch is taken: a slow handler slows the source down. */
  readonly onBatch: (events: readonly Event[]) => Promise<void> | void;
  /** History is behind us: every event of it has been handled. Can happen again after falling behind. */
  readonly onCaughtUp?: () => void;
  /**
   * The subscription has ended: the store went away, or `onBatch` threw. Called at most once, never after
   * `close`. Whoever subscribed reconnects from the last position handled, with a bounded back-off.
   */
  readonly onError: (error: Error) => void;
}

export interface Subscription {
  /** Resolves when the running batch has been handled; no handler is called afterwards. */
  close(): Promise<void>;
}

/**
 * The port to the log. Knows encoded events and streams, nothing of nouns. There is no call that deletes,
 * truncates or expires: our streams stay for ever. Only events whose stream and type do not begin with `$`
 * come out of `readAll` and `subscribeToAll`; of a store that others use too, only those of our categories.
 */
export interface StreamStore {
  /** Events of one stream from a revision on, at most `countMax`; empty when there are none. */
  readStream(stream: string, fromRevision: number, countMax: number): Promise<readonly StoredEvent[]>;
  /**
   * Appends all or nothing, durably. Sending the very same append again writes nothing and answers the same.
   * @throws WrongExpectedRevision when the stream stands elsewhere
   * @throws StoreUnavailable when the outcome is unknown or the store cannot be reached
   */
  append(stream: string, expectedRevision: number, events: readonly EncodedEvent[]): Promise<AppendResult>;
  /** All our events after a position (null: from the start) in commit order, up to the end of the log. */
  readAll(fromPosition: bigint | null, batchEventsMax: number): AsyncIterable<readonly StoredEvent[]>;
  /** All our events before a position (null: from the end) down to the start of the log, newest first. */
  readAllBackwards(
    beforePosition: bigint | null,
    batchEventsMax: number,
  ): AsyncIterable<readonly StoredEvent[]>;
  /** History after a position, then live events, in commit order, without gap or repeat. */
  subscribeToAll(options: SubscriptionOptions<StoredEvent>): Subscription;
}

/** Somebody else wrote first, or the stream is not where the caller believed. */
export class WrongExpectedRevision extends Error {
  readonly stream: string;
  readonly expectedRevision: number;
  /** Null where the store does not say. */
  readonly currentRevision: number | null;

  constructor(stream: string, expectedRevision: number, currentRevision: number | null) {
    super(`stream ${stream} is at revision ${currentRevision ?? '?'}, not at ${expectedRevision}`);
    this.name = 'WrongExpectedRevision';
    this.stream = stream;
    this.expectedRevision = expectedRevision;
    this.currentRevision = currentRevision;
  }
}

/** The store cannot be reached or did not answer in time; an append may or may not have been written. */
export class StoreUnavailable extends Error {
  constructor(during: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`the event store did not answer (${during}): ${why}`, { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Whether a stream or an event type belongs to the event store itself and not to us. */
export function isSystemName(name: string): boolean {
  return name.startsWith('$');
}

/** Our names never begin with `$`. */
export function refuseSystemNames(stream: string, events: readonly EncodedEvent[]): void {
  const system = [stream, ...events.map((event) => event.type)].find(isSystemName);
  if (system !== undefined) throw new Error(`${system}: names beginning with $ belong to the event store`);
}
