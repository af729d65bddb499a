import { get } from 'node:https';
import { connect } from 'node:net';
import {
  binaryEvent,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
} from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../spec-certificate.ts';
import { collect, events, failureOf, until } from '../spec-node.ts';
import { type Client, secureNode, users } from '../spec-secure-node.ts';
import { startEventStore } from '../start-event-store.ts';

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
