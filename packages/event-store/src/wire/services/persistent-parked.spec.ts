import {
  binaryEvent,
  type EventStoreDBClient,
  PersistentSubscriptionExistsError,
  type PersistentSubscriptionToStreamResolvedEvent as Resolved,
  START,
  streamNameFilter,
  persistentSubscriptionToAllSettingsFromDefaults as toAll,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, failureOf, startNode, temporaryFolder, until } from '../../spec-node.ts';

const all = '$all';
const link = (to: string, metadata?: Record<string, unknown>) =>
  binaryEvent({ type: '$>', data: Buffer.from(to), ...(metadata && { metadata }) });

/** A group on a stream, or on those streams of `$all` whose names begin so. */
type Place = { source: string; prefix?: string; resolveLinkTos: boolean };

async function group(client: EventStoreDBClient, { source, prefix = '', resolveLinkTos }: Place) {
  const parked = `$persistentsubscription-${source}::workers-parked`;
  const settings = { startFrom: START, resolveLinkTos } as const;
  if (source === all) {
    const filter = streamNameFilter({ prefixes: [prefix] });
    await client.createPersistentSubscriptionToAll('workers', toAll(settings), { filter });
    return {
      parked,
      subscribe: () => client.subscribeToPersistentSubscriptionToAll('workers'),
      replay: () => client.replayParkedMessagesToAll('workers'),
      stats: async () => (await client.getPersistentSubscriptionToAllInfo('workers')).stats,
    };
  }
  await client.createPersistentSubscriptionToStream(source, 'workers', toStream(settings));
  return {
    parked,
    subscribe: () => client.subscribeToPersistentSubscriptionToStream(source, 'workers'),
    replay: () => client.replayParkedMessagesToStream(source, 'workers'),
    stats: async () => (await client.getPersistentSubscriptionToStreamInfo(source, 'workers')).stats,
  };
}

type Group = Awaited<ReturnType<typeof group>>;

/** A consumer that gives one answer after the other; it acknowledges when it has no more. What it was sent, in turn. */
function consumer({ subscribe }: Group, answers: ('park' | 'retry' | 'ack')[]): Resolved[] {
  const sent: Resolved[] = [];
  const subscription = subscribe();
  subscription.on('data', (resolved) => {
    sent.push(resolved);
    const answer = answers.shift() ?? 'ack';
    void (answer === 'ack' ? subscription.ack(resolved) : subscription.nack(answer, 'why', resolved));
  });
  return sent;
}

async function replayWhenParked({ stats, replay }: Group): Promise<void> {
  await until(async () => (await stats()).parkedMessageCount === 1n, 'it is parked');
  await replay();
}

const nameOf = ({ event, link }: Resolved) => [event?.streamId, link?.streamId];

test.each<[from: string, place: Place, event: string, link: string | undefined]>([
  ['a stream', { source: 'task-1', resolveLinkTos: false }, 'task-1', undefined],
  ['a stream, links resolved', { source: 'task-1', resolveLinkTos: true }, 'task-1', undefined],
  ['stored links', { source: 'links', resolveLinkTos: false }, 'links', undefined],
  ['stored links, resolved', { source: 'links', resolveLinkTos: true }, 'task-1', 'links'],
  ['a category', { source: '$ce-task', resolveLinkTos: false }, '$ce-task', undefined],
  ['a category, links resolved', { source: '$ce-task', resolveLinkTos: true }, 'task-1', '$ce-task'],
  ['$all', { source: all, prefix: 'task-', resolveLinkTos: false }, 'task-1', undefined],
  ['$all, links resolved', { source: all, prefix: 'task-', resolveLinkTos: true }, 'task-1', undefined],
  ['links in $all', { source: all, prefix: 'links', resolveLinkTos: false }, 'links', undefined],
  ['links in $all, resolved', { source: all, prefix: 'links', resolveLinkTos: true }, 'task-1', 'links'],
])(
  'what was parked from %s comes again behind the parked link, as often as it is parked',
  async (...given) => {
    const [, place, event, link0] = given;
    const { client } = await startNode();
    await client.appendToStream('task-1', events(1));
    await client.appendToStream('links', link('0@task-1'));
    const workers = await group(client, place);
    const sent = consumer(workers, ['park', 'retry', 'park', 'ack']);
    await replayWhenParked(workers);
    await until(() => sent.length === 3, 'it was replayed and tried again');
    await replayWhenParked(workers);
    await until(
      async () => sent.length === 4 && (await workers.stats()).parkedMessageCount === 0n,
      'it is done',
    );
    expect(sent.map((one) => [...nameOf(one), one.link?.revision, one.retryCount])).toEqual([
      [event, link0, link0 && sent[0]?.link?.revision, 0],
      [event, workers.parked, 0n, 0],
      [event, workers.parked, 0n, 1],
      [event, workers.parked, 1n, 0],
    ]);
    expect(sent.map((one) => [one.event?.type, one.event?.id])).toEqual(
      sent.map(() => [sent[0]?.event?.type, sent[0]?.event?.id]),
    );
    expect((await workers.stats()).outstandingMessagesCount).toBe(0);
  },
);

test('a parked link points to the event that was handed out, and tells its place in the group', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(2));
  await client.appendToStream('links', [link('1@task-1'), link('9@task-1')]);
  const workers = await group(client, { source: 'links', resolveLinkTos: true });
  consumer(workers, ['park', 'park']);
  await until(async () => (await workers.stats()).parkedMessageCount === 2n, 'both are parked');
  const parked = await collect(client.readStream(workers.parked));
  expect(parked.map(({ event }) => Buffer.from(event?.data as Uint8Array).toString())).toEqual([
    '1@task-1',
    '9@task-1',
  ]);
  expect(parked.map(({ event }) => event?.metadata)).toMatchObject([
    { subscriptionEventNumber: 0 },
    { subscriptionEventNumber: 1 },
  ]);
});

test('a link that leads to nothing comes again as the parked link alone', async () => {
  const { client } = await startNode();
  await client.appendToStream('links', [link('0@nowhere'), link('no place')]);
  const workers = await group(client, { source: 'links', resolveLinkTos: true });
  const sent = consumer(workers, ['park', 'park']);
  await until(async () => (await workers.stats()).parkedMessageCount === 2n, 'both are parked');
  await workers.replay();
  await until(async () => (await workers.stats()).parkedMessageCount === 0n, 'both are done');
  expect(sent.map(nameOf)).toEqual([
    [undefined, 'links'],
    [undefined, 'links'],
    [undefined, workers.parked],
    [undefined, workers.parked],
  ]);
});

test('a link that leads to a link is followed once, replayed or not', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(1));
  await client.appendToStream('inner', link('0@task-1'));
  await client.appendToStream('outer', link('0@inner'));
  const workers = await group(client, { source: 'outer', resolveLinkTos: true });
  const sent = consumer(workers, ['park']);
  await replayWhenParked(workers);
  await until(() => sent.length === 2, 'it was replayed');
  expect(sent.map(nameOf)).toEqual([
    ['inner', 'outer'],
    ['inner', workers.parked],
  ]);
});

test('what an earlier version parked, a link to the link, leads to the same event', async () => {
  const dataDir = temporaryFolder();
  const { client } = await startNode({ dataDir });
  await client.appendToStream('task-1', events(1));
  await client.appendToStream('links', [link('0@task-1'), link('0@nowhere')]);
  const workers = await group(client, { source: 'links', resolveLinkTos: true });
  const sent = consumer(workers, []);
  await until(() => sent.length === 2, 'all is done');
  const earlier = { added: '2026-01-02T03:04:05.678Z', reason: 'why', retryCount: 2 };
  await client.appendToStream(workers.parked, [
    link('0@links', earlier),
    link('1@links', earlier),
    link('0@task-1', earlier),
  ]);
  await workers.replay();
  await until(async () => (await workers.stats()).parkedMessageCount === 0n, 'all are done');
  expect(sent.slice(2).map(nameOf)).toEqual([
    ['task-1', workers.parked],
    [undefined, workers.parked],
    ['task-1', workers.parked],
  ]);
});

test('what was tried too often is parked with the count', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(1));
  const settings = toStream({ startFrom: START, maxRetryCount: 1 });
  await client.createPersistentSubscriptionToStream('task-1', 'workers', settings);
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers');
  subscription.on('data', (resolved) => void subscription.nack('retry', 'why', resolved));
  const stream = '$persistentsubscription-task-1::workers-parked';
  const parked = async () => await collect(client.readStream(stream)).catch(() => []);
  await until(async () => (await parked()).length === 1, 'it is parked');
  const [one] = await parked();
  expect(one?.event?.metadata).toMatchObject({ reason: 'Reached retry count of 1' });
});

test('what comes back comes in the order of the log', async () => {
  const { client } = await startNode();
  await client.appendToStream('task-1', events(4));
  await client.createPersistentSubscriptionToStream('task-1', 'workers', toStream({ startFrom: START }));
  const subscription = client.subscribeToPersistentSubscriptionToStream('task-1', 'workers');
  const sent: Resolved[] = [];
  subscription.on('data', (resolved) => {
    sent.push(resolved);
    if (sent.length !== 4) return;
    const [a, b, c, d] = sent as [Resolved, Resolved, Resolved, Resolved];
    void subscription.nack('retry', 'why', d, b, a, c);
  });
  await until(() => sent.length === 8, 'all have come again');
  expect(sent.slice(4).map(({ event }) => event?.revision)).toEqual([0n, 1n, 2n, 3n]);
});

test('what is parked after the parked stream was deleted is replayed, though a replay found nothing before', async () => {
  const { client } = await startNode();
  const workers = await group(client, { source: 'task-1', resolveLinkTos: false });
  const sent = consumer(workers, ['park', 'park']);
  await client.appendToStream('task-1', events(1));
  await until(async () => (await workers.stats()).parkedMessageCount === 1n, 'it is parked');
  await client.deleteStream(workers.parked);
  await workers.replay();
  await client.appendToStream('task-1', events(1));
  await replayWhenParked(workers);
  await until(() => sent.length === 3, 'it was replayed');
  await until(async () => (await workers.stats()).parkedMessageCount === 0n, 'it is done');
});

test('no two groups park into one stream', async () => {
  const { client } = await startNode();
  const create = (stream: string, name: string) =>
    client.createPersistentSubscriptionToStream(stream, name, toStream());
  await create('a::b', 'c');
  expect(await failureOf(create('a', 'b::c'))).toBeInstanceOf(PersistentSubscriptionExistsError);
  await create('a', 'c');
});
