import { writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  binaryEvent,
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { collect, events, failureOf, temporaryFolder, until } from '../spec-node.ts';
import { callWith } from '../spec-wire.ts';
import { startEventStore } from '../start-event-store.ts';
import type { Users } from './user-directory.ts';

const users: Users = {
  admin: { password: 'changeit', groups: ['$admins'] },
  ops: { password: 'operate', groups: ['$ops'] },
  hoa: { password: 'bí mật', groups: ['planners'] },
};

type Client = EventStoreDBClient;
type Login = (credentials: string, scheme?: 'esdb' | 'esdb+discover') => Client;

/** A node over TLS that asks who one is; `login('hoa:…')` gives a client, `login('')` one without a name. */
async function secureNode(allowAnonymousStreamAccess?: boolean): Promise<Login> {
  const options = allowAnonymousStreamAccess === undefined ? {} : { allowAnonymousStreamAccess };
  const store = await startEventStore({ memory: true, users, tls: { certificate, privateKey }, ...options });
  onTestFinished(() => store.close());
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, certificate);
  return (credentials, scheme = 'esdb') => {
    const at = credentials === '' ? '' : `${encodeURIComponent(credentials).replace('%3A', ':')}@`;
    const client = EventStoreDBClient.connectionString(
      `${scheme}://${at}localhost:${store.port}?tls=true&tlsCAFile=${file}&maxDiscoverAttempts=1`,
    );
    onTestFinished(() => client.dispose());
    return client;
  };
}

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

test('nobody deletes the metadata of a stream, not even an administrator', async () => {
  const login = await secureNode();
  const [admin, hoa] = [login('admin:changeit'), login('hoa:bí mật')];
  await admin.appendToStream('task-1', events(1));
  const acl = { readRoles: ['planners'], metaReadRoles: ['hoa'], metaWriteRoles: ['hoa'] };
  await admin.setStreamMetadata('task-1', { acl, maxCount: 3 });
  for (const client of [admin, hoa]) {
    for (const stream of ['$$task-1', '$$task-2']) {
      expect((await failureOf(client.deleteStream(stream))).type).toBe('access-denied');
      expect((await failureOf(client.tombstoneStream(stream))).type).toBe('access-denied');
    }
  }
  expect((await hoa.getStreamMetadata('task-1')).metadata).toMatchObject({ maxCount: 3 });
  expect((await failureOf(collect(login('ops:operate').readStream('task-1')))).type).toBe('access-denied');
});

test("a stream's list outlives its deletion", async () => {
  const login = await secureNode();
  const admin = login('admin:changeit');
  await admin.setStreamMetadata('task-1', { acl: { readRoles: ['planners'], deleteRoles: ['$all'] } });
  await admin.appendToStream('task-1', events(1));
  await login('ops:operate').deleteStream('task-1');
  await login('ops:operate').appendToStream('task-1', events(1));
  expect((await failureOf(collect(login('ops:operate').readStream('task-1')))).type).toBe('access-denied');
  expect(await collect(login('hoa:bí mật').readStream('task-1'))).toHaveLength(1);
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

test('a client that looks for a cluster is led to the name that its certificate has', async () => {
  const login = await secureNode();
  const client = login('admin:changeit', 'esdb+discover');
  await client.appendToStream('task-1', events(1));
  expect(await collect(client.readStream('task-1'))).toHaveLength(1);
});

test('a wrong password is told from a missing right', async () => {
  const login = await secureNode();
  expect((await failureOf(collect(login('admin:wrong').readStream('task-1')))).code).toBe(16);
  expect((await failureOf(collect(login('stranger:x').readStream('task-1')))).code).toBe(16);
  expect((await failureOf(collect(login('hoa:bí mật').readAll()))).type).toBe('access-denied');
  expect((await collect(login('admin:changeit').readAll())).length).toBeGreaterThan(0);
});

test("a stream's list says who may read, write, delete and change the list", async () => {
  const login = await secureNode();
  const [nobody, hoa, admin] = [login(''), login('hoa:bí mật'), login('admin:changeit')];
  const acl = {
    readRoles: ['planners'],
    writeRoles: ['hoa'],
    deleteRoles: ['$admins'],
    metaReadRoles: ['planners'],
    metaWriteRoles: ['$admins'],
  };
  await admin.setStreamMetadata('task-1', { acl });
  await hoa.appendToStream('task-1', events(1));
  expect(await collect(hoa.readStream('task-1'))).toHaveLength(1);
  expect((await hoa.getStreamMetadata('task-1')).metadata?.acl).toEqual(acl);
  for (const [client, attempt] of [
    [nobody, (client: Client) => collect(client.readStream('task-1'))],
    [nobody, (client: Client) => client.appendToStream('task-1', events(1))],
    [nobody, (client: Client) => client.getStreamMetadata('task-1')],
    [hoa, (client: Client) => client.deleteStream('task-1')],
    [hoa, (client: Client) => client.tombstoneStream('task-1')],
    [hoa, (client: Client) => client.setStreamMetadata('task-1', {})],
  ] as const) {
    expect((await failureOf(attempt(client))).type).toBe('access-denied');
  }
  const withCredentials = { credentials: { username: 'nobody', password: 'x' } };
  expect((await failureOf(nobody.appendToStream('task-1', events(1), withCredentials))).code).toBe(16);
  await admin.deleteStream('task-1');
});

test("the node's own streams are for administrators, unless the settings say otherwise", async () => {
  const login = await secureNode();
  const [hoa, admin] = [login('hoa:bí mật'), login('admin:changeit')];
  expect((await failureOf(collect(hoa.readStream('$users')))).type).toBe('access-denied');
  const [settings] = events(1, 'update-default-acl');
  const data = { $systemStreamAcl: { $r: 'planners' }, $userStreamAcl: { $w: '$ops' } };
  if (settings !== undefined) await admin.appendToStream('$settings', { ...settings, data } as never);
  expect(await collect(hoa.readStream('$users'))).toHaveLength(2);
  expect((await failureOf(hoa.appendToStream('task-1', events(1)))).type).toBe('access-denied');
  await login('ops:operate').appendToStream('task-1', events(1));
});

test('persistent subscriptions are made by operators and read by those who may read the stream', async () => {
  const login = await secureNode();
  const [hoa, ops] = [login('hoa:bí mật'), login('ops:operate')];
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  const made = hoa.createPersistentSubscriptionToStream('task-1', 'group', settings);
  expect((await failureOf(made)).type).toBe('access-denied');
  await ops.createPersistentSubscriptionToStream('task-1', 'group', settings);
  const subscription = hoa.subscribeToPersistentSubscriptionToStream('task-1', 'group');
  const received = new Promise((resolve) => subscription.on('data', resolve));
  await hoa.appendToStream('task-1', events(1));
  expect(await received).toMatchObject({ event: { streamId: 'task-1' } });
  const { connections } = await ops.getPersistentSubscriptionToStreamInfo('task-1', 'group');
  expect(connections.map(({ username }) => username)).toEqual(['hoa']);
});

test('measurements are for operators', async () => {
  const store = await startEventStore({ memory: true, users });
  onTestFinished(() => store.close());
  const ask = (credentials: string) => {
    const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
    return fetch(`http://127.0.0.1:${store.port}/metrics`, { headers });
  };
  const statuses = await Promise.all([ask('hoa:bí mật'), ask('ops:wrong'), ask('ops:operate')]);
  expect(statuses.map(({ status }) => status)).toEqual([403, 401, 200]);
  const unnamed = await fetch(`http://127.0.0.1:${store.port}/metrics`);
  expect(unnamed.status).toBe(401);
});

test('who speaks in clear to a node with TLS harms nobody', async () => {
  const store = await startEventStore({ memory: true, users, tls: { certificate, privateKey } });
  onTestFinished(() => store.close());
  const plain = connect(store.port, '127.0.0.1');
  const ended = new Promise((resolve) => plain.on('close', resolve).on('error', () => {}));
  plain.write('GET /health/live HTTP/1.1\r\n\r\n');
  await ended;
  const live = await new Promise((resolve, reject) => {
    const url = `https://127.0.0.1:${store.port}/health/live`;
    get(url, { ca: certificate }, ({ statusCode }) => resolve(statusCode)).on('error', reject);
  });
  expect(live).toBe(204);
});

test('an address that others can reach needs users and TLS', async () => {
  const error = await failureOf(startEventStore({ memory: true, host: '0.0.0.0', users }));
  expect(error.message).toBe(
    'Listening on 0.0.0.0 needs users and a TLS certificate. Without them use 127.0.0.1.',
  );
});

test('a link leads nobody to what they may not read', async () => {
  const login = await secureNode();
  const [admin, hoa] = [login('admin:changeit'), login('hoa:bí mật')];
  await admin.appendToStream('secret-1', events(1));
  await admin.setStreamMetadata('secret-1', { acl: { readRoles: ['$admins'] } });
  await admin.appendToStream('$user-x', jsonEvent({ type: '$UserCreated', data: { hash: 'h' } }));
  await admin.appendToStream('open-1', events(1));
  for (const target of ['0@secret-1', '0@$user-x', '0@open-1']) {
    const data = Buffer.from(target);
    await hoa.appendToStream('links', binaryEvent({ type: '$>', data }));
  }
  const seenBy = async (client: Client, stream: string) =>
    (await collect(client.readStream(stream, { resolveLinkTos: true }))).map(({ event }) => event?.streamId);
  expect(await seenBy(hoa, 'links')).toEqual([undefined, undefined, 'open-1']);
  expect(await seenBy(admin, 'links')).toEqual(['secret-1', '$user-x', 'open-1']);
  expect(await seenBy(hoa, '$ce-secret')).toEqual([undefined]);
  expect(await seenBy(hoa, '$et-Counted')).toEqual([undefined, 'open-1']);
  expect(await seenBy(admin, '$ce-secret')).toEqual(['secret-1']);
  await admin.createPersistentSubscriptionToStream(
    'links',
    'workers',
    persistentSubscriptionToStreamSettingsFromDefaults({ resolveLinkTos: true, startFrom: START }),
  );
  const delivered: (string | undefined)[] = [];
  const subscription = hoa.subscribeToPersistentSubscriptionToStream('links', 'workers');
  subscription.on('data', (resolved) => {
    delivered.push(resolved.event?.streamId);
    void subscription.ack(resolved);
  });
  await until(() => delivered.length === 3, 'all have come');
  expect(delivered).toEqual([undefined, undefined, 'open-1']);
});

test('a computed stream has its own list', async () => {
  const login = await secureNode();
  const [admin, hoa] = [login('admin:changeit'), login('hoa:bí mật')];
  await admin.appendToStream('task-1', events(1));
  expect(await collect(hoa.readStream('$ce-task'))).toHaveLength(1);
  expect((await failureOf(hoa.setStreamMetadata('$ce-task', { acl: {} }))).type).toBe('access-denied');
  await admin.setStreamMetadata('$ce-task', { acl: { readRoles: ['$admins'] } });
  expect((await failureOf(collect(hoa.readStream('$ce-task')))).type).toBe('access-denied');
  expect(await collect(admin.readStream('$ce-task'))).toHaveLength(1);
});

test('$all is read by those whom its list names', async () => {
  const login = await secureNode();
  const [admin, hoa] = [login('admin:changeit'), login('hoa:bí mật')];
  const readAll = () => collect(hoa.readAll({ maxCount: 1 }));
  expect((await failureOf(readAll())).type).toBe('access-denied');
  expect((await failureOf(hoa.setStreamMetadata('$all', { acl: {} }))).type).toBe('access-denied');
  await admin.setStreamMetadata('$all', { acl: { readRoles: ['planners'] } });
  expect(await readAll()).toHaveLength(1);
});
