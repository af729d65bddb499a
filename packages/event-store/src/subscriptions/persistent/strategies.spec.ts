import {
  binaryEvent,
  type EventStoreDBClient,
  START,
  persistentSubscriptionToStreamSettingsFromDefaults as toStream,
} from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { createGroup, groupCreation } from '../../spec-groups.ts';
import { events, startNode, until } from '../../spec-node.ts';
import { callWith } from '../../spec-wire.ts';

const streams = Array.from({ length: 8 }, (_, index) => `task-${index}`);

/** What each of three consumers of a group on `links` is sent of what comes from now on, by the names that `nameOf` gives. */
async function sentToThree(
  client: EventStoreDBClient,
  nameOf: (link: { data: unknown; metadata: unknown }) => string,
): Promise<string[][]> {
  const lists: string[][] = [[], [], []];
  for (const list of lists) {
    const subscription = client.subscribeToPersistentSubscriptionToStream('links', 'workers');
    const confirmed = new Promise<void>((resolve) => subscription.on('confirmation', () => resolve()));
    subscription.on('data', (resolved) => {
      const told = resolved.link ?? resolved.event;
      if (told !== undefined) list.push(nameOf(told));
      void subscription.ack(resolved);
    });
    await confirmed;
  }
  return lists;
}

/** Each of the names stands in one list alone, and they do not all stand in the same. */
function expectPinned(lists: string[][], names: readonly string[]): void {
  for (const name of names) expect(lists.filter((list) => list.includes(name))).toHaveLength(1);
  const used = lists.filter((list) => names.some((name) => list.includes(name)));
  expect(used.length).toBeGreaterThan(1);
}

test.each([false, true])(
  'links are pinned by the stream that they name; resolved: %s',
  async (resolveLinkTos) => {
    const { client } = await startNode();
    const settings = { startFrom: START, consumerStrategyName: 'Pinned', resolveLinkTos } as const;
    await client.createPersistentSubscriptionToStream('links', 'workers', toStream(settings));
    for (const stream of streams) await client.appendToStream(stream, events(2));
    const lists = await sentToThree(
      client,
      ({ data }) =>
        Buffer.from(data as Uint8Array)
          .toString()
          .split('@')[1] ?? '',
    );
    for (const revision of [0, 1])
      await client.appendToStream(
        'links',
        streams.map((stream) => binaryEvent({ type: '$>', data: Buffer.from(`${revision}@${stream}`) })),
      );
    await until(() => lists.flat().length === 16, 'all have come');
    expectPinned(lists, streams);
  },
);

test('links are pinned by their own correlation, and without one by the stream that they name', async () => {
  const { client, store } = await startNode();
  const byCorrelation = groupCreation('links', (settings) =>
    settings.setConsumerStrategy('PinnedByCorrelation'),
  );
  expect(await callWith(store.port, createGroup, byCorrelation)).toMatchObject({ status: 0 });
  const lists = await sentToThree(client, ({ data, metadata }) => {
    const { $correlationId: id } = (metadata ?? {}) as { $correlationId?: string };
    return (
      id ??
      Buffer.from(data as Uint8Array)
        .toString()
        .split('@')[1] ??
      ''
    );
  });
  const correlations = streams.map((_, index) => `c-${index}`);
  for (const [index, $correlationId] of correlations.entries()) {
    const data = (name: string | undefined) => Buffer.from(`0@${name}`);
    const [name, other] = [streams[index], streams[(index + 3) % 8]];
    await client.appendToStream('links', [
      binaryEvent({ type: '$>', data: data(name), metadata: { $correlationId } }),
      binaryEvent({ type: '$>', data: data(other), metadata: { $correlationId } }),
      binaryEvent({ type: '$>', data: data(name) }),
      binaryEvent({ type: '$>', data: data(name) }),
    ]);
  }
  await until(() => lists.flat().length === 32, 'all have come');
  expectPinned(lists, correlations);
  expectPinned(lists, streams);
});
