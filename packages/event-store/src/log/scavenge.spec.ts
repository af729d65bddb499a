import { BACKWARDS, END } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, numbers, scavenged, startNode, temporaryFolder } from '../spec-node.ts';
import { recordCodec } from '../wire/recorded-event.ts';
import { EventLog } from './event-log.ts';
import { scavenge } from './scavenge.ts';

type Client = Awaited<ReturnType<typeof startNode>>['client'];

/** The numbers of a stream's events that are still in the log, seen or not. */
async function kept(client: Client, stream: string): Promise<number[]> {
  const all = await collect(client.readAll());
  return numbers(all.filter(({ event }) => event?.streamId === stream && event.type === 'Counted'));
}

const retentions = [
  { kind: 'a maximum count', metadata: { maxCount: 2 }, left: [8, 9] },
  { kind: 'a truncation', metadata: { truncateBefore: 7 }, left: [7, 8, 9] },
  { kind: 'a truncation of everything', metadata: { truncateBefore: 100 }, left: [9] },
  { kind: 'nothing', metadata: { note: 'x' }, left: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
];

test.each(retentions)(
  'of a stream with $kind what is seen stays, and its revisions go on',
  async (wanted) => {
    const { client, store } = await startNode();
    await client.appendToStream('task-1', events(10));
    await client.appendToStream('task-2', events(10));
    await client.setStreamMetadata('task-1', wanted.metadata);
    const seen = numbers(await collect(client.readStream('task-1')));
    await scavenged(client, store.port);
    expect(await kept(client, 'task-1')).toEqual(wanted.left);
    expect(await kept(client, 'task-2')).toHaveLength(10);
    expect(numbers(await collect(client.readStream('task-1')))).toEqual(seen);
    const { nextExpectedRevision } = await client.appendToStream('task-1', events(1, 'Counted', 10));
    expect(nextExpectedRevision).toBe(10n);
  },
);

test('of a deleted stream one event stays, of a tombstoned one the tombstone', async () => {
  const { client, store } = await startNode();
  await client.appendToStream('task-1', events(10));
  await client.deleteStream('task-1');
  await client.appendToStream('task-2', events(10));
  await client.tombstoneStream('task-2');
  await scavenged(client, store.port);
  expect(await kept(client, 'task-1')).toEqual([9]);
  const types = (await collect(client.readAll())).map(({ event }) => event?.type);
  expect(types).toContain('$streamDeleted');
  const { nextExpectedRevision } = await client.appendToStream('task-1', events(1));
  expect(nextExpectedRevision).toBe(10n);
});

test('of a stream with a maximum age the old events go', async () => {
  const log = new EventLog({ memory: true }, recordCodec);
  const append = (stream: string, data: string, type: string) =>
    log.append(
      stream,
      'any',
      [
        {
          id: crypto.randomUUID(),
          type,
          contentType: 'application/json',
          data: Buffer.from(data),
          metadata: Buffer.alloc(0),
        },
      ],
      () => {},
    );
  for (let n = 0; n < 5; n += 1) append('task-1', '{}', 'Counted');
  append('$$task-1', '{"$maxAge":60}', '$metadata');
  log.flush();
  log.database.exec('UPDATE record SET created_ms = created_ms - 3600000 WHERE revision IN (0, 1, 3)');
  const done = { events: 0, bytes: 0 };
  await scavenge(log, done, new AbortController().signal);
  expect(done.events).toBe(3);
  expect(done.bytes).toBeGreaterThan(300);
  await scavenge(log, done, new AbortController().signal);
  expect(done.events).toBe(3);
  log.close();
});

test('after a scavenge and a restart positions and revisions go on', async () => {
  const dataDir = temporaryFolder();
  const { client, store } = await startNode({ dataDir });
  await client.setStreamMetadata('task-1', { maxCount: 1 });
  await client.appendToStream('task-1', events(5));
  await scavenged(client, store.port);
  const last = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
  const position = (await collect(last))[0]?.event?.position.commit;
  await store.close();
  const again = await startNode({ dataDir });
  const next = await again.client.appendToStream('task-1', events(1, 'Counted', 5));
  expect(next.position?.commit).toBe((position ?? 0n) + 1n);
  expect(next.nextExpectedRevision).toBe(5n);
  const newest = again.client.readStream('task-1');
  expect(numbers(await collect(newest))).toEqual([5]);
});

test('what was scavenged is not served from memory either', async () => {
  const { client, store } = await startNode();
  const { position } = await client.appendToStream('task-1', events(10));
  await client.setStreamMetadata('task-1', { truncateBefore: 7 });
  await scavenged(client, store.port);
  const commit = (position?.commit ?? 0n) - 9n;
  const fromThere = client.readAll({ fromPosition: { commit, prepare: commit } });
  const found = (await collect(fromThere)).filter(({ event }) => event?.streamId === 'task-1');
  expect(numbers(found)).toEqual([7, 8, 9]);
});
