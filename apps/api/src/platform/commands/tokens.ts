import type { CommandOutcome, CommandRequest } from '@songhanh/event-log';

/** Token of the executor: `CommandExecutor`. */
export const EXECUTOR = Symbol('EXECUTOR');
/** Token of the business clock: `BusinessClock`. */
export const CLOCK = Symbol('CLOCK');
/** Token of the reading side of the log: `EventLog` of event-log. */
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
