import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { CommandOutcome, CommandRequest, StreamStore } from '@songhanh/event-log';

/** Token of the executor: `CommandExecutor`. */
export const EXECUTOR = Symbol('EXECUTOR');
/** Token of the business clock: `BusinessClock`. */
export const CLOCK = Symbol('CLOCK');
/** Token of the reading side of the log: `EventLog`. */
export const EVENT_LOG = Symbol('EVENT_LOG');
/** Token of the registered nouns: `NounRegistry` of event-log. */
export const NOUN_REGISTRY = Symbol('NOUN_REGISTRY');

export interface CommandExecutor {
  execute(request: CommandRequest): Promise<CommandOutcome>;
}

/** The clock of the business day; `DEMO_TODAY` sets its day for the sample world. */
export interface BusinessClock {
  now(): Date;
  /** YYYY-MM-DD in Asia/Ho_Chi_Minh. */
  today(): string;
  readonly demonstration: boolean;
}

/** Reading the log, decoded: decrypted, upcast and checked. */
export interface EventLog {
  readonly store: StreamStore;
  /** Events of one noun's stream from a revision on, at most `countMax`. */
  readStream(
    noun: string,
    id: string,
    fromRevision: number,
    countMax: number,
  ): Promise<readonly RecordedEvent[]>;
  decode(stored: Awaited<ReturnType<StreamStore['readStream']>>): Promise<readonly RecordedEvent[]>;
}
