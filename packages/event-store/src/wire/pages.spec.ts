import { persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { ask, session } from '../spec-http2.ts';
import { startNode } from '../spec-node.ts';

test('a label escapes what Prometheus wants escaped, and nothing else', async () => {
  const { store, client } = await startNode();
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  await client.createPersistentSubscriptionToStream('việc\t1', 'a "b" \\ c\nd\u0007', settings);
  const text = await (await fetch(`http://127.0.0.1:${store.port}/metrics`)).text();
  expect(text).toContain('group_parked{stream="việc\t1",group="a \\"b\\" \\\\ c\\nd\u0007"} 0\n');
});

test('a node describes itself as EventStoreDB does, at the address by which it was found', async () => {
  const { store } = await startNode();
  const get = async (path: string) => (await fetch(`http://localhost:${store.port}${path}`)).json();
  expect(await get('/ping')).toMatchObject({ text: 'Ping request successfully handled' });
  expect(await get('/info')).toEqual({
    esVersion: '23.10.0',
    state: 'leader',
    features: { projections: false, userManagement: false, atomPub: false },
    authentication: { type: 'insecure', properties: {} },
  });
  const { members } = (await get('/gossip')) as { members: unknown[] };
  const place = { httpEndPointIp: 'localhost', httpEndPointPort: store.port, lastCommitPosition: 4 };
  expect(members).toEqual([expect.objectContaining({ state: 'Leader', isAlive: true, ...place })]);
  const over = session(store.port);
  const there = { httpEndPointIp: '127.0.0.1', httpEndPointPort: store.port };
  expect(JSON.parse((await ask(over, 'GET /gossip')).body)).toMatchObject({ members: [there] });
  expect(JSON.parse((await ask(over, 'GET /info')).body)).toMatchObject({ esVersion: '23.10.0' });
});
