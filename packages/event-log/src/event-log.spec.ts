import type { RecordedEvent } from '@songhanh/domain/kernel';
import { startEventStore } from '@songhanh/event-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UnreadableEvent } from './codec.ts';
import { connectEventStore } from './connect-event-store.ts';
import { encodedEvent } from './contract/observe.ts';
import { counter, planner } from './counter.fixture.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';
import { createExecutor, type Executor } from './executor.ts';
import { createNounRegistry } from './registry.ts';
import { NO_STREAM } from './stream-store.ts';
import { inMemorySubjectKeys } from './vault.ts';

const registry = createNounRegistry([counter]);
let close: () => Promise<void>;
let log: EventLog;
let executor: Executor;

beforeAll(async () => {
  const node = await startEventStore({ memory: true });
  const client = connectEventStore(node.connectionString);
  const options = { registry, store: eventStoreDbStreamStore(client), vault: inMemorySubjectKeys() };
  log = createEventLog(options);
  executor = createExecutor({ ...options, client: 'spec' });
  close = async () => {
    await client.dispose();
    await node.close();
  };
});
afterAll(() => close());

function open(counterId: string) {
  const input = { counterId, ownerId: 'p1', ownerName: 'Nguyễn Thị Hoa' };
  return executor.execute({
    commandName: 'OpenCounter',
    input,
    commandId: `open-${counterId}`,
    actor: planner,
  });
}

test('what a command answers is what readers see, but for what only the store knows', async () => {
  const outcome = await open('a');
  const read: RecordedEvent[] = [];
  for await (const event of log.readStreamEvents('counter-a')) read.push(event);
  const answered = outcome.kind === 'recorded' ? outcome.events : [];
  expect(read.map(({ created: _, ...event }) => event)).toEqual(
    answered.map(({ created: _, ...event }) => event),
  );
});

test('the same events come by stream, by log and by subscription', async () => {
  await open('b');
  const all: RecordedEvent[] = [];
  for await (const batch of log.readAll(null, 1)) all.push(...batch);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const subscribed: RecordedEvent[] = [];
  const subscription = log.subscribeToAll({
    fromPosition: null,
    batchEventsMax: 10,
    onBatch: (events) => void subscribed.push(...events),
    onCaughtUp: resolve,
    onError: reject,
  });
  await promise;
  await subscription.close();
  expect(subscribed).toEqual(all);
  expect(all.filter(({ stream }) => stream === 'counter-b')).toEqual(
    await log.readStream('counter', 'b', 0, 10),
  );
});

test('an event that cannot be read stops the subscription there, with all before it handled', async () => {
  await open('c');
  const { position } = await log.store.append('counter-d', NO_STREAM, [
    encodedEvent({ type: 'CounterPainted' }),
  ]);
  await open('e');
  const failed = Promise.withResolvers<Error>();
  const streams: string[] = [];
  const subscription = log.subscribeToAll({
    fromPosition: null,
    batchEventsMax: 100,
    onBatch: (events) => void streams.push(...events.map(({ stream }) => stream)),
    onError: failed.resolve,
  });
  const error = await failed.promise;
  await subscription.close();
  expect(error).toBeInstanceOf(UnreadableEvent);
  expect(error).toMatchObject({ position, stream: 'counter-d', revision: 0, type: 'CounterPainted' });
  expect([streams.includes('counter-c'), streams.includes('counter-e')]).toEqual([true, false]);
});
