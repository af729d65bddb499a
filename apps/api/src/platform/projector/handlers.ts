import type { DomainEvent, Projection, RecordedEvent } from '@songhanh/domain/kernel';

type DataOf<Event extends DomainEvent, Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

/** How each event type changes a row; types left out are not handled. */
export type Folds<Event extends DomainEvent, Row> = {
  readonly [Type in Event['type']]?: (
    row: Row | null,
    data: DataOf<Event, Type>,
    recorded: RecordedEvent,
  ) => Row | null;
};

/** Handlers of a noun's events by type, for a projection whose rows are named by one field of the data. */
export function handlers<Event extends DomainEvent, Row>(
  keyOf: (data: Event['data']) => string,
  folds: Folds<Event, Row>,
): Projection<Row>['on'] {
  return Object.fromEntries(
    Object.entries(folds).map(([type, fold]) => [
      type,
      {
        keys: ({ event }: RecordedEvent) => [keyOf(event.data as Event['data'])],
        fold: (row: Row | null, recorded: RecordedEvent) =>
          (fold as (row: Row | null, data: unknown, recorded: RecordedEvent) => Row | null)(
            row,
            recorded.event.data,
            recorded,
          ),
      },
    ]),
  );
}
