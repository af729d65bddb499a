import type { RecordedEvent } from './recorded-event.ts';

/** How one event type changes rows: which keys it touches, and the pure fold for each. */
export interface ProjectionHandler<Row> {
  readonly keys: (recorded: RecordedEvent) => readonly string[];
  /** The row after the event; null removes it from the current rows (its past versions stay). */
  readonly fold: (row: Row | null, recorded: RecordedEvent, key: string) => Row | null;
}

/**
 * A read model as a pure function of the log. Every event type is handled or named in `ignores`;
 * a type in neither list fails the boot check. A changed fold carries a higher `version`.
 */
export interface Projection<Row> {
  /** Noun of the answer in camelCase, `taskBoard`. */
  readonly name: string;
  readonly version: number;
  readonly on: Readonly<Record<string, ProjectionHandler<Row>>>;
  readonly ignores: readonly string[];
}
