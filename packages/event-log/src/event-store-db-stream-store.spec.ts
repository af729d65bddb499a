import { startEventStore } from '@songhanh/event-store';
import { expect, test } from 'vitest';
import { connectEventStore } from './connect-event-store.ts';
import { streamStoreContract } from './contract/index.ts';
import { encodedEvent, follow, readAllOf } from './contract/observe.ts';
import { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';
import { NO_STREAM, StoreUnavailable } from './stream-store.ts';

async function openNode() {
  const node = await startEventStore({ memory: true });
  const client = connectEventStore(node.connectionString);
  const close = async () => {
    await client.dispose();
    await node.close();
  };
  return { node, client, store: eventStoreDbStreamStore(client), close };
}

streamStoreContract('the embedded node', openNode);

test('links, metadata and $ types of the store reach no reader of ours', async () => {
  const { client, store, close } = await openNode();
  const event = encodedEvent();
  await store.append('a-1', NO_STREAM, [event]);
  await client.setStreamMetadata('a-1', { owner: 'nobody' });
  await client.appendToStream('a-1', {
    ...encodedEvent({ type: '$typed' }),
    contentType: 'application/json',
  });
  await store.append('a-1', 1, [encodedEvent()]);
  const following = follow(store, { fromPosition: null, batchEventsMax: 10 });
  const seen = await following.until((events) => events.length === 2);
  await following.caughtUp;
  await following.close();
  expect(seen.map(({ revision }) => revision)).toEqual([0, 2]);
  expect(await readAllOf(store, null, 10)).toEqual(seen);
  await close();
});

test('of what others keep in the same store nothing reaches a reader of ours', async () => {
  const { client, store: everything, close } = await openNode();
  const store = eventStoreDbStreamStore(client, { categories: ['a', 'b'] });
  for (const stream of ['a-1', 'other-1', 'ab-1', 'b-1', 'a', 'c-a-1'])
    await everything.append(stream, NO_STREAM, [encodedEvent()]);
  const following = follow(store, { fromPosition: null, batchEventsMax: 10 });
  const seen = await following.until((events) => events.length === 2);
  await following.caughtUp;
  await following.close();
  expect(seen.map(({ stream }) => stream)).toEqual(['a-1', 'b-1']);
  expect(await readAllOf(store, null, 1)).toEqual(seen);
  const latest = await store.readAllBackwards(null, 1)[Symbol.asyncIterator]().next();
  expect(latest.value).toEqual([seen[1]]);
  await close();
});

test('a node that goes away ends the subscription with an error', async () => {
  const { node, store, client } = await openNode();
  await store.append('a-1', NO_STREAM, [encodedEvent()]);
  const following = follow(store, { fromPosition: null, batchEventsMax: 10 });
  await following.caughtUp;
  await node.close();
  expect(await following.failed).toBeInstanceOf(StoreUnavailable);
  await expect(store.append('a-1', 0, [encodedEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(store.readStream('a-1', 0, 1)).rejects.toBeInstanceOf(StoreUnavailable);
  await expect(readAllOf(store, null, 1)).rejects.toBeInstanceOf(StoreUnavailable);
  await client.dispose();
});

test('an event too large for the store is refused, not tried again', async () => {
  const { store, close } = await openNode();
  const appending = store.append('a-1', NO_STREAM, [encodedEvent({ data: { text: 'x'.repeat(2 ** 21) } })]);
  await expect(appending).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
  await close();
});

test('a connection string that would hide conflicts is refused', () => {
  expect(() => connectEventStore('esdb://localhost:2113?tls=false&throwOnAppendFailure=false')).toThrow(
    'EVENTSTORE_URL',
  );
});
