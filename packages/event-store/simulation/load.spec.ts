import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { collect, connect, events, numbers, startNode, temporaryFolder, until } from '../src/spec-node.ts';
import { startProcess } from '../src/spec-process.ts';
import { neverDraining } from '../src/spec-wire.ts';
import { roundsOf } from './chance.ts';

const mebibyte = 1024 * 1024;
/** What a node may take in memory whatever the log holds, and whoever is connected besides; the README says so. */
const residentMebibytesMax = 512;
const residentMebibytesMaxUnderAttack = 1024;

async function residentMebibytes(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^songhanh_event_store_resident_memory_bytes (\d+)$/m.exec(text)?.[1]) / mebibyte;
}

function portOf(connectionString: string): number {
  return Number(new URL(connectionString.replace('esdb:', 'http:')).port);
}

test('idle connections cost little, and the others are served', async () => {
  const count = roundsOf(200, 1000);
  const { connectionString } = await startProcess('--memory');
  const port = portOf(connectionString);
  const client = connect(connectionString);
  await client.appendToStream('task-1', events(1));
  const before = await residentMebibytes(port);
  const sessions = await Promise.all(Array.from({ length: count }, () => idleConnection(port)));
  await client.appendToStream('task-1', events(1));
  expect(await collect(client.readStream('task-1'))).toHaveLength(2);
  expect(sessions.filter((session) => session.destroyed)).toEqual([]);
  expect((await residentMebibytes(port)) - before).toBeLessThan(count / 4);
}, 120_000);

function idleConnection(port: number): Promise<ClientHttp2Session> {
  const session = connectHttp2(`http://127.0.0.1:${port}`).on('error', () => {});
  onTestFinished(() => void session.destroy());
  return new Promise((resolve) => session.once('remoteSettings', () => resolve(session)));
}

test('many live subscriptions all get every event, in order', async () => {
  const subscriptions = roundsOf(60, 200);
  const written = 300;
  const { client } = await startNode();
  const receivers = Array.from({ length: subscriptions }, () => [] as number[]);
  const ready = receivers.map(async (received) => {
    const subscription = client.subscribeToStream('task-1');
    subscription.on('data', (event) => received.push(...numbers([event])));
    await new Promise((resolve) => subscription.once('caughtUp', resolve));
  });
  await Promise.all(ready);
  for (let n = 0; n < written; n += 10) await client.appendToStream('task-1', events(10, 'Counted', n));
  await until(() => receivers.every(({ length }) => length >= written), 'all have all', 60_000);
  const expected = Array.from({ length: written }, (_, n) => n);
  for (const received of receivers) expect(received).toEqual(expected);
}, 120_000);

test('an append of the greatest size is written, and a byte more is refused', async () => {
  const { client } = await startNode();
  const sized = (bytes: number) => {
    const [event] = events(1);
    if (event === undefined) throw new Error('There is one event.');
    const frame = JSON.stringify({ text: '' }).length + event.type.length;
    return { ...event, data: { text: 'x'.repeat(bytes - frame) } };
  };
  await client.appendToStream('task-1', sized(mebibyte));
  const refused = client.appendToStream('task-1', sized(mebibyte + 1));
  await expect(refused).rejects.toMatchObject({ type: 'maximum-append-size-exceeded' });
  expect(await collect(client.readStream('task-1'))).toHaveLength(1);
});

test('who takes nothing, answers nothing or never ends a request costs a bounded amount, and others are served', async () => {
  const { connectionString } = await startProcess('--data-dir', temporaryFolder());
  const client = connect(connectionString);
  const port = portOf(connectionString);
  const large = { text: 'x'.repeat(900_000) };
  for (const event of events(40)) await client.appendToStream('task-1', { ...event, data: large });
  for (let n = 0; n < roundsOf(12, 24); n += 1) {
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({
      startFrom: START,
      messageTimeout: 0,
    });
    await client.createPersistentSubscriptionToStream('task-1', `group-${n}`, settings);
    client
      .subscribeToPersistentSubscriptionToStream('task-1', `group-${n}`, { bufferSize: 1 })
      .on('error', () => {});
  }
  for (let n = 0; n < roundsOf(200, 900); n += 1) neverDraining(port, 'task-1');
  for (let n = 0; n < roundsOf(200, 600); n += 1) neverEnding(port);
  await client.appendToStream('task-2', events(1));
  expect(await collect(client.readStream('task-1'))).toHaveLength(40);
  expect(await residentMebibytes(port)).toBeLessThan(residentMebibytesMaxUnderAttack);
}, 120_000);

/** The head of an append of 1 MB over HTTP/1.1 and most of its body, and then nothing. */
function neverEnding(port: number): void {
  const socket = connectTcp(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => void socket.destroy());
  const head = [
    'POST /streams/task-1 HTTP/1.1',
    'Host: node',
    'ES-EventType: Counted',
    'Content-Length: 1000000',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(Buffer.alloc(900_000));
}

test('many streams and events are held on disk, not in memory', async () => {
  const streams = roundsOf(4_000, 200_000);
  const eventsEach = 10;
  const { connectionString } = await startProcess('--data-dir', temporaryFolder());
  // The client gives up after ten seconds without an answer, which a busy machine may need for many at once.
  const client = connect(`${connectionString}&defaultDeadline=600000&keepAliveTimeout=600000`);
  const inFlight = 200;
  for (let first = 0; first < streams; first += inFlight) {
    const appends = Array.from({ length: inFlight }, (_, index) =>
      client.appendToStream(`task-${first + index}`, events(eventsEach)),
    );
    await Promise.all(appends);
  }
  let read = 0;
  for await (const { event } of client.readAll()) if (event?.type === 'Counted') read += 1;
  expect(read).toBe(streams * eventsEach);
  expect(await residentMebibytes(portOf(connectionString))).toBeLessThan(residentMebibytesMax);
}, 1_200_000);
