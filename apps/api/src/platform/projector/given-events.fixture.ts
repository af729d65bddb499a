import type { DomainEvent, RecordedEvent } from '@songhanh/domain/kernel';
import { foldBatch } from './fold-batch.ts';
import type { AnyReadModel, ReadModelRow } from './read-model.ts';

/** An event of a story: what happened, in whose stream, and when (the first moment of 2023 unless said). */
export interface StoryEvent {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly at?: string;
}

/** The current rows that a story leaves, by id: the pure fold, without a database. */
export function rowsAfter<Row extends ReadModelRow>(
  model: AnyReadModel,
  story: readonly StoryEvent[],
): ReadonlyMap<string, Row> {
  const revisions = new Map<string, number>();
  const recorded = story.map((told, n) => recordedOf(told, n, revisions));
  const folded = foldBatch(model, recorded, () => null);
  if ('missing' in folded) throw new Error(`no rows ${folded.missing.join(', ')}`);
  return new Map([...folded.rows].flatMap(([id, row]) => (row === null ? [] : [[id, row as Row]])));
}

function recordedOf(
  { stream, event, at = '2023-01-01T00:00:00.000Z' }: StoryEvent,
  n: number,
  revisions: Map<string, number>,
): RecordedEvent {
  const revision = (revisions.get(stream) ?? -1) + 1;
  revisions.set(stream, revision);
  const actor = {
    userId: 'user',
    officeId: 'office',
    unitId: 'unit',
    role: 'PLANNER',
    onBehalfOfOfficeId: null,
  } as const;
  const metadata = {
    $correlationId: 'request',
    $causationId: 'request',
    commandId: `c${n}`,
    commandDigest: '',
    actor,
    recordedAt: at,
    client: 'spec',
    schemaVersion: 1,
  };
  return { event, id: `e${n}`, stream, revision, position: BigInt(n), metadata, created: at };
}
