import { binaryEvent, NO_STREAM, START } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, failureOf, numbers, startNode, temporaryFolder } from '../../spec-node.ts';
import { callWith, message, streamsService } from '../../spec-wire.ts';
import { encodeStreamIdentifier } from '../identifiers.ts';

test('a deleted stream is not found, and goes on with its next revision when it is written again', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(3));
  await client.deleteStream('task-1', { expectedRevision: 2n });
  expect((await failureOf(collect(client.readStream('task-1')))).type).toBe('stream-not-found');
  const again = await client.appendToStream('task-1', events(2), { expectedRevision: NO_STREAM });
  expect(again.nextExpectedRevision).toBe(4n);
  const found = await collect(client.readStream('task-1'));
  expect(found.map(({ event }) => event?.revision)).toEqual([3n, 4n]);
  const { metadata } = await client.getStreamMetadata('task-1');
  expect(metadata).toEqual({ truncateBefore: 3 });
});

test('a tombstone is final', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(3));
  await client.tombstoneStream('task-1');
  for (const attempt of [
    () => collect(client.readStream('task-1')),
    () => client.appendToStream('task-1', events(1)),
    () => client.deleteStream('task-1'),
    () => client.tombstoneStream('task-1'),
  ]) {
    expect(await failureOf(attempt())).toMatchObject({ type: 'stream-deleted', streamName: 'task-1' });
  }
});

test('delete and tombstone refuse a wrong expected revision and tell it', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(3));
  for (const attempt of [
    () => client.deleteStream('task-1', { expectedRevision: 1n }),
    () => client.tombstoneStream('task-1', { expectedRevision: 1n }),
  ]) {
    expect(await failureOf(attempt())).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 1n,
      actualVersion: 2n,
    });
  }
  expect(await collect(client.readStream('task-1'))).toHaveLength(3);
});

test('what was never written cannot be deleted; metadata alone can', async () => {
  const { client } = await startNode();
  for (const options of [{}, { expectedRevision: NO_STREAM }] as const) {
    const error = await failureOf(client.deleteStream('task-1', options));
    expect(error).toMatchObject({ type: 'wrong-expected-version', streamName: 'task-1' });
  }
  await client.setStreamMetadata('task-1', { maxCount: 3 });
  await client.deleteStream('task-1', { expectedRevision: NO_STREAM });
});

test('metadata comes back as it was set, custom keys too', async () => {
  const { client } = await startNode();
  const metadata = { maxCount: 12, maxAge: 100, cacheControl: 15, truncateBefore: 1, 'ghi chú': '🦃' };
  await client.setStreamMetadata('task-1', metadata);
  await client.setStreamMetadata('task-2', { maxCount: 1 });
  await client.setStreamMetadata('task-2', { maxCount: 7 });
  expect((await client.getStreamMetadata('task-1')).metadata).toEqual(metadata);
  expect((await client.getStreamMetadata('task-2')).metadata).toEqual({ maxCount: 7 });
  expect(await client.getStreamMetadata('task-3')).toEqual({ streamName: 'task-3' });
});

test('a maximum count, a truncation and a maximum age hide what they say from stream readers, not from $all', async () => {
  const { client } = await startNode();
  for (const stream of ['counted', 'truncated', 'aged']) await client.appendToStream(stream, events(5));
  await client.setStreamMetadata('counted', { maxCount: 2 });
  await client.setStreamMetadata('truncated', { truncateBefore: 3 });
  const revisions = async (stream: string) =>
    (await collect(client.readStream(stream))).map(({ event }) => event?.revision);
  expect(await revisions('counted')).toEqual([3n, 4n]);
  expect(await revisions('truncated')).toEqual([3n, 4n]);
  await client.setStreamMetadata('aged', { maxAge: 1000 });
  expect(await revisions('aged')).toHaveLength(5);
  const all = await collect(client.readAll());
  expect(all.filter(({ event }) => event?.type === 'Counted')).toHaveLength(15);
});

test('a tombstone closes the metadata too', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  await client.setStreamMetadata('task-1', { maxCount: 5 });
  await client.tombstoneStream('task-1');
  for (const attempt of [
    () => client.setStreamMetadata('task-1', { maxCount: 3 }),
    () => client.getStreamMetadata('task-1'),
    () => collect(client.readStream('$$task-1')),
    () => client.deleteStream('$$task-1'),
  ]) {
    expect((await failureOf(attempt())).type).toBe('stream-deleted');
  }
});

test('the retention of a metadata stream is fixed, whatever is written about it', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(4));
  for (const maxCount of [3, 2]) await client.setStreamMetadata('task-1', { maxCount });
  await client.setStreamMetadata('$$task-1', { truncateBefore: 99 });
  await client.deleteStream('$$task-1');
  expect(await collect(client.readStream('$$task-1'))).toHaveLength(1);
  expect((await client.getStreamMetadata('task-1')).metadata).toEqual({ maxCount: 2 });
  expect(await collect(client.readStream('task-1'))).toHaveLength(2);
});

test('metadata that a tombstone closes say nothing any more, at once and after a restart', async () => {
  const dataDir = temporaryFolder();
  const { client, store } = await startNode({ dataDir });
  await client.appendToStream('task-1', events(4));
  await client.setStreamMetadata('task-1', { maxCount: 2 });
  await client.tombstoneStream('$$task-1');
  expect(await collect(client.readStream('task-1'))).toHaveLength(4);
  expect((await failureOf(client.deleteStream('task-1'))).type).toBe('stream-deleted');
  await client.dispose();
  await store.close();
  const again = await startNode({ dataDir });
  expect(await collect(again.client.readStream('task-1'))).toHaveLength(4);
});

test('a stream that was deleted stays empty when its metadata are set, also after a restart', async () => {
  const dataDir = temporaryFolder();
  const { client, store } = await startNode({ dataDir });
  await client.appendToStream('task-1', events(2));
  await client.deleteStream('task-1');
  const set = await client.setStreamMetadata('task-1', { maxCount: 100, owner: 'hoa' });
  expect(set.nextExpectedRevision).toBe(1n);
  expect(await collect(client.readStream('task-1'))).toEqual([]);
  const metadata = { maxCount: 100, owner: 'hoa', truncateBefore: 2 };
  expect((await client.getStreamMetadata('task-1')).metadata).toEqual(metadata);
  const all = (await collect(client.readAll())).filter(({ event }) => event?.streamId === '$$task-1');
  expect(all.map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n]);
  await client.dispose();
  await store.close();
  const again = await startNode({ dataDir });
  expect(await collect(again.client.readStream('task-1'))).toEqual([]);
  await again.client.appendToStream('task-1', events(1, 'Counted', 2), { expectedRevision: 1n });
  expect(numbers(await collect(again.client.readStream('task-1')))).toEqual([2]);
  expect((await again.client.getStreamMetadata('task-1')).metadata).toEqual(metadata);
});

test('who subscribes to a deleted stream is not sent what was deleted when its metadata are set', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  await client.deleteStream('task-1');
  const subscription = client.subscribeToStream('task-1', { fromRevision: START });
  const first = new Promise<unknown>((resolve) =>
    subscription.once('data', ({ event }) => resolve(event?.data)),
  );
  await new Promise((resolve) => subscription.once('caughtUp', () => resolve(null)));
  await client.setStreamMetadata('task-1', { truncateBefore: 1 });
  await client.appendToStream('task-1', events(1, 'Counted', 2));
  expect(await first).toEqual({ n: 2 });
});

test('metadata that are not JSON bring a deleted stream back as it was', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  await client.deleteStream('task-1');
  const data = Buffer.from('not JSON');
  await client.appendToStream('$$task-1', binaryEvent({ type: '$metadata', data }));
  expect(await collect(client.readStream('task-1'))).toHaveLength(2);
});

test.each(['Delete', 'Tombstone'])(
  '%s of a stream that must exist: metadata alone are enough, one that was deleted is told, others are not there',
  async (method) => {
    const { client, store } = await startNode();
    await client.setStreamMetadata('described', { maxCount: 3 });
    for (const stream of ['written', 'deleted']) await client.appendToStream(stream, events(1));
    await client.deleteStream('deleted');
    const refusalOf = async (name: string) => {
      // The official client cannot ask for it.
      const options = message((writer) =>
        writer.bytes(1, encodeStreamIdentifier(name)).bytes(5, Buffer.alloc(0)),
      );
      const request = message((writer) => writer.bytes(1, options));
      return (await callWith(store.port, `${streamsService}/${method}`, request)).message;
    };
    expect(await refusalOf('written')).toBe('');
    expect(await refusalOf('described')).toBe('');
    expect(await refusalOf('deleted')).toBe("Event stream 'deleted' is deleted.");
    expect(await refusalOf('missing')).toContain(
      'WrongExpectedVersion. Stream: missing, Expected version: -4',
    );
  },
);
