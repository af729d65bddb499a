import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  PARK,
  type PersistentSubscriptionToAllSettings,
  START,
  streamNameFilter,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import {
  collect,
  connect,
  events,
  failureOf,
  numbers,
  startNode,
  temporaryFolder,
  until,
} from '../../spec-node.ts';
import { startEventStore } from '../../start-event-store.ts';

const filter = eventTypeFilter({ prefixes: ['Counted'] });

async function createToAll(
  client: EventStoreDBClient,
  changes: Partial<PersistentSubscriptionToAllSettings> = {},
): Promise<void> {
  await client.createPersistentSubscriptionToAll('workers', toAll({ startFrom: START, ...changes }), {
    filter,
  });
}

test('a group on $all delivers each event once to competing consumers, history and live', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(50));
  await createToAll(client);
  const received: number[][] = [[], []];
  for (const list of received) {
    const subscription = client.subscribeToPersistentSubscriptionToAll('workers', { bufferSize: 5 });
    subscription.on('data', (resolved) => {
      list.push(...numbers([resolved]));
      subscription.ack(resolved);
    });
  }
  await client.appendToStream('task-2', events(50, 'Counted', 50));
  await client.appendToStream('task-2', events(5, 'Other'));
  await until(() => received.flat().length >= 100, 'all have come');
  expect(received.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  expect(received.every((list) => list.length > 10)).toBe(true);
});

test.each([
  ['the start', START, [0, 1, 2, 3, 4]],
  ['a revision, inclusively', 1n, [1, 2, 3, 4]],
  ['the end', END, [3, 4]],
] as const)('a group on a stream starts from %s', async (_, startFrom, expected) => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(3));
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom }));
  const received: number[] = [];
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers');
  subscription.on('data', (resolved) => {
    received.push(...numbers([resolved]));
    subscription.ack(resolved);
  });
  await client.appendToStream('task-1', events(2, 'Counted', 3));
  await until(() => received.length >= expected.length, 'all have come');
  expect(received).toEqual(expected);
});

test('a consumer never has more in flight than its buffer', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(100));
  await createToAll(client);
  const waiting: Parameters<typeof subscription.ack>[0][] = [];
  const subscription = client.subscribeToPersistentSubscriptionToAll('workers', { bufferSize: 7 });
  let total = 0;
  let most = 0;
  subscription.on('data', (resolved) => {
    waiting.push(resolved);
    total += 1;
    most = Math.max(most, waiting.length);
  });
  while (total < 100) {
    await until(() => waiting.length > 0, 'a message has come');
    await subscription.ack(...waiting.splice(0));
  }
  expect(most).toBeLessThanOrEqual(7);
});

test('retry comes again with its count, then is parked; replay delivers it once more; skip is not parked', async () => {
  const { client } = await startNode();
  await createToAll(client, { maxRetryCount: 2 });
  await client.appendToStream('task-1', events(3));
  const seen: [n: number, retry: number][] = [];
  let replaying = false;
  const subscription = client.subscribeToPersistentSubscriptionToAll('workers');
  subscription.on('data', (resolved) => {
    const [n = -1] = numbers([resolved]);
    seen.push([n, resolved.retryCount]);
    if (replaying || n === 0) subscription.ack(resolved);
    else subscription.nack(n === 1 ? 'retry' : 'skip', 'because', resolved);
  });
  await until(() => seen.length === 5, 'the retries have come');
  expect(seen.toSorted()).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 0],
  ]);
  await parked(client, 1n);
  replaying = true;
  await client.replayParkedMessagesToAll('workers');
  await until(() => seen.length === 6, 'the replayed event has come');
  expect(seen[5]).toEqual([1, 0]);
  await parked(client, 0n);
});

test('a parked event keeps its reason beside the link to it', async () => {
  const { client } = await startNode();
  await createToAll(client);
  await client.appendToStream('task-1', events(1));
  const subscription = client.subscribeToPersistentSubscriptionToAll('workers');
  const reason = "Client explicitly NAK'ed message.\nkhông đọc được";
  subscription.on('data', (resolved) => subscription.nack('park', 'không đọc được', resolved));
  await parked(client, 1n);
  const stream = '$persistentsubscription-$all::workers-parked';
  for await (const { event, link } of client.readStream(stream, { resolveLinkTos: true })) {
    expect(event).toMatchObject({ streamId: 'task-1', revision: 0n });
    expect(link?.metadata).toEqual({ added: expect.any(String), reason, subscriptionEventNumber: 0 });
  }
});

test('a message that is not answered in time goes to another consumer, and what a lost one held too', async () => {
  const { client } = await startNode();
  await createToAll(client, { messageTimeout: 60 });
  await client.appendToStream('task-1', events(4));
  const silent = client
    .subscribeToPersistentSubscriptionToAll('workers', { bufferSize: 2 })
    .on('data', () => {});
  await new Promise((resolve) => silent.once('data', resolve));
  const received = new Set<number>();
  const subscription = client.subscribeToPersistentSubscriptionToAll('workers');
  subscription.on('data', (resolved) => {
    for (const n of numbers([resolved])) received.add(n);
    subscription.ack(resolved);
  });
  await until(() => received.size === 4, 'all have come to the one that answers');
  await silent.unsubscribe();
});

test('DispatchToSingle gives all to the first, Pinned gives each stream to one', async () => {
  const { client } = await startNode();
  for (const consumerStrategyName of ['DispatchToSingle', 'Pinned'] as const) {
    await client.createPersistentSubscriptionToAll(
      consumerStrategyName,
      toAll({ startFrom: START, consumerStrategyName }),
      { filter },
    );
  }
  const streams = Array.from({ length: 20 }, (_, index) => `task-${index}`);
  for (const stream of streams) await client.appendToStream(stream, events(3));
  const gather = async (group: string) => {
    const lists: string[][] = [[], []];
    for (const list of lists) {
      const subscription = client.subscribeToPersistentSubscriptionToAll(group, { bufferSize: 100 });
      const confirmed = new Promise((resolve) => subscription.on('confirmation', () => resolve(null)));
      subscription.on('data', (resolved) => {
        list.push(resolved.event?.streamId ?? '');
        subscription.ack(resolved);
      });
      await confirmed;
    }
    for (const stream of streams) await client.appendToStream(stream, events(3));
    return lists;
  };
  const single = await gather('DispatchToSingle');
  await until(() => single.flat().length >= 120, 'all have come');
  expect(single[1]).toEqual([]);
  const pinned = await gather('Pinned');
  await until(() => pinned.flat().length >= 180, 'all have come');
  const live = pinned.map((list) => new Set(list.slice(-20)));
  expect([...(live[1] ?? [])].some((stream) => live[0]?.has(stream) && (pinned[0]?.length ?? 0) < 60)).toBe(
    false,
  );
});

test('the place of a group, its settings and its parked events survive a restart', async () => {
  const dataDir = temporaryFolder();
  const first = await startEventStore({ dataDir });
  const before = connect(first.connectionString);
  await createToAll(before, { maxRetryCount: 7 });
  await before.appendToStream('task-1', events(20));
  const subscription = before.subscribeToPersistentSubscriptionToAll('workers', { bufferSize: 1 });
  let count = 0;
  subscription.on('error', () => {});
  subscription.on('data', (resolved) => {
    count += 1;
    if (count === 3) subscription.nack('park', 'no', resolved);
    else if (count <= 12) subscription.ack(resolved);
  });
  await until(() => count === 13, 'the thirteenth has come');
  await before.dispose();
  await first.close();

  const { client } = await startNode({ dataDir });
  const received: number[] = [];
  const again = client.subscribeToPersistentSubscriptionToAll('workers');
  again.on('data', (resolved) => {
    received.push(...numbers([resolved]));
    again.ack(resolved);
  });
  await until(() => received.length >= 8, 'the rest has come');
  expect(received).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
  const info = await client.getPersistentSubscriptionToAllInfo('workers');
  expect(info.settings.maxRetryCount).toBe(7);
  expect(info.stats.parkedMessageCount).toBe(1n);
});

test('groups are listed, told about, updated and deleted; errors name stream and group', async () => {
  const { client } = await startNode();
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: START }));
  await createToAll(client);
  expect(await failureOf(createToAll(client))).toMatchObject({
    type: 'persistent-subscription-exists',
    streamName: '$all',
    groupName: 'workers',
  });
  const all = await client.listAllPersistentSubscriptions();
  expect(all.map(({ eventSource }) => eventSource).toSorted()).toEqual(['$all', 'task-1']);
  expect(await client.listPersistentSubscriptionsToStream('task-1')).toHaveLength(1);
  await client.updatePersistentSubscriptionToStream('task-1', 'workers', toStream({ maxSubscriberCount: 1 }));
  const { settings } = await client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
  expect(settings).toEqual(toStream({ maxSubscriberCount: 1 }));
  const one = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers').on('data', () => {});
  const dropped = endOf(one);
  await new Promise((resolve) => one.on('confirmation', () => resolve(null)));
  const two = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers').on('data', () => {});
  const refused = endOf(two);
  expect((await refused).type).toBe('maximum-subscribers-reached');
  await client.deletePersistentSubscriptionToStream('task-1', 'workers');
  expect((await dropped).type).toBe('persistent-subscription-dropped');
  expect(await failureOf(client.deletePersistentSubscriptionToStream('task-1', 'workers'))).toMatchObject({
    type: 'persistent-subscription-does-not-exist',
    streamName: 'task-1',
    groupName: 'workers',
  });
});

test('settings that cannot be used are refused with the group and the reason', async () => {
  const { client } = await startNode();
  const failed = {
    type: 'persistent-subscription-failed',
    streamName: 'task-1',
    groupName: 'workers',
    reason: 'History buffer size must not be smaller than the read batch size.',
  };
  const asked = ['task-1', 'workers', toStream({ readBatchSize: 100, historyBufferSize: 10 })] as const;
  expect(await failureOf(client.createPersistentSubscriptionToStream(...asked))).toMatchObject(failed);
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({}));
  expect(await failureOf(client.updatePersistentSubscriptionToStream(...asked))).toMatchObject(failed);
});

test('a filter that is no regular expression is refused with the group and the reason', async () => {
  const { client } = await startNode();
  const unreadable = { filter: streamNameFilter({ regex: '(' }) };
  const creating = client.createPersistentSubscriptionToAll('workers', toAll(), unreadable);
  expect(await failureOf(creating)).toMatchObject({
    type: 'persistent-subscription-failed',
    streamName: '$all',
    groupName: 'workers',
    reason: expect.stringContaining("The filter's regular expression is not valid"),
  });
  expect(await client.listAllPersistentSubscriptions()).toEqual([]);
});

function parked(client: EventStoreDBClient, count: bigint): Promise<void> {
  const condition = async () => {
    const info = await client.getPersistentSubscriptionToAllInfo('workers');
    return info.stats.parkedMessageCount === count;
  };
  return until(condition, `${count} are parked`);
}

/** The error with which a subscription ends. */
function endOf(subscription: NodeJS.EventEmitter): Promise<{ type?: string }> {
  return new Promise((resolve) => subscription.once('error', (error: { type?: string }) => resolve(error)));
}

test('the log tells of every change to a group, the first of them to the group itself', async () => {
  const { client } = await startNode();
  await client.createPersistentSubscriptionToAll('watchers', toAll({ startFrom: END }));
  const subscription = client.subscribeToPersistentSubscriptionToAll('watchers');
  const first = new Promise((resolve) => subscription.once('data', resolve));
  expect(await first).toMatchObject({ event: { type: '$PersistentConfig1' } });
  await subscription.unsubscribe();
  await client.updatePersistentSubscriptionToAll('watchers', toAll({ startFrom: END, maxRetryCount: 3 }));
  await client.deletePersistentSubscriptionToAll('watchers');
  const told = await collect(client.readStream('$persistentSubscriptionConfig'));
  expect(told.map(({ event }) => event?.data)).toMatchObject([
    { change: 'created', stream: '$all', group: 'watchers', settings: { startFrom: 'end' } },
    { change: 'updated', settings: { maxRetryCount: 3 } },
    { change: 'deleted', settings: null },
  ]);
});

test('a group that is updated goes on where it was, wherever the update says that it starts', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(30));
  const settings = toStream({ startFrom: START, checkPointLowerBound: 1, checkPointUpperBound: 1 });
  await client.createPersistentSubscriptionToStream('task-1', 'workers', settings);
  const receive = async (count: number) => {
    const received: number[] = [];
    const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers', {
      bufferSize: 1,
    });
    subscription.on('error', () => {});
    await new Promise<void>((resolve) => {
      subscription.on('data', (resolved) => {
        if (received.length < count) {
          received.push(...numbers([resolved]));
          void subscription.ack(resolved);
        }
        if (received.length === count) resolve();
      });
    });
    const checkpoint = BigInt(received.at(-1) ?? -1);
    await until(async () => {
      const info = await client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
      return info.stats.lastCheckpointedEventRevision === checkpoint;
    }, 'the checkpoint is stored');
    await subscription.unsubscribe();
    return received;
  };
  await receive(10);
  await client.updatePersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: END }));
  expect(await receive(20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 10));
});

test('what a group on $all parks is not delivered to it again', async () => {
  const { client } = await startNode();
  await client.createPersistentSubscriptionToAll('all', toAll({ startFrom: END }));
  const received: string[] = [];
  const subscription = client.subscribeToPersistentSubscriptionToAll('all');
  subscription.on('data', (resolved) => {
    received.push(resolved.event?.streamId ?? '');
    void subscription.nack(PARK, 'not for us', resolved);
  });
  const parked = '$persistentsubscription-$all::all-parked';
  for (const stream of ['task-1', 'task-2', 'task-3']) {
    await client.appendToStream(stream, events(1));
    await until(
      async () => received.includes(stream) && (await parkedIn(client, parked)) >= received.length,
      `${stream} is parked`,
    );
  }
  expect(received.filter((stream) => stream === parked)).toEqual([]);
});

async function parkedIn(client: EventStoreDBClient, stream: string): Promise<number> {
  try {
    return (await collect(client.readStream(stream))).length;
  } catch {
    return 0;
  }
}
