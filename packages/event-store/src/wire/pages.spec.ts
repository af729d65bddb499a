import { persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { startNode } from '../spec-node.ts';

test('a label escapes what Prometheus wants escaped, and nothing else', async () => {
  const { store, client } = await startNode();
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  await client.createPersistentSubscriptionToStream('việc\t1', 'a "b" \\ c\nd\u0007', settings);
  const text = await (await fetch(`http://127.0.0.1:${store.port}/metrics`)).text();
  expect(text).toContain('group_parked{stream="việc\t1",group="a \\"b\\" \\\\ c\\nd\u0007"} 0\n');
});
