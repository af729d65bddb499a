import type { Event } from '@event-driven-io/emmett';
import { getEventStoreDBEventStore } from '@event-driven-io/emmett-esdb';
import { expect, test } from 'vitest';
import { startNode } from './spec-node.ts';

type Counted = Event<'Counted', { by: number }>;

async function emmettOnNode() {
  const { client } = await startNode();
  return getEventStoreDBEventStore(client);
}

const counted = (by: number): Counted => ({ type: 'Counted', data: { by } });
const sum = {
  initialState: () => ({ total: 0 }),
  evolve: (state: { total: number }, { data }: Counted) => ({ total: state.total + data.by }),
};

test('a stream is appended to, read and aggregated, at the versions that it answers', async () => {
  const store = await emmettOnNode();
  const first = await store.appendToStream<Counted>('counter-1', [counted(1), counted(2)]);
  expect(first).toMatchObject({ nextExpectedStreamVersion: 1n });
  const second = await store.appendToStream<Counted>('counter-1', [counted(3)], {
    expectedStreamVersion: 1n,
  });
  expect(second).toMatchObject({ nextExpectedStreamVersion: 2n });
  const read = await store.readStream<Counted>('counter-1');
  expect(read).toMatchObject({ streamExists: true, currentStreamVersion: 2n });
  expect(read.events.map(({ data }) => data.by)).toEqual([1, 2, 3]);
  const aggregated = await store.aggregateStream<{ total: number }, Counted>('counter-1', sum);
  expect(aggregated).toMatchObject({ state: { total: 6 }, currentStreamVersion: 2n, streamExists: true });
});

test('a stream that is not there reads as empty', async () => {
  const store = await emmettOnNode();
  expect(await store.readStream('counter-2')).toMatchObject({ streamExists: false, events: [] });
  const aggregated = await store.aggregateStream<{ total: number }, Counted>('counter-2', sum);
  expect(aggregated).toMatchObject({ state: { total: 0 }, streamExists: false });
});

test('a version that does not match is a conflict', async () => {
  const store = await emmettOnNode();
  await store.appendToStream<Counted>('counter-1', [counted(1)]);
  for (const expectedStreamVersion of [5n, 'STREAM_DOES_NOT_EXIST'] as const) {
    const appending = store.appendToStream<Counted>('counter-1', [counted(2)], { expectedStreamVersion });
    await expect(appending).rejects.toThrow(/^Expected version .* does not match current/u);
  }
  const missing = store.appendToStream<Counted>('counter-9', [counted(2)], {
    expectedStreamVersion: 'STREAM_EXISTS',
  });
  await expect(missing).rejects.toThrow(/^Expected version .* does not match current/u);
});
