import { once } from 'node:events';
import { type AllStreamSubscription, streamNameFilter } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { failureOf, startNode, until } from '../spec-node.ts';
import { holdFilter } from './filter-bytes.ts';

test('the filters of open calls take a bounded amount; a light one finds room, and one that ends makes room', async () => {
  const { client } = await startNode();
  const heavy = streamNameFilter({ prefixes: Array.from({ length: 1000 }, (_, n) => `${n}`.padEnd(2000)) });
  const open = async (filter: typeof heavy): Promise<AllStreamSubscription> => {
    const subscription = client.subscribeToAll({ filter });
    await once(subscription, 'confirmation');
    return subscription;
  };
  const subscriptions: AllStreamSubscription[] = [];
  const refusal = await failureOf(
    (async () => {
      for (;;) subscriptions.push(await open(heavy));
    })(),
  );
  expect(refusal.message).toContain('The filters of all open calls take more than 67108864 bytes');
  expect(subscriptions).toHaveLength(16);
  await open(streamNameFilter({ prefixes: ['task-'] }));
  await subscriptions[0]?.unsubscribe();
  await until(async () => open(heavy).then(Boolean, () => false), 'there is room again');
});

test('a filter that would be too much is refused until another has gone', () => {
  const megabyte = 1024 * 1024;
  const release = holdFilter(60 * megabyte);
  expect(() => holdFilter(5 * megabyte)).toThrow('write a shorter one');
  release();
  holdFilter(5 * megabyte)();
});
