import type { RecordedEvent } from '@songhanh/domain/kernel';

export const PROJECTOR = Symbol('PROJECTOR');
/** All read models: those of the nouns, then those of extensions. */
export const READ_MODELS = Symbol('READ_MODELS');

/** A stream of ours changed, and every read model shows it. */
export interface Change {
  /** Category of the stream. */
  readonly noun: string;
  /** Id of the stream without its category. */
  readonly id: string;
  /** Position of the last event in the batch that changed it. */
  readonly position: bigint;
}

export interface ProjectorFailure {
  /** Position of the event (or of the last one before it) at which the projector stopped. */
  readonly position: bigint;
  readonly message: string;
}

export interface FirstAndLast {
  /** `recordedAt` of the first and of the latest event, ISO 8601 UTC; null on an empty log. */
  readonly firstRecordedAt: string | null;
  readonly lastRecordedAt: string | null;
}

/** Where the projector's events come from; `EventLog` of event-log fits. */
export interface EventSource {
  subscribeToAll(options: {
    readonly fromPosition: bigint | null;
    readonly batchEventsMax: number;
    readonly onBatch: (events: readonly RecordedEvent[]) => Promise<void> | void;
    readonly onError: (error: Error) => void;
  }): { close(): Promise<void> };
  readAll(fromPosition: bigint | null, batchEventsMax: number): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of the latest event; null on an empty log. */
  headPosition(): Promise<bigint | null>;
}

/** Position before the first event of the log. */
export const beforeAll = -1n;

export interface Projector {
  /** Makes the tables, rebuilds what has another version, then follows the log. */
  start(): Promise<void>;
  /** Ends after the running batch; everything that waits is answered. */
  stop(): Promise<void>;
  /** Last position that every read model shows; -1 before the first event. */
  position(): bigint;
  /**
   * Whether every read model shows, at the latest after `timeoutMs`, all of the history that is there now.
   * @throws when the log cannot be reached
   */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /** Why it stopped; null while it runs. It never skips: the way on is a repaired version of the software. */
  failure(): ProjectorFailure | null;
  /** True as soon as `position()` has reached the given one; false after `timeoutMs`, on failure or stop. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean>;
  /** The last position whose running maximum of `recordedAt` is not after the instant; -1 when none is. */
  positionAt(instant: string): Promise<bigint>;
  /** The latest `recordedAt` of the events up to a position, ISO 8601 UTC; null before the first. */
  instantAt(position: bigint): Promise<string | null>;
  /** Changes from now on; a subscriber that falls behind gets an error, never a gap. */
  changes(): AsyncIterable<Change>;
  firstAndLast(): Promise<FirstAndLast>;
  /** Folds the whole log into tables beside the live ones, then swaps them in one transaction. */
  rebuild(): Promise<void>;
}
