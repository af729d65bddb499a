import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, startEventStore } from '@songhanh/event-store';
import { afterEach, expect, test } from 'vitest';
import { connectEventStore } from './connect-event-store.ts';
import { copyInOrder } from './copy-in-order.ts';
import { counter, echo, planner } from './counter.fixture.ts';
import { createEventLog } from './event-log.ts';
import { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';
import { createExecutor, type Executor } from './executor.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import type { CommandOutcome, CommandRequest } from './outcome.ts';
import { createNounRegistry } from './registry.ts';
import { type StoredEvent, StoreUnavailable, type StreamStore } from './stream-store.ts';
import { inMemorySubjectKeys } from './vault.ts';

// The executor on the real node, through the real client.

const registry = createNounRegistry([counter], [echo]);
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function onNode(node: EventStore) {
  const vault = inMemorySubjectKeys();
  const client = connectEventStore(node.connectionString);
  closing.push(() => client.dispose());
  const store = eventStoreDbStreamStore(client);
  const start = (over: StreamStore = store) =>
    createExecutor({ registry, store: over, vault, client: 'spec' });
  return { store, vault, start, log: createEventLog({ registry, store, vault }) };
}

async function nodeInMemory() {
  const node = await startEventStore({ memory: true });
  closing.push(() => node.close());
  return onNode(node);
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-event-log-'));
  closing.push(() => rm(folder, { recursive: true }));
  return folder;
}

function command(commandName: string, input: object, commandId: string): CommandRequest {
  return { commandName, input, commandId, actor: planner };
}
const open = (counterId: string, ownerName = 'Nguyễn Thị Hoa') =>
  command('OpenCounter', { counterId, ownerId: `owner-${counterId}`, ownerName }, `open-${counterId}`);
const increase = (commandId: string) => command('IncreaseCounter', { counterId: 'a', by: 1 }, commandId);

async function countedIn(log: Awaited<ReturnType<typeof onNode>>['log']): Promise<string[]> {
  const commandIds: string[] = [];
  for await (const { event, metadata } of log.readStreamEvents('counter-a'))
    if (event.type === 'CounterIncreased') commandIds.push(metadata.commandId);
  return commandIds.toSorted();
}

/** As a client does: the same command under the same id, until it is answered otherwise than by trouble. */
async function sendUntilDone(executor: Executor, request: CommandRequest): Promise<CommandOutcome> {
  const triesMax = 100;
  for (let tries = 1; ; tries += 1) {
    try {
      const outcome = await executor.execute(request);
      if (outcome.kind !== 'conflict' || tries === triesMax) return outcome;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries === triesMax) throw error;
    }
  }
}

test('processes that race for one stream lose no command and record none twice', async () => {
  const { start, log } = await nodeInMemory();
  const processes = [start(), start(), start()];
  await processes[0]?.execute(open('a'));
  const ids = Array.from({ length: 60 }, (_, n) => `increase-${n}`);
  const sent = ids.map((id, n) => sendUntilDone(processes[n % 3] as Executor, increase(id)));
  const outcomes = await Promise.all(sent);
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['recorded']));
  expect(await countedIn(log)).toEqual(ids.toSorted());
});

test('one command sent to several processes at once is recorded once, and all answer with it', async () => {
  const { start, log } = await nodeInMemory();
  const processes = [start(), start(), start()];
  for (const process of processes) await process.execute(open('a'));
  for (let n = 0; n < 20; n += 1) {
    const outcomes = await Promise.all(
      processes.map((process) => process.execute(increase(`increase-${n}`))),
    );
    const ids = outcomes.map((outcome) =>
      outcome.kind === 'recorded' ? outcome.events[0]?.id : outcome.kind,
    );
    expect(new Set(ids).size).toBe(1);
  }
  expect(await countedIn(log)).toHaveLength(20);
});

test('a node that restarts in the middle loses nothing that was answered and keeps nothing twice', async () => {
  const dataDir = await temporaryFolder();
  let node = await startEventStore({ dataDir });
  closing.push(() => node.close());
  const { start, log } = await onNode(node);
  const executor = start();
  await executor.execute(open('a'));
  const ids = Array.from({ length: 200 }, (_, n) => `increase-${n}`);
  const sent = ids.map((id) => sendUntilDone(executor, increase(id)));
  await sent[20];
  await node.close();
  node = await startEventStore({ dataDir, port: node.port });
  expect((await Promise.all(sent)).filter(({ kind }) => kind !== 'recorded')).toEqual([]);
  expect(await countedIn(log)).toEqual(ids.toSorted());
});

test('a follow-up that a crash kept back is carried out on resuming', async () => {
  const { start, store, log } = await nodeInMemory();
  const crashing = start({
    ...store,
    async append(stream, ...rest) {
      if (stream.endsWith('.echo')) throw new Error('the process died here');
      return store.append(stream, ...rest);
    },
  });
  await crashing.execute(open('a'));
  expect(await log.readStream('counter', 'a.echo', 0, 10)).toEqual([]);
  const position = await start().resumeReactions({ fromPosition: null });
  const [followed] = await log.readStream('counter', 'a.echo', 0, 10);
  expect(followed?.position).toBeGreaterThan(position ?? 0n);
  const [cause] = await log.readStream('counter', 'a', 0, 10);
  expect([cause?.position, cause?.id]).toEqual([position, followed?.metadata.$causationId]);
});

test('no name stands in any file of the node', async () => {
  const dataDir = await temporaryFolder();
  const node = await startEventStore({ dataDir });
  closing.push(() => node.close());
  const { start, log } = await onNode(node);
  const names = ['Nguyễn Thị Hoa', 'Trần Văn An', 'Lê Minh'];
  for (const [n, name] of names.entries()) await start().execute(open(`c${n}`, name));
  const [read] = await log.readStream('counter', 'c1', 0, 1);
  expect(read?.event.data).toMatchObject({ ownerName: 'Trần Văn An' });
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))),
  );
  expect(contents.some((content) => content.includes('CounterOpened'))).toBe(true);
  for (const name of names) {
    const forms = [name, JSON.stringify(name).slice(1, -1), Buffer.from(name).toString('base64').slice(0, 8)];
    for (const form of forms) expect(contents.filter((content) => content.includes(form))).toEqual([]);
  }
});

test('a log made in memory and copied to the node is the same log, and goes on there', async () => {
  const memory = inMemoryStreamStore();
  const { start, store, log } = await nodeInMemory();
  const generator = start(memory);
  for (let n = 0; n < 300; n += 1) await generator.execute(open(`c${n}`));
  const events = memory.drain();
  const last = await copyInOrder(events, store);
  expect(await copyInOrder(events, store)).toBe(last);
  const copied: StoredEvent[] = [];
  for await (const batch of store.readAll(null, 100)) copied.push(...batch);
  const told = ({ position: _, created: __, ...event }: StoredEvent) => event;
  expect(copied.map(told)).toEqual(events.map(told));
  expect(copied.at(-1)?.position).toBe(last);
  expect(await start().execute(open('c7'))).toMatchObject({ kind: 'recorded', alreadyDone: true });
  const [read] = await log.readStream('counter', 'c7', 0, 1);
  expect(read?.event.data).toMatchObject({ ownerName: 'Nguyễn Thị Hoa' });
});
