import { binaryEvent, jsonEvent } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { alter } from '../spec-folder.ts';
import { collect, events, scavenged, startNode, temporaryFolder, until } from '../spec-node.ts';
import { callWith, message } from '../spec-wire.ts';
import { recordCodec } from '../wire/recorded-event.ts';
import { EventLog } from './event-log.ts';
import { Scavenger } from './scavenger.ts';

type Client = Awaited<ReturnType<typeof startNode>>['client'];

/** What `$scavenges` tells, its links followed. */
async function history(client: Client): Promise<{ type: string | undefined; data: unknown }[]> {
  const found = await collect(client.readStream('$scavenges', { resolveLinkTos: true }));
  return found.map(({ event }) => ({ type: event?.type, data: event?.data }));
}

test('a scavenge tells in the log how it began and how it ended, and an operator what it deleted', async () => {
  const { client, store } = await startNode();
  await client.appendToStream('task-1', events(10));
  await client.setStreamMetadata('task-1', { truncateBefore: 7 });
  const scavengeId = await scavenged(client, store.port);
  const nodeEndpoint = `127.0.0.1:${store.port}`;
  await until(async () => (await history(client)).length === 2, 'the end is linked');
  expect(await history(client)).toEqual([
    { type: '$scavengeStarted', data: { scavengeId, nodeEndpoint } },
    {
      type: '$scavengeCompleted',
      data: {
        scavengeId,
        nodeEndpoint,
        result: 'Success',
        error: null,
        timeTaken: expect.stringMatching(/^00:00:\d\d\.\d{7}$/),
        spaceSaved: expect.any(Number),
      },
    },
  ]);
  expect((await client.getStreamMetadata('$scavenges')).metadata).toEqual({ maxAge: 2_592_000 });
  expect((await client.getStreamMetadata(`$scavenges-${scavengeId}`)).metadata).toEqual({
    maxAge: 2_592_000,
  });
  const measured = await (await fetch(`http://127.0.0.1:${store.port}/metrics`)).text();
  expect(measured).toContain('songhanh_event_store_scavenges_total 1\n');
  expect(measured).toContain('songhanh_event_store_scavenged_events_total 7\n');
  expect(measured).toMatch(/songhanh_event_store_scavenged_bytes_total [1-9]\d+\n/);
});

test('one that the process did not end is told of at the next start', async () => {
  const dataDir = temporaryFolder();
  const { client, store } = await startNode({ dataDir });
  const begun = jsonEvent({ type: '$scavengeStarted', data: { scavengeId: 'cut' } });
  await client.appendToStream('$scavenges-cut', begun);
  await client.appendToStream(
    '$scavenges',
    binaryEvent({ type: '$>', data: Buffer.from('0@$scavenges-cut') }),
  );
  await client.dispose();
  await store.close();
  const again = await startNode({ dataDir });
  const [{ event }] = (await collect(again.client.readStream('$scavenges-cut', { fromRevision: 1n }))) as [
    { event: unknown },
  ];
  expect(event).toMatchObject({
    type: '$scavengeCompleted',
    data: { scavengeId: 'cut', result: 'Interrupted', error: 'The node was restarted.' },
  });
  await again.store.close();
  const third = await startNode({ dataDir });
  expect(await collect(third.client.readStream('$scavenges-cut'))).toHaveLength(2);
});

test('one at a time runs, and can be stopped', async () => {
  const log = new EventLog({ memory: true }, recordCodec);
  const scavenger = new Scavenger(log, () => 'here');
  const { id, isNew } = scavenger.start();
  expect(isNew).toBe(true);
  expect(scavenger.start()).toEqual({ id, isNew: false });
  expect([scavenger.stop('another'), scavenger.stop(id)]).toEqual([false, true]);
  await until(() => scavenger.running === null, 'it has stopped');
  const ended = log.readRecord(log.streams.state(`$scavenges-${id}`), 1);
  expect(JSON.parse(Buffer.from(ended === undefined ? '' : log.dataOf(ended)).toString())).toMatchObject({
    result: 'Stopped',
  });
  expect(scavenger.start().isNew).toBe(true);
  await until(() => scavenger.running === null, 'the next one has ended');
  log.close();
});

test('one that does not run is not found', async () => {
  const { store } = await startNode();
  const path = '/event_store.client.operations.Operations/StopScavenge';
  const options = message((writer) => writer.text(1, 'x-1'));
  const answer = await callWith(
    store.port,
    path,
    message((writer) => writer.bytes(1, options)),
  );
  expect([answer.status, answer.message]).toEqual([5, "No scavenge with the id 'x-1' is running."]);
  expect(await callWith(store.port, path, Buffer.alloc(0))).toMatchObject({ status: 3 });
});

test('a stream whose metadata are damaged is passed over and told of', async () => {
  const dataDir = temporaryFolder();
  const { client, store } = await startNode({ dataDir });
  for (const stream of ['task-1', 'task-2', 'task-3']) {
    await client.appendToStream(stream, events(5));
    await client.setStreamMetadata(stream, { maxCount: 1 });
  }
  await client.dispose();
  await store.close();
  const stream = "(SELECT id FROM stream WHERE name = '$$task-2')";
  alter(dataDir, `UPDATE record SET checksum = checksum + 1 WHERE stream = ${stream}`);
  const again = await startNode({ dataDir });
  const id = await scavenged(again.client, again.store.port);
  const told = await collect(again.client.readStream(`$scavenges-${id}`, { fromRevision: 1n }));
  expect(told[0]?.event?.data).toMatchObject({
    result: 'Errored',
    error: expect.stringMatching(/^The event at position \d+ is damaged on disk/),
  });
  const measured = await (await fetch(`http://127.0.0.1:${again.store.port}/metrics`)).text();
  expect(measured).toContain('songhanh_event_store_scavenged_events_total 8\n');
});
