import { connect } from 'node:http2';
import { START, persistentSubscriptionToStreamSettingsFromDefaults as toStream } from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { events, startNode, until } from '../../spec-node.ts';
import { message } from '../../spec-wire.ts';
import { frameMessage } from '../frames.ts';

test('a group tells what it has sent since it was last asked, and what waits for an answer', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(20));
  const settings = toStream({ startFrom: START, extraStatistics: true });
  await client.createPersistentSubscriptionToStream('task-1', 'workers', settings);
  const info = () => client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers', {
    bufferSize: 5,
  });
  const sent: Parameters<typeof subscription.ack> = [];
  subscription.on('data', (resolved) => void sent.push(resolved));
  await until(() => sent.length === 5, 'as many have come as the consumer takes');
  const first = await info();
  expect(first.stats).toMatchObject({
    totalItems: 5n,
    countSinceLastMeasurement: 5n,
    totalInFlightMessages: 5,
    outstandingMessagesCount: 5,
    readBufferCount: 15,
  });
  expect(first.stats.averagePerSecond).toBeGreaterThan(0);
  expect(first.connections).toMatchObject([
    { totalItems: 5n, countSinceLastMeasurement: 5n, availableSlots: 0, extraStatistics: undefined },
  ]);
  expect((await info()).stats).toMatchObject({ totalItems: 5n, countSinceLastMeasurement: 0n });
  await subscription.ack(...sent.splice(0, 3));
  await until(() => sent.length === 5, 'three more have come');
  const last = await info();
  expect(last.stats).toMatchObject({ totalItems: 8n, countSinceLastMeasurement: 3n });
  const measured = new Map<string, bigint>(last.connections[0]?.extraStatistics ?? []);
  expect(measured.get('quintile 1')).toBe(measured.get('fastest'));
  expect(measured.get('highest')).toBeGreaterThanOrEqual(measured.get('quintile 5') ?? -1n);
});

test('a consumer whose connection has no name is told about as unknown', async () => {
  const { client, store } = await startNode();
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream());
  const session = connect(`http://127.0.0.1:${store.port}`);
  onTestFinished(() => session.destroy());
  const read = session.request({
    ':method': 'POST',
    ':path': '/event_store.client.persistent_subscriptions.PersistentSubscriptions/Read',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const stream = message((writer) => writer.text(3, 'task-1'));
  const options = message((writer) => writer.bytes(1, stream).text(2, 'workers').number(3, 10));
  read.write(frameMessage(message((writer) => writer.bytes(1, options))));
  const info = () => client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
  await until(async () => (await info()).connections.length === 1, 'it is connected');
  expect((await info()).connections).toMatchObject([{ connectionName: '<unknown>' }]);
});
