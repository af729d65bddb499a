import { connect as connectHttp2 } from 'node:http2';
import { persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { events, failureOf, startNode, until } from './spec-node.ts';
import { message, openReads, streamsService } from './spec-wire.ts';
import { frameMessage } from './wire/frames.ts';

const closing = { type: 'unavailable', message: '14 UNAVAILABLE: The node is closing.' };

test('whoever waits for events is told that the node closes', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(1));
  const settings = persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START });
  await client.createPersistentSubscriptionToStream('task-1', 'group', settings);
  const subscriptions = [
    client.subscribeToAll(),
    client.subscribeToStream('task-1'),
    client.subscribeToPersistentSubscriptionToStream('task-1', 'group'),
  ];
  const endOf = (one: (typeof subscriptions)[number]) =>
    new Promise((resolve) => one.on('error', resolve).on('end', () => resolve('end')));
  const ends = subscriptions.map(endOf);
  const begun = subscriptions.map((one) => new Promise((resolve) => one.once('data', resolve)));
  await Promise.all(begun);
  await store.close();
  for (const end of await Promise.all(ends)) {
    expect(end).toMatchObject(closing);
  }
});

test('the call that carries appends ends as unavailable, too', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(1));
  const late = failureOf(client.appendToStream('task-1', events(1)));
  await store.close();
  expect(await late).toMatchObject(closing);
});

test('a peer that neither reads nor leaves is cut', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(5_000));
  const session = connectHttp2(`http://127.0.0.1:${store.port}`, { settings: { initialWindowSize: 0 } });
  session.on('error', () => {});
  onTestFinished(() => session.destroy());
  const cut = new Promise((resolve) => session.once('close', resolve));
  const call = session.request({
    ':method': 'POST',
    ':path': `${streamsService}/Read`,
    'content-type': 'application/grpc',
  });
  call.on('error', () => {});
  const toAll = message((all) => all.empty(2));
  const request = message((writer) =>
    writer.bytes(
      1,
      message((options) => options.bytes(2, toAll).empty(6)),
    ),
  );
  call.write(frameMessage(request));
  call.end();
  await until(async () => (await openReads(store.port)) > 0, 'the subscription is open');
  await store.close();
  await cut;
});
