import {
  BACKWARDS,
  binaryEvent,
  END,
  PARK,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, failureOf, numbers, startNode, until } from '../spec-node.ts';

async function nodeWithTasks() {
  const node = await startNode();
  const append = (stream: string, n: number, type = 'Counted') =>
    node.client.appendToStream(stream, events(1, type, n));
  await append('task-1', 0);
  await append('plan-1', 1, 'Planned');
  await append('task-2-b', 2);
  await append('task', 3);
  await append('task-1', 4, 'Planned');
  return { ...node, append };
}

type Client = Awaited<ReturnType<typeof nodeWithTasks>>['client'];
const resolved = { resolveLinkTos: true } as const;

test('the stream of a category links to its events in order, both ways', async () => {
  const { client } = await nodeWithTasks();
  const links = await collect(client.readStream('$ce-task'));
  expect(links.map(({ event }) => [event?.type, Buffer.from(event?.data as Uint8Array).toString()])).toEqual([
    ['$>', '0@task-1'],
    ['$>', '0@task-2-b'],
    ['$>', '1@task-1'],
  ]);
  const forwards = await collect(client.readStream('$ce-task', resolved));
  expect(numbers(forwards)).toEqual([0, 2, 4]);
  const { event, link } = forwards[0] ?? {};
  expect([event?.streamId, link?.streamId]).toEqual(['task-1', '$ce-task']);
  expect(link?.metadata).toEqual({ $causedBy: event?.id });
  const backwards = client.readStream('$ce-task', { ...resolved, direction: BACKWARDS, fromRevision: END });
  expect(numbers(await collect(backwards))).toEqual([4, 2, 0]);
});

test('the stream of a type links to the events of that type', async () => {
  const { client } = await nodeWithTasks();
  expect(numbers(await collect(client.readStream('$et-Planned', resolved)))).toEqual([1, 4]);
  const [newest] = await collect(
    client.readStream('$et-Planned', { ...resolved, direction: BACKWARDS, fromRevision: END, maxCount: 1 }),
  );
  expect(numbers(newest === undefined ? [] : [newest])).toEqual([4]);
});

test('a reader goes on from the revision of the link it saw last', async () => {
  const { client } = await nodeWithTasks();
  const [first] = await collect(client.readStream('$ce-task', { ...resolved, maxCount: 1 }));
  const fromRevision = (first?.link?.revision ?? 0n) + 1n;
  expect(numbers(await collect(client.readStream('$ce-task', { ...resolved, fromRevision })))).toEqual([
    2, 4,
  ]);
});

test('a category or a type without events is not found, and none can be written to', async () => {
  const { client } = await nodeWithTasks();
  for (const name of ['$ce-nothing', '$ce-tas', '$et-Nothing']) {
    expect((await failureOf(collect(client.readStream(name)))).type).toBe('stream-not-found');
  }
  const refused = await failureOf(client.appendToStream('$ce-task', events(1)));
  expect(refused.message).toContain("'$ce-task' is not a stream that can be written to.");
});

test('a subscription to a category goes from history to live', async () => {
  const { client, append } = await nodeWithTasks();
  const received: number[] = [];
  client.subscribeToStream('$ce-task', resolved).on('data', (event) => received.push(...numbers([event])));
  await until(() => received.length === 3, 'history has come');
  await append('plan-2', 5);
  await append('task-9', 6);
  await until(() => received.length === 4, 'the live event has come');
  expect(received).toEqual([0, 2, 4, 6]);
});

test('a persistent subscription to a category delivers, parks and replays its events', async () => {
  const { client, append } = await nodeWithTasks();
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START, ...resolved });
  await client.createPersistentSubscriptionToStream('$ce-task', 'group', settings);
  const received: number[] = [];
  const subscription = client.subscribeToPersistentSubscriptionToStream('$ce-task', 'group');
  subscription.on('data', (event) => {
    const [n = -1] = numbers([event]);
    received.push(n);
    if (n === 2 && received.length < 5) subscription.nack(PARK, 'later', event);
    else subscription.ack(event);
  });
  await append('task-9', 6);
  await until(() => received.length === 4, 'all have come');
  await until(async () => {
    const info = await client.getPersistentSubscriptionToStreamInfo('$ce-task', 'group');
    return info.stats.parkedMessageCount === 1n;
  }, 'one is parked');
  await client.replayParkedMessagesToStream('$ce-task', 'group');
  await until(() => received.length === 5, 'the parked one has come again');
  expect(received).toEqual([0, 2, 4, 6, 2]);
});

test.each([
  ['deleted', (client: Client) => client.deleteStream('task-1')],
  ['closed for ever', (client: Client) => client.tombstoneStream('task-1')],
  ['truncated', (client: Client) => client.setStreamMetadata('task-1', { truncateBefore: 5 })],
])('a link to an event of a stream that is %s stands alone', async (_, end) => {
  const { client } = await nodeWithTasks();
  await client.appendToStream('links', binaryEvent({ type: '$>', data: Buffer.from('0@task-1') }));
  const seen = async (stream: string) =>
    (await collect(client.readStream(stream, resolved))).map(({ event }) => event?.streamId);
  expect(await seen('links')).toEqual(['task-1']);
  await end(client);
  expect(await seen('links')).toEqual([undefined]);
  const [first, second] = await seen('$ce-task');
  expect([first, second]).toEqual([undefined, 'task-2-b']);
});

test.each(['$ce-task-2', '$ce-', '$ce-plan-1'])('%s names no category, and is not found', async (name) => {
  const { client } = await nodeWithTasks();
  await client.appendToStream('-1', events(1));
  expect((await failureOf(collect(client.readStream(name)))).type).toBe('stream-not-found');
});
