import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FOLLOWER, persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { headOf } from './log/append-rules.ts';
import { certificate, privateKey } from './spec-certificate.ts';
import { collect, connect, events, failureOf, numbers, startNode, temporaryFolder } from './spec-node.ts';
import { startEventStore } from './start-event-store.ts';
import { type Measured, pagesOf } from './wire/pages.ts';
import { PortError } from './wire/server.ts';

test('a folder keeps its events, and positions and revisions go on after a restart', async () => {
  const dataDir = temporaryFolder();
  const first = await startEventStore({ dataDir });
  const before = connect(first.connectionString);
  const { position } = await before.appendToStream('task-1', events(3));
  await before.dispose();
  await first.close();
  const { client } = await startNode({ dataDir });
  const next = await client.appendToStream('task-1', events(1, 'Counted', 3), { expectedRevision: 2n });
  expect(next.position?.commit).toBe((position?.commit ?? 0n) + 1n);
  expect(numbers(await collect(client.readStream('task-1')))).toEqual([0, 1, 2, 3]);
});

test('a second node on one folder is refused until the first one is closed', async () => {
  const dataDir = temporaryFolder();
  const { store } = await startNode({ dataDir });
  expect((await failureOf(startEventStore({ dataDir }))).message).toContain(
    'in use by an event store of this or another process',
  );
  await store.close();
  await startNode({ dataDir });
});

test('data of a newer version and foreign files are named and refused', async () => {
  const newer = temporaryFolder();
  await (await startEventStore({ dataDir: newer })).close();
  const database = new DatabaseSync(join(newer, 'log.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect((await failureOf(startEventStore({ dataDir: newer }))).message).toContain(
    'written by a newer version',
  );
  const foreign = temporaryFolder();
  writeFileSync(
    join(foreign, 'log.db'),
    'this is not a database, and long enough to be looked at'.repeat(50),
  );
  expect((await failureOf(startEventStore({ dataDir: foreign }))).message).toContain(
    'log.db cannot be opened',
  );
});

test('a port in use is refused', async () => {
  const { store } = await startNode();
  const error = await failureOf(startEventStore({ memory: true, port: store.port }));
  expect(error.message).toBe(
    `Port ${store.port} of 127.0.0.1 is in use by another program. Stop that program or choose another port.`,
  );
});

test('the connection string names an address to connect to', async () => {
  const tls = { certificate, privateKey };
  const open = { memory: true, users: {}, tls } as const;
  const hosts = { '::1': '[::1]', '0.0.0.0': '127.0.0.1', '::': '[::1]', localhost: 'localhost' };
  const hasIpv6 = Object.values(networkInterfaces()).some((each) =>
    each?.some(({ family }) => family === 'IPv6'),
  );
  for (const [host, named] of Object.entries(hosts)) {
    if (isIPv6(host) && !hasIpv6) continue;
    const store = await startEventStore({ ...open, host });
    await store.close();
    expect(store.connectionString).toBe(`esdb://${named}:${store.port}?tls=true`);
  }
});

test('an address of another machine, and a port that is not for everybody, are named', async () => {
  const tls = { certificate, privateKey };
  const other = startEventStore({ memory: true, users: {}, tls, host: '192.0.2.1' });
  expect((await failureOf(other)).message).toBe(
    '192.0.2.1 is not an address of this machine (EADDRNOTAVAIL). Choose another host.',
  );
  const unnamed = new PortError(
    { host: '127.0.0.1', port: 80 },
    Object.assign(new Error(), { code: 'EACCES' }),
  );
  expect(unnamed.message).toBe(
    'Port 80 of 127.0.0.1 is not for this user (EACCES). Choose a port above 1023.',
  );
});

test('a certificate or key that cannot be used is named by its option', async () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const faulty: [certificate: string, privateKey: string, sentence: string][] = [
    ['nope', privateKey, 'The certificate (tls.certificate, --tls-certificate) cannot be used: '],
    [certificate, 'nope', 'The private key (tls.privateKey, --tls-private-key) cannot be used: '],
    [
      certificate,
      other.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'is not that of the certificate',
    ],
  ];
  for (const [certificate, privateKey, sentence] of faulty) {
    const refused = startEventStore({ memory: true, tls: { certificate, privateKey } });
    expect((await failureOf(refused)).message).toContain(sentence);
  }
});

test('a folder that cannot be one is refused', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const message = (await failureOf(startEventStore({ dataDir: file }))).message;
  expect(message).toContain(`The data folder ${file} cannot be used`);
});

test('a log that lacks answered events is refused and left as it is', async () => {
  const dataDir = temporaryFolder();
  const store = await startEventStore({ dataDir });
  await connect(store.connectionString).appendToStream('task-1', events(3));
  await store.close();
  writeFileSync(join(dataDir, 'acknowledged'), '0000000000000009');
  const before = readFileSync(join(dataDir, 'log.db'));
  const message = (await failureOf(startEventStore({ dataDir }))).message;
  expect(message).toContain('log.db ends at position 7, but events up to 9 had been answered');
  expect(readFileSync(join(dataDir, 'log.db')).equals(before)).toBe(true);
});

test.each([
  ['that is missing', 'is missing or empty', (file: string) => rmSync(file)],
  ['that is empty', 'is missing or empty', (file: string) => writeFileSync(file, '')],
  ['without its tables', 'holds no events', (file: string) => emptyDatabase(file)],
])(
  'a log %s beside the note of what was answered is refused, and the note stays',
  async (_, what, damage) => {
    const dataDir = temporaryFolder();
    const store = await startEventStore({ dataDir });
    await connect(store.connectionString).appendToStream('task-1', events(3));
    await store.close();
    damage(join(dataDir, 'log.db'));
    for (const _again of [1, 2]) {
      const { message } = await failureOf(startEventStore({ dataDir }));
      expect(message).toContain(`log.db ${what}, but events up to 7 had been answered`);
    }
  },
);

test('of a folder of the second format the events that are resent are found by the heads of their ids', async () => {
  const dataDir = temporaryFolder();
  const first = await startEventStore({ dataDir });
  const sent = events(3);
  await connect(first.connectionString).appendToStream('task-1', sent);
  await first.close();
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  database.exec("DELETE FROM state WHERE key = 'whole_id_hash_from'; PRAGMA user_version = 2");
  const rewrite = database.prepare('UPDATE record SET event_hash = ? WHERE stream = ? AND revision = ?');
  const stream = Number(database.prepare("SELECT id FROM stream WHERE name = 'task-1'").get()?.id);
  for (const [revision, { id }] of sent.entries()) rewrite.run(headOf(id), stream, revision);
  database.close();
  const { client } = await startNode({ dataDir });
  const later = events(2);
  for (const batch of [sent, later, sent, later]) await client.appendToStream('task-1', batch);
  expect(await collect(client.readStream('task-1'))).toHaveLength(5);
});

test('a folder of the first format is taken over', async () => {
  const dataDir = temporaryFolder();
  const first = await startEventStore({ dataDir });
  await connect(first.connectionString).appendToStream('task-1', events(2));
  await first.close();
  const database = new DatabaseSync(join(dataDir, 'log.db'));
  database.exec("DELETE FROM state WHERE key = 'whole_id_hash_from'");
  database.exec('ALTER TABLE record DROP COLUMN checksum; PRAGMA user_version = 1');
  database.close();
  const { client } = await startNode({ dataDir });
  await client.appendToStream('task-1', events(1, 'Counted', 2), { expectedRevision: 1n });
  expect(numbers(await collect(client.readStream('task-1')))).toEqual([0, 1, 2]);
});

test('health and ping answer over HTTP/1.1 on the same port', async () => {
  const { store } = await startNode();
  const address = `http://127.0.0.1:${store.port}`;
  expect((await fetch(`${address}/health/live`)).status).toBe(204);
  const ping = await (await fetch(`${address}/ping`)).json();
  expect(ping).toEqual({ msgTypeId: 4, text: 'Ping request successfully handled' });
  expect((await fetch(`${address}/else`)).status).toBe(404);
});

test('a node whose disk has failed is not live', () => {
  const live = (failure: Error | null) => pagesOf({ log: { failure } } as Measured).get('/health/live')?.({});
  expect(live(null)).toEqual({ status: 204 });
  expect(live(new Error('The disk did not sync: EIO.'))).toEqual({
    status: 503,
    body: 'The disk did not sync: EIO.\n',
  });
});

test('measurements are served for Prometheus', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(3));
  await failureOf(collect(client.readStream('task-2')));
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  await client.createPersistentSubscriptionToStream('task-1', 'a "b"', settings);
  const response = await fetch(`http://127.0.0.1:${store.port}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n');
  expect(lines).toContain('songhanh_event_store_last_position 8');
  expect(lines).toContain('songhanh_event_store_written_events_total 8');
  const read = 'method="/event_store.client.streams.Streams/Read"';
  expect(lines).toContain(`songhanh_event_store_calls_total{${read},status="0"} 1`);
  expect(lines).toContain('songhanh_event_store_group_parked{stream="task-1",group="a \\"b\\""} 0');
});

test('a client that looks for a cluster finds a cluster of one', async () => {
  const { store } = await startNode();
  const client = connect(`esdb+discover://127.0.0.1:${store.port}?tls=false&nodePreference=leader`);
  await client.appendToStream('task-1', events(1));
  const follower = connect(`esdb+discover://127.0.0.1:${store.port}?tls=false&nodePreference=${FOLLOWER}`);
  expect(await collect(follower.readStream('task-1'))).toHaveLength(1);
});

test('projections are not implemented, but for the two that are always on', async () => {
  const { client } = await startNode();
  expect((await failureOf(client.createProjection('p', 'fromAll()'))).code).toBe(12);
  expect((await failureOf(client.enableProjection('$by_correlation_id'))).code).toBe(12);
  await client.enableProjection('$by_category');
  await client.enableProjection('$by_event_type');
});

test('closing ends open subscriptions and lets the port go', async () => {
  const { store, client } = await startNode();
  const subscription = client.subscribeToAll();
  const ended = new Promise((resolve) => subscription.on('error', resolve).on('end', () => resolve(null)));
  subscription.on('data', () => {});
  await new Promise((resolve) => subscription.on('caughtUp', () => resolve(null)));
  await store.close();
  await ended;
  await startNode({ memory: true, port: store.port });
});

test('a node closes cleanly while its peers are leaving', async () => {
  for (const turns of [0, 1, 2, 3]) {
    const store = await startEventStore({ memory: true });
    const open = () =>
      new Promise<ClientHttp2Session>((resolve) => {
        const session = connectHttp2(`http://127.0.0.1:${store.port}`);
        session.once('remoteSettings', () => resolve(session));
      });
    for (const session of await Promise.all(Array.from({ length: 60 }, open))) session.destroy();
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await store.close();
  }
});

function emptyDatabase(file: string): void {
  rmSync(file);
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE x (y); DROP TABLE x');
  database.close();
}
