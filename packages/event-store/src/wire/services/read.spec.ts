import { BACKWARDS, END, jsonEvent, START } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, failureOf, numbers, startNode } from '../../spec-node.ts';
import { callWith, message, streamsService } from '../../spec-wire.ts';
import { ProtobufReader } from '../protobuf.ts';

test('a stream reads forwards and backwards, from a revision and with a maximum', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(8));
  expect(numbers(await collect(client.readStream('task-1')))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(numbers(await collect(client.readStream('task-1', { fromRevision: 6n })))).toEqual([6, 7]);
  expect(numbers(await collect(client.readStream('task-1', { maxCount: 2 })))).toEqual([0, 1]);
  const backwards = { direction: BACKWARDS } as const;
  expect(
    numbers(await collect(client.readStream('task-1', { ...backwards, fromRevision: END, maxCount: 3 }))),
  ).toEqual([7, 6, 5]);
  expect(numbers(await collect(client.readStream('task-1', { ...backwards, fromRevision: 1n })))).toEqual([
    1, 0,
  ]);
  expect(await collect(client.readStream('task-1', { fromRevision: END }))).toEqual([]);
  expect(await collect(client.readStream('task-1', { fromRevision: 99n }))).toEqual([]);
});

test('a stream that was never written is not found', async () => {
  const { client } = await startNode();
  expect(await failureOf(collect(client.readStream('task-9')))).toMatchObject({
    type: 'stream-not-found',
    streamName: 'task-9',
  });
});

test('$all begins with system events and is in commit order without a gap', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(3));
  await client.appendToStream('plan-1', events(2));
  await client.appendToStream('task-1', events(1));
  const all = await collect(client.readAll());
  expect(all[0]?.event?.type.startsWith('$')).toBe(true);
  const positions = all.map(({ event }) => event?.position?.commit);
  expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
  const ours = all.filter(({ event }) => !event?.type.startsWith('$'));
  expect(ours.map(({ event }) => event?.streamId)).toEqual([
    'task-1',
    'task-1',
    'task-1',
    'plan-1',
    'plan-1',
    'task-1',
  ]);
});

test('$all reads from a position inclusively forwards and exclusively backwards', async () => {
  const { client } = await startNode();
  const first = await client.appendToStream('task-1', events(1));
  const { position } = await client.appendToStream('task-1', events(1, 'Counted', 1));
  expect(numbers(await collect(client.readAll({ fromPosition: position ?? START })))).toEqual([1]);
  const [before] = await collect(
    client.readAll({ fromPosition: position ?? END, direction: BACKWARDS, maxCount: 1 }),
  );
  expect(before?.event?.position).toEqual(first.position);
  expect(await collect(client.readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([]);
  expect(await collect(client.readAll({ fromPosition: END }))).toEqual([]);
});

test('a read goes over many pages and keeps its order', async () => {
  const { client } = await startNode();
  for (let batch = 0; batch < 4; batch += 1) {
    await client.appendToStream('task-1', events(1_000, 'Counted', batch * 1_000));
  }
  const expected = Array.from({ length: 4_000 }, (_, index) => index);
  expect(numbers(await collect(client.readStream('task-1')))).toEqual(expected);
  const all = await collect(client.readAll());
  expect(numbers(all.filter(({ event }) => event?.type === 'Counted'))).toEqual(expected);
  const backwards = await collect(
    client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 3_000 }),
  );
  expect(numbers(backwards)).toEqual(expected.slice(1_000).toReversed());
});

test('a link is followed when asked for, and kept beside what it points at', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  const link = (target: string) => ({
    ...jsonEvent({ type: '$>', data: {} }),
    contentType: 'application/octet-stream' as const,
    data: Buffer.from(target),
  });
  await client.appendToStream('index', [link('1@task-1'), link('5@task-1')]);
  const [plain] = await collect(client.readStream('index'));
  expect(plain).toMatchObject({ event: { type: '$>' } });
  expect(plain?.link).toBeUndefined();
  const [found, dangling] = await collect(client.readStream('index', { resolveLinkTos: true }));
  expect(found).toMatchObject({ event: { streamId: 'task-1', revision: 1n }, link: { streamId: 'index' } });
  expect(dangling?.event).toBeUndefined();
  expect(dangling?.link?.streamId).toBe('index');
});

test('the event carries the time at which it was written', async () => {
  const { client } = await startNode();
  const before = Date.now();
  await client.appendToStream('task-1', events(1));
  const [read] = await collect(client.readStream('task-1'));
  const created = read?.event?.created.getTime() ?? 0;
  expect(created).toBeGreaterThanOrEqual(before);
  expect(created).toBeLessThanOrEqual(Date.now());
});

/** The first and the last revision that the node tells a client of this compatibility, and how many events. */
async function endsTold(port: number, compatibility: number, { from = 0, backwards = false } = {}) {
  const name = message((writer) => writer.bytes(3, Buffer.from('task-1')));
  const stream = message((writer) => writer.bytes(1, name).number(2, from));
  const control = message((writer) => writer.number(1, compatibility));
  const options = message((writer) =>
    writer.bytes(1, stream).number(3, Number(backwards)).number(5, 100).bytes(10, control),
  );
  const request = message((writer) => writer.bytes(1, options));
  const { messages } = await callWith(port, `${streamsService}/Read`, request);
  const told = messages.map((bytes) => {
    const reader = new ProtobufReader(bytes);
    const field = reader.field();
    return field === 5 || field === 6 ? { [field]: reader.varint() } : { event: true };
  });
  return {
    events: told.filter(({ event }) => event).length,
    ...Object.assign({}, ...told.filter(({ event }) => !event)),
  };
}

test('a client that knows of them is told where a stream begins and ends', async () => {
  const { client, store } = await startNode();
  await client.appendToStream('task-1', events(8));
  expect(await endsTold(store.port, 1)).toEqual({ events: 8, 6: 7 });
  expect(await endsTold(store.port, 0)).toEqual({ events: 8 });
  expect(await endsTold(store.port, 1, { from: 99 })).toEqual({ events: 0, 6: 7 });
  await client.setStreamMetadata('task-1', { truncateBefore: 5 });
  expect(await endsTold(store.port, 1)).toEqual({ events: 3, 5: 5, 6: 7 });
  expect(await endsTold(store.port, 1, { from: 5 })).toEqual({ events: 3, 6: 7 });
  expect(await endsTold(store.port, 1, { from: 7, backwards: true })).toEqual({ events: 3, 6: 7 });
});
