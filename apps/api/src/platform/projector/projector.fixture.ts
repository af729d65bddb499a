import type { DomainEvent, Projection, RecordedEvent } from '@songhanh/domain/kernel';
import { inMemoryStreamStore, type StoredEvent } from '@songhanh/event-log';
import { index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import type { EventSource } from './projector.ts';
import { current, defineReadModel, versionedTable } from './read-model.ts';

// A small noun for tests of the projector: counters, some of which are parts of another counter.

const counterTable = versionedTable(
  'counter',
  {
    parentId: text('parent_id'),
    value: integer('value').notNull(),
    marks: text('marks').array().notNull(),
    detail: jsonb('detail').notNull(),
  },
  (t) => [
    index('parent').on(t.parentId, t.id).where(current),
    index('marks').using('gin', t.marks).where(current),
  ],
);

export interface CounterRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly value: number;
  readonly marks: readonly string[];
  readonly detail: { readonly steps: readonly number[] };
}

/** A counter above nine is an alarm: a row of a derived table. */
const alarmTable = versionedTable('alarm', { level: integer('level').notNull() });

export const COUNTER_EVENT_TYPES = ['CounterAdded', 'CounterRaised', 'CounterRemoved', 'CounterSeen'];

function counterProjection(version = 1): Projection<CounterRow> {
  const keys = ({ event }: RecordedEvent) => [(event.data as { counterId: string }).counterId];
  return {
    name: 'counter',
    version,
    ignores: ['CounterSeen'],
    on: {
      CounterAdded: {
        keys,
        fold: (_row, { event }, id) => ({
          id,
          parentId: (event.data as { parentId: string | null }).parentId,
          value: 0,
          marks: ['new'],
          detail: { steps: [] },
        }),
      },
      CounterRaised: {
        keys,
        fold(row, { event }) {
          const { by } = event.data as { by: number };
          if (by === 13) throw new Error('thirteen is not counted');
          if (row === null) return null;
          return {
            ...row,
            value: row.value + by,
            marks: ['raised', `"${by}"`],
            detail: { steps: [...row.detail.steps, by] },
          };
        },
      },
      CounterRemoved: { keys, fold: () => null },
    },
  };
}

export function counterReadModel(version = 1) {
  return defineReadModel<CounterRow>({
    projection: counterProjection(version),
    table: counterTable,
    derived: [
      {
        table: alarmTable,
        rows: ({ id, value }) => (value > 9 ? [{ id: `${id}/alarm`, level: Math.floor(value / 10) }] : []),
      },
    ],
    rollUp: {
      parentOf: (row) => row.parentId,
      fold: (parent, before, after) => {
        const by = (after?.value ?? 0) - (before?.value ?? 0);
        return by === 0 ? parent : { ...parent, value: parent.value + by };
      },
    },
  });
}

export interface CounterLog extends EventSource {
  /** Appends one event to the counter's stream, one minute after the one before it. */
  append(event: DomainEvent<string, { counterId: string }>): Promise<bigint>;
  /** Events written so far. */
  readonly count: number;
}

const firstInstant = Date.parse('2023-01-01T00:00:00.000Z');

export function counterLog(): CounterLog {
  const store = inMemoryStreamStore();
  const revisions = new Map<string, number>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    async append({ type, data }) {
      const stream = `counter-${data.counterId}`;
      const expected = revisions.get(stream) ?? -1;
      const recordedAt = new Date(firstInstant + count * 60_000).toISOString();
      count += 1;
      const metadata = { recordedAt };
      const { position, revision } = await store.append(stream, expected, [
        { id: `e${count}`, type, data, metadata },
      ]);
      revisions.set(stream, revision);
      return position;
    },
    subscribeToAll: (options) =>
      store.subscribeToAll({ ...options, onBatch: (batch) => options.onBatch(batch.map(recordedOf)) }),
    async *readAll(from, batchEventsMax) {
      for await (const batch of store.readAll(from, batchEventsMax)) yield batch.map(recordedOf);
    },
    async headPosition() {
      for await (const batch of store.readAllBackwards(null, 1)) return batch[0]?.position ?? null;
      return null;
    },
  };
}

export const added = (counterId: string, parentId: string | null = null) => ({
  type: 'CounterAdded',
  data: { counterId, parentId },
});
export const raised = (counterId: string, by: number) => ({ type: 'CounterRaised', data: { counterId, by } });
export const removed = (counterId: string) => ({ type: 'CounterRemoved', data: { counterId } });

/** Nothing to read at the start, and dead for good after so many batches. */
export function dyingAfter(log: EventSource, batches: number): EventSource {
  let left = batches;
  return {
    async *readAll() {},
    headPosition: log.headPosition,
    subscribeToAll: (options) =>
      log.subscribeToAll({
        ...options,
        onBatch: async (batch) => {
          if (left === 0) throw new Error('killed');
          left -= 1;
          await options.onBatch(batch);
        },
      }),
  };
}

/** Delivers nothing until it is let go. */
export function held(log: EventSource): EventSource & { readonly letGo: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    ...log,
    letGo: resolve,
    subscribeToAll: (options) =>
      log.subscribeToAll({
        ...options,
        onBatch: async (batch) => {
          await promise;
          await options.onBatch(batch);
        },
      }),
  };
}

/** Delivers each batch together with the one before it, as after a lost answer. */
export function twice(log: EventSource): EventSource {
  let previous: readonly RecordedEvent[] = [];
  return {
    readAll: log.readAll,
    headPosition: log.headPosition,
    subscribeToAll: (options) =>
      log.subscribeToAll({
        ...options,
        onBatch: async (batch) => {
          await options.onBatch([...previous, ...batch]);
          previous = batch;
        },
      }),
  };
}

function recordedOf({ type, data, metadata, ...stored }: StoredEvent): RecordedEvent {
  return { ...stored, event: { type, data }, metadata: metadata as never };
}
