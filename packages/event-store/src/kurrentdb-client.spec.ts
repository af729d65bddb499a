import {
  jsonEvent,
  KurrentDBClient,
  NO_STREAM,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { collect, failureOf, until } from './spec-observe.ts';
import { processTestMsMax, startProcess } from './spec-process.ts';

vi.setConfig({ testTimeout: processTestMsMax });

/**
 * The second client reads through a native bridge, so it is another implementation of the protocol. The node runs in
 * a process of its own: the generated classes of the two clients share global names and cannot live in one.
 */
async function startWithKurrent(): Promise<KurrentDBClient> {
  const { connectionString } = await startProcess('--memory');
  const client = KurrentDBClient.connectionString(connectionString.replace('esdb:', 'kurrentdb:'));
  onTestFinished(() => client.dispose());
  return client;
}

const counted = (n: number) => jsonEvent({ type: 'Counted', data: { n } });

test('it appends and reads, and is told of conflicts', async () => {
  const client = await startWithKurrent();
  const { nextExpectedRevision } = await client.appendToStream('task-1', [counted(0), counted(1)], {
    streamState: NO_STREAM,
  });
  expect(nextExpectedRevision).toBe(1n);
  expect(
    await failureOf(client.appendToStream('task-1', counted(2), { streamState: NO_STREAM })),
  ).toBeInstanceOf(WrongExpectedVersionError);
  const read = await collect(client.readStream('task-1'));
  expect(read.map(({ event }) => event?.data)).toEqual([{ n: 0 }, { n: 1 }]);
  const all = await collect(client.readAll());
  expect(all.map(({ event }) => event?.streamId)).toEqual(expect.arrayContaining(['$users', 'task-1']));
  expect((await failureOf(collect(client.readStream('task-2')))).type).toBe('stream-not-found');
});

test('it subscribes to $all with a filter, from history to live', async () => {
  const client = await startWithKurrent();
  await client.appendToStream('task-1', counted(0));
  const streams: string[] = [];
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ regex: '^[^$]' }),
  });
  subscription.on('data', ({ event }) => streams.push(event?.streamId ?? ''));
  await until(() => streams.length === 1, 'history has come');
  await client.appendToStream('plan-1', counted(1));
  await until(() => streams.length === 2, 'the live event has come');
  expect(streams).toEqual(['task-1', 'plan-1']);
});

test('it keeps metadata, deletes, and consumes a persistent subscription', async () => {
  const client = await startWithKurrent();
  await client.appendToStream('task-1', [counted(0), counted(1)]);
  await client.setStreamMetadata('task-1', { maxCount: 1 });
  expect(await collect(client.readStream('task-1'))).toHaveLength(1);
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
  await client.createPersistentSubscriptionToStream('task-1', 'group', settings);
  const received: unknown[] = [];
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'group');
  subscription.on('data', (event) => {
    received.push(event.event?.data);
    subscription.ack(event);
  });
  await until(() => received.length === 1, 'the event has come');
  expect(received).toEqual([{ n: 1 }]);
  await client.deleteStream('task-1');
  expect((await failureOf(collect(client.readStream('task-1')))).type).toBe('stream-not-found');
});
