import { jsonEvent } from '@eventstore/db-client';
import { connectEventStore } from '@songhanh/event-log';
import { startEventStore } from '@songhanh/event-store';
import { afterEach, expect, test, vi } from 'vitest';
import { ensureGroup, type ReportRequest, takeRequests, type Verdict } from './report-requests.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

test('a request comes with its report and its place in the log, those from before the first worker too', async () => {
  const { client, ask } = await node();
  const position = await ask('r-1');
  await ensureGroup(client, 'reports');
  await ensureGroup(client, 'reports');
  const { seen } = await worker(client);
  await until(() => seen.length === 1);
  expect(seen).toEqual([{ reportId: 'r-1', position }]);
});

test('of two workers one gets each request', async () => {
  const { client, ask } = await node();
  await ensureGroup(client, 'reports');
  const workers = [await worker(client), await worker(client)];
  for (let report = 0; report < 20; report += 1) await ask(`r-${report}`);
  await until(() => workers.flatMap(({ seen }) => seen).length === 20);
  const reportIds = workers.flatMap(({ seen }) => seen.map(({ reportId }) => reportId));
  expect(new Set(reportIds).size).toBe(20);
  expect(workers.every(({ seen }) => seen.length > 0)).toBe(true);
});

test('what failed comes again; what is parked does not, and keeps its reason', async () => {
  const { client, ask } = await node();
  await ensureGroup(client, 'reports');
  const { seen } = await worker(client, (nth) =>
    nth < 3 ? { kind: 'retry', reason: 'chưa được', afterMs: 1 } : { kind: 'park', reason: 'không được' },
  );
  await ask('r-1');
  await until(() => seen.length === 3);
  await until(async () => {
    const { stats } = await client.getPersistentSubscriptionToAllInfo('reports');
    return stats.parkedMessageCount === 1n;
  });
  expect(seen).toHaveLength(3);
});

test('a worker that goes away in the middle leaves its request to another', async () => {
  const { client, store, ask } = await node();
  await ensureGroup(client, 'reports');
  const dying = connectEventStore(store.connectionString);
  const stuck: ReportRequest[] = [];
  const first = takeRequests({
    client: dying,
    group: 'reports',
    atOnceMax: 1,
    handle: (request) => {
      stuck.push(request);
      return new Promise(() => undefined);
    },
    onNews: () => undefined,
  });
  await first.ready;
  await ask('r-1');
  await until(() => stuck.length === 1);
  const { seen } = await worker(client);
  await first.close(0);
  await dying.dispose();
  await until(() => seen.length === 1);
  expect(seen).toEqual(stuck);
});

test('an event that is no request is put aside', async () => {
  const { client } = await node();
  await ensureGroup(client, 'reports');
  const { seen } = await worker(client);
  await client.appendToStream('report-x', jsonEvent({ type: 'ReportRequested', data: { other: 1 } }));
  await until(async () => {
    const { stats } = await client.getPersistentSubscriptionToAllInfo('reports');
    return stats.parkedMessageCount === 1n;
  });
  expect(seen).toEqual([]);
});

async function node() {
  const store = await startEventStore({ memory: true });
  closers.push(() => store.close());
  const client = connectEventStore(store.connectionString);
  closers.push(() => client.dispose());
  const ask = async (reportId: string) => {
    const event = jsonEvent({ type: 'ReportRequested', data: { reportId } });
    const { position } = await client.appendToStream(`report-${reportId}`, event);
    return String(position?.commit);
  };
  return { store, client, ask };
}

async function worker(
  client: ReturnType<typeof connectEventStore>,
  verdictOf: (nth: number) => Verdict = () => ({ kind: 'done' }),
) {
  const seen: ReportRequest[] = [];
  const taking = takeRequests({
    client,
    group: 'reports',
    atOnceMax: 1,
    async handle(request) {
      seen.push(request);
      return verdictOf(seen.length);
    },
    onNews: () => undefined,
  });
  closers.push(() => taking.close(1_000));
  await taking.ready;
  return { seen };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 10_000, interval: 10 });
}
