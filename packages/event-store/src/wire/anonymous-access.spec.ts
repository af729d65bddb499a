import { persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { collect, events, failureOf } from '../spec-node.ts';
import { type Client, secureNode, users } from '../spec-secure-node.ts';
import { callWith } from '../spec-wire.ts';
import { startEventStore } from '../start-event-store.ts';

/** What one may do with an ordinary stream, each by an attempt of its own. */
const attempts: Record<string, (client: Client) => Promise<unknown>> = {
  append: (client) => client.appendToStream('task-1', events(1)),
  read: (client) => collect(client.readStream('task-1')),
  'read $all': (client) => collect(client.readAll({ maxCount: 1 })),
  'read links': (client) => collect(client.readStream('$ce-task', { resolveLinkTos: true })),
  subscribe: (client) => confirmationOf(client.subscribeToStream('task-1')),
  'set metadata': (client) => client.setStreamMetadata('task-1', { maxCount: 9 }),
  'read metadata': (client) => client.getStreamMetadata('task-1'),
  delete: (client) => client.deleteStream('task-1'),
  tombstone: (client) => client.tombstoneStream('task-2'),
};

/** Resolves when the subscription is confirmed; rejects with its error. */
function confirmationOf(
  subscription: ReturnType<Client['subscribeToStream' | 'subscribeToPersistentSubscriptionToStream']>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    subscription.once('confirmation', () => resolve());
    subscription.once('error', reject);
  });
}

async function refusedTo(client: Client): Promise<string[]> {
  const refused: string[] = [];
  for (const [what, attempt] of Object.entries(attempts)) {
    const outcome = await attempt(client).catch((error: { type?: string }) => error);
    if ((outcome as { type?: string } | undefined)?.type === 'access-denied') refused.push(what);
  }
  return refused;
}

test('over TLS, ordinary streams are open to everybody who says who they are, and to nobody else', async () => {
  const login = await secureNode();
  await login('hoa:bí mật').appendToStream('task-1', events(1));
  expect(await refusedTo(login(''))).toEqual(Object.keys(attempts));
  expect(await refusedTo(login('hoa:bí mật'))).toEqual(['read $all']);
});

test('a list that lets everybody in lets in whoever says who they are', async () => {
  const login = await secureNode();
  const everybody = ['$all'];
  const acl = { readRoles: everybody, writeRoles: everybody, deleteRoles: everybody };
  const metaAcl = { metaReadRoles: everybody, metaWriteRoles: everybody };
  await login('admin:changeit').setStreamMetadata('task-1', { acl: { ...acl, ...metaAcl } });
  expect(await refusedTo(login(''))).toEqual(Object.keys(attempts));
  expect(await refusedTo(login('hoa:bí mật'))).toEqual(['read $all']);
});

test('where it is allowed, nobody needs a name for what is open to everybody', async () => {
  const login = await secureNode(true);
  await login('hoa:bí mật').appendToStream('task-1', events(1));
  expect(await refusedTo(login(''))).toEqual(['read $all']);
  await login('admin:changeit').setStreamMetadata('task-3', { acl: { readRoles: ['planners'] } });
  const refused = await failureOf(collect(login('').readStream('task-3')));
  expect(refused.type).toBe('access-denied');
});

test('what a client needs to find the node, and whether it lives, is told without a name', async () => {
  const store = await startEventStore({ memory: true, users });
  onTestFinished(() => store.close());
  const services = ['server_features.ServerFeatures/GetSupportedMethods', 'gossip.Gossip/Read'];
  for (const method of services) {
    const path = `/event_store.client.${method}`;
    expect(await callWith(store.port, path, Buffer.alloc(0))).toMatchObject({ status: 0 });
  }
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${store.port}${path}`)).status;
  expect([await statusOf('/health/live'), await statusOf('/ping')]).toEqual([204, 200]);
});

test('consuming a persistent subscription always needs a name', async () => {
  const login = await secureNode(true);
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
  await login('ops:operate').createPersistentSubscriptionToStream('task-1', 'group', settings);
  const consume = (client: Client) =>
    confirmationOf(client.subscribeToPersistentSubscriptionToStream('task-1', 'group'));
  expect((await failureOf(consume(login('')))).type).toBe('access-denied');
  await consume(login('hoa:bí mật'));
});
