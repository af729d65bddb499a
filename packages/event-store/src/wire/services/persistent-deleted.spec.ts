import {
  type EventStoreDBClient,
  PARK,
  START,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { events, numbers, startNode, until } from '../../spec-node.ts';

/** A group on `task-1` and what its consumer is sent; the consumer parks what it is told to, and acknowledges the rest. */
async function consumer(client: EventStoreDBClient, parks: () => boolean) {
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: START }));
  const sent: number[] = [];
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers');
  subscription.on('data', (resolved) => {
    sent.push(...numbers([resolved]));
    void (parks() ? subscription.nack(PARK, 'no', resolved) : subscription.ack(resolved));
  });
  const info = () => client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
  return { sent, info };
}

test('a group on a stream that a tombstone closed is sent nothing of it', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  await client.tombstoneStream('task-1');
  const { sent, info } = await consumer(client, () => false);
  await client.appendToStream('task-2', events(1));
  await until(async () => (await info()).connections.length === 1, 'the consumer is connected');
  expect((await info()).stats.lastKnownEventRevision).toBe(1n);
  expect(sent).toEqual([]);
});

test('of a parked event whose stream was deleted meanwhile only the link comes when it is replayed', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  const { sent, info } = await consumer(client, () => sent.length <= 2);
  await until(async () => (await info()).stats.parkedMessageCount === 2n, 'both are parked');
  await client.deleteStream('task-1');
  await client.appendToStream('task-1', events(1, 'Counted', 7));
  await client.replayParkedMessagesToStream('task-1', 'workers');
  await until(
    async () => (await info()).stats.parkedMessageCount === 0n && sent.includes(7),
    'both have come again',
  );
  expect(sent.toSorted((a, b) => a - b)).toEqual([-1, -1, 0, 1, 7]);
});

test('where nothing can be parked any more a parked message is let go', async () => {
  const { client } = await startNode();
  await client.tombstoneStream('$persistentsubscription-task-1::workers-parked');
  await client.appendToStream('task-1', events(1));
  const { sent, info } = await consumer(client, () => sent.length === 1);
  await until(() => sent.length === 1, 'it was sent');
  await client.appendToStream('task-1', events(1, 'Counted', 5));
  await until(
    async () => (await info()).stats.outstandingMessagesCount === 0 && sent.includes(5),
    'all is done',
  );
  expect(sent).toEqual([0, 5]);
});
