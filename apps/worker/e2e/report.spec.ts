import { createHash } from 'node:crypto';
import { connectEventStore } from '@songhanh/event-log';
import JSZip from 'jszip';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startGate } from './gate.ts';
import { type House, type RunningProcess, startHouse } from './house.ts';
import { signIn } from './person.ts';

const planId = 'p23-b';
/** The first months of 2023 are played into an empty log. */
const startMsMax = 600_000;

let house: House;
let person: Awaited<ReturnType<typeof signIn>>;
const workers: RunningProcess[] = [];

beforeAll(async () => {
  house = await startHouse();
  person = await signIn(house.url);
}, startMsMax);
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.kill();
});
afterAll(() => house?.[Symbol.asyncDispose]());

test('a report that is asked for becomes a document of its moment, which can be downloaded', async () => {
  await work();
  const reportId = await person.ask({ planId });
  const seen = await person.until(reportId, ({ status }) => status === 'COMPLETED');
  expect(seen).toMatchObject({ attempts: 1, failureReason: null });
  expect(seen.document?.fileName).toBe('bao-cao-tien-do-25-KH-UBND-2023-03-16.docx');
  const bytes = await person.download(seen);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(seen.document?.sha256);
  expect(bytes.length).toBe(seen.document?.size);
  const xml = await documentXml(bytes);
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BÁO CÁO',
    '25/KH-UBND',
    'ngày 16 tháng 3 năm 2023',
  ])
    expect(xml).toContain(words);
});

test('asked again of the same moment, in the same language, it is the same document', async () => {
  await work();
  const asked = { planId, asOf: '2023-03-10T05:00:00Z' };
  const ids = [
    await person.ask(asked),
    await person.ask(asked),
    await person.ask({ ...asked, locale: 'en' as const }),
  ];
  const seen = await Promise.all(ids.map((id) => person.until(id, ({ status }) => status === 'COMPLETED')));
  const [first, second, english] = seen.map(({ document }) => document?.sha256);
  expect(second).toBe(first);
  expect(english).not.toBe(first);
});

test('a worker that is killed in the middle of a report leaves it to another, which completes it once', async () => {
  await using gate = await startGate(house.url);
  const first = await work({ API_URL: gate.url });
  const reportId = await person.ask({ planId });
  await vi.waitUntil(() => gate.waiting() === 1, { timeout: 60_000, interval: 20 });
  expect(await person.see(reportId)).toMatchObject({ status: 'RUNNING', step: 'STORING', attempts: 1 });
  await first.kill();
  await work();
  const seen = await person.until(reportId, ({ status }) => status === 'COMPLETED');
  expect(seen.attempts).toBe(2);
  expect(seen.history.filter(({ type }) => type === 'ReportCompleted')).toHaveLength(1);
  expect(await documentXml(await person.download(seen))).toContain('25/KH-UBND');
});

test('a report in the middle of which workers die time after time is given up with its reason', async () => {
  await using gate = await startGate(house.url);
  const first = await work({ API_URL: gate.url, REPORT_ATTEMPTS_MAX: '1' });
  const reportId = await person.ask({ planId });
  await vi.waitUntil(() => gate.waiting() === 1, { timeout: 60_000, interval: 20 });
  await first.kill();
  await work({ REPORT_ATTEMPTS_MAX: '1' });
  const seen = await person.until(reportId, ({ status }) => status === 'FAILED');
  expect(seen.failureReason).toBe('Báo cáo bị gián đoạn 1 lần, lần nào cũng chưa xong.');
});

test('a report that cannot be made is tried again, then parked and failed with its reason', async () => {
  await using gate = await startGate(house.url, 'refused');
  await using parked = parkedReports();
  await work({ API_URL: gate.url });
  const before = await parked.count();
  const reportId = await person.ask({ planId });
  const seen = await person.until(reportId, ({ status }) => status === 'FAILED');
  expect(seen.attempts).toBe(2);
  expect(seen.failureReason).toContain('Tệp lớn hơn 25 MiB.');
  expect(seen.document).toBeNull();
  expect(seen.history.filter(({ type }) => type === 'ReportFailed')).toHaveLength(2);
  await vi.waitUntil(async () => (await parked.count()) === before + 1n, { timeout: 60_000, interval: 50 });
});

test('a report that can never be made is parked and failed with its reason at the first attempt', async () => {
  await using parked = parkedReports();
  await work();
  const before = await parked.count();
  const reportId = await person.ask({ planId, asOf: '2023-01-01T05:00:00Z' });
  const seen = await person.until(reportId, ({ status }) => status === 'FAILED');
  expect(seen.attempts).toBe(1);
  expect(seen.failureReason).toBe('Không tìm thấy kế hoạch tại thời điểm của báo cáo.');
  expect(seen.document).toBeNull();
  expect(seen.history.filter(({ type }) => type === 'ReportFailed')).toHaveLength(1);
  await vi.waitUntil(async () => (await parked.count()) === before + 1n, { timeout: 60_000, interval: 50 });
});

async function work(environment: Readonly<Record<string, string>> = {}): Promise<RunningProcess> {
  const worker = await house.startWorker(environment);
  workers.push(worker);
  return worker;
}

async function documentXml(bytes: Buffer): Promise<string> {
  const archive = await JSZip.loadAsync(bytes);
  return (await archive.file('word/document.xml')?.async('string')) ?? '';
}

/** How many requests for reports have been parked. */
function parkedReports() {
  const client = connectEventStore(house.store.connectionString);
  return {
    count: async () => (await client.getPersistentSubscriptionToAllInfo('reports')).stats.parkedMessageCount,
    [Symbol.asyncDispose]: () => client.dispose(),
  };
}
