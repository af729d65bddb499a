import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FOLLOWER } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, connect, events, failureOf, numbers, startNode, temporaryFolder } from './spec-node.ts';
import { startEventStore } from './start-event-store.ts';

const command = join(import.meta.dirname, 'command.ts');

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [command, ...args]);
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

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

test('a second node on one folder is refused, in the same process and in another', async () => {
  const dataDir = temporaryFolder();
  const { store } = await startNode({ dataDir });
  expect((await failureOf(startEventStore({ dataDir }))).message).toContain('in use by another event store');
  const { code, output } = await run('--data-dir', dataDir, '--port', '0');
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain('in use by another event store');
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

test('a port in use is refused in one sentence', async () => {
  const { store } = await startNode();
  const { code, output } = await run('--memory', '--port', String(store.port));
  expect(code).toBe(1);
  expect(output).toContain('EADDRINUSE');
});

test('the command refuses arguments that it does not understand', async () => {
  expect((await run('--memory', '--port', 'x')).output).toContain('--port x is not a port number');
  expect((await run()).output).toContain('Give either --data-dir FOLDER or --memory');
  expect((await run('--help')).output).toContain('songhanh-event-store --data-dir FOLDER');
});

test('health and ping answer over HTTP/1.1 on the same port', async () => {
  const { store } = await startNode();
  const address = `http://127.0.0.1:${store.port}`;
  expect((await fetch(`${address}/health/live`)).status).toBe(204);
  expect((await fetch(`${address}/ping`)).status).toBe(200);
  expect((await fetch(`${address}/else`)).status).toBe(404);
});

test('a client that looks for a cluster finds a cluster of one', async () => {
  const { store } = await startNode();
  const client = connect(`esdb+discover://127.0.0.1:${store.port}?tls=false&nodePreference=leader`);
  await client.appendToStream('task-1', events(1));
  const follower = connect(`esdb+discover://127.0.0.1:${store.port}?tls=false&nodePreference=${FOLLOWER}`);
  expect(await collect(follower.readStream('task-1'))).toHaveLength(1);
});

test('methods that the node leaves out answer that they are not implemented', async () => {
  const { client } = await startNode();
  expect((await failureOf(client.createProjection('p', 'fromAll()'))).code).toBe(12);
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
