import {
  END,
  type EventStoreDBClient,
  START,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { alter } from '../../spec-folder.ts';
import { createGroup, groupCreation } from '../../spec-groups.ts';
import { collect, events, failureOf, startNode, temporaryFolder } from '../../spec-node.ts';
import { callWith } from '../../spec-wire.ts';
import { startEventStore } from '../../start-event-store.ts';

async function endOf(client: EventStoreDBClient): Promise<bigint> {
  const [newest] = await collect(client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 1 }));
  return newest?.event?.position.commit ?? -1n;
}

const prepareRule = 'prepare position must be less than or equal to the commit position.';
const commitRule =
  'commit position must be less than or equal to the last commit position in the transaction file.';

test.each([
  ['beyond the end of the log', 1000n, 1000n, commitRule],
  ['whose prepare position is above its commit position', 1n, 2n, prepareRule],
  ['of which one half is the end', 2n ** 64n - 1n, 5n, commitRule],
])('no group on $all starts from a position %s', async (_, commit, prepare, rule) => {
  const { client } = await startNode();
  const startFrom = { commit, prepare };
  const failed = {
    type: 'persistent-subscription-failed',
    code: 13,
    streamName: '$all',
    groupName: 'workers',
    reason: `Invalid Start From position: ${rule}`,
  };
  const creating = client.createPersistentSubscriptionToAll('workers', toAll({ startFrom }));
  expect(await failureOf(creating)).toMatchObject(failed);
  await client.createPersistentSubscriptionToAll('workers', toAll());
  const updating = client.updatePersistentSubscriptionToAll('workers', toAll({ startFrom }));
  expect(await failureOf(updating)).toMatchObject(failed);
});

test('a group on $all starts from the newest position, and from the one that stands for the end', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(1));
  const end = await endOf(client);
  const startOf = async (group: string, commit: bigint) => {
    const startFrom = { commit, prepare: commit };
    await client.createPersistentSubscriptionToAll(group, toAll({ startFrom }));
    return (await client.getPersistentSubscriptionToAllInfo(group)).settings.startFrom;
  };
  expect(await startOf('newest', end)).toEqual({ commit: end, prepare: end });
  expect(await startOf('end', 2n ** 64n - 1n)).toBe(END);
  expect(await startOf('start', 0n)).toBe(START);
});

test('a read batch is smaller than the history buffer', async () => {
  const { client } = await startNode();
  const create = (historyBufferSize: number) =>
    client.createPersistentSubscriptionToStream(
      'task-1',
      'workers',
      toStream({ readBatchSize: 20, historyBufferSize }),
    );
  expect(await failureOf(create(20))).toMatchObject({
    type: 'persistent-subscription-failed',
    reason: 'History buffer size must be greater than the read batch size.',
  });
  await create(21);
});

test('a group whose read batch an earlier version let fill the history buffer goes on', async () => {
  const dataDir = temporaryFolder();
  const first = await startNode({ dataDir });
  await first.client.createPersistentSubscriptionToStream('task-1', 'workers', toStream());
  await first.store.close();
  alter(dataDir, `UPDATE subscription SET settings = json_set(settings, '$.readBatchSize', 500)`);
  const { client } = await startNode({ dataDir });
  const { settings } = await client.getPersistentSubscriptionToStreamInfo('task-1', 'workers');
  expect([settings.readBatchSize, settings.historyBufferSize]).toEqual([500, 500]);
});

test('no stream that is called $all has groups', async () => {
  const { client } = await startNode();
  await client.createPersistentSubscriptionToAll('workers', toAll());
  const refused = [
    client.createPersistentSubscriptionToStream('$all', 'others', toStream()),
    client.updatePersistentSubscriptionToStream('$all', 'workers', toStream()),
    client.deletePersistentSubscriptionToStream('$all', 'workers'),
  ];
  for (const { message } of await Promise.all(refused.map(failureOf)))
    expect(message).toContain('Persistent subscriptions to $all');
  expect(await client.listAllPersistentSubscriptions()).toHaveLength(1);
});

test('what is asked of a group that is not there is not looked at', async () => {
  const { client } = await startNode();
  const wrong = toStream({ readBatchSize: 100, historyBufferSize: 10 });
  const updating = client.updatePersistentSubscriptionToStream('task-1', 'workers', wrong);
  expect((await failureOf(updating)).type).toBe('persistent-subscription-does-not-exist');
});

test('a replay that stops before the first parked event is refused', async () => {
  const { client } = await startNode();
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream());
  const replaying = client.replayParkedMessagesToStream('task-1', 'workers', { stopAt: -1 });
  expect(await failureOf(replaying)).toMatchObject({
    type: 'persistent-subscription-failed',
    reason: 'Cannot stop replaying parked message at a negative version.',
  });
});

test('a strategy that there is none of is refused in words of EventStoreDB', async () => {
  const store = await startEventStore({ memory: true });
  try {
    const creation = groupCreation('task-1', (settings) => settings.setConsumerStrategy('Mạnh nhất'));
    expect(await callWith(store.port, createGroup, creation)).toMatchObject({
      status: 13,
      message:
        "Subscription group workers on stream task-1 failed: 'Consumer strategy Mạnh nhất does not exist.'",
    });
  } finally {
    await store.close();
  }
});
