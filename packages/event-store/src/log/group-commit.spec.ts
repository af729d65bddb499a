import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../spec-node.ts';
import { recordCodec } from '../wire/recorded-event.ts';
import type { Disk } from './disk.ts';
import { EventLog } from './event-log.ts';
import { GroupCommit } from './group-commit.ts';

/** The end of this turn of the event loop, after everything that was put there before. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** So slow that no sync is done in place. */
const slowSyncMs = 10;

/** A group commit over a slow disk whose syncs end when the test says so. */
function committing() {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE change (n INTEGER)');
  const syncs: ((error: Error | null) => void)[] = [];
  const disk: Disk = { sync: (done) => void syncs.push(done), syncNow: () => {}, close: () => {} };
  const answers: string[] = [];
  const failed = (error: Error) => answers.push(`told: ${error.message}`);
  const hooks = {
    begun: () => {},
    committed: () => {},
    undone: () => {},
    synced: () => {},
    failed,
  };
  const commits = new GroupCommit<void>(database, disk, hooks, slowSyncMs);
  const insert = database.prepare('INSERT INTO change VALUES (?)');
  const submit = (n: number) => {
    const settle = (outcome: { ok: boolean; error?: Error }) =>
      answers.push(outcome.ok ? `${n} is on disk` : `${n}: ${outcome.error?.message}`);
    commits.submit({ apply: () => insert.run(n), settle, bytes: 100 });
  };
  const rows = () => database.prepare('SELECT n FROM change').all().length;
  return { commits, submit, answers, syncs, rows };
}

test('a change is answered when its sync has ended, and those that come meanwhile share the next one', async () => {
  const { submit, answers, syncs, rows } = committing();
  submit(1);
  await nextTurn();
  expect([rows(), syncs.length, answers]).toEqual([1, 1, []]);
  submit(2);
  submit(3);
  await nextTurn();
  expect([rows(), answers]).toEqual([1, []]);
  syncs[0]?.(null);
  expect(answers).toEqual(['1 is on disk']);
  await nextTurn();
  expect([rows(), syncs.length]).toEqual([3, 2]);
  syncs[1]?.(null);
  expect(answers).toEqual(['1 is on disk', '2 is on disk', '3 is on disk']);
});

test('a flush answers everything, also what a running sync covers, and that one answers nothing twice', async () => {
  const { commits, submit, answers, syncs } = committing();
  submit(1);
  await nextTurn();
  submit(2);
  commits.flush();
  expect(answers).toEqual(['1 is on disk', '2 is on disk']);
  submit(3);
  commits.flush();
  syncs[0]?.(null);
  expect(answers).toEqual(['1 is on disk', '2 is on disk', '3 is on disk']);
});

test('after a sync that failed its changes, those that wait and all later ones are refused', async () => {
  const { submit, answers, syncs, rows } = committing();
  submit(1);
  await nextTurn();
  submit(2);
  syncs[0]?.(new Error('EIO'));
  submit(3);
  await nextTurn();
  const why = 'The disk did not sync: EIO. Look after the disk, then start the node again.';
  expect(answers).toEqual([`1: ${why}`, `2: ${why}`, `told: ${why}`, `3: ${why}`]);
  expect(rows()).toBe(1);
});

test('between commit and sync nobody sees an event, its stream, or what its metadata say', async () => {
  const log = new EventLog({ dataDir: temporaryFolder() }, recordCodec, { syncMs: slowSyncMs });
  onTestFinished(() => log.close());
  const append = (stream: string, data: string) =>
    new Promise<void>((resolve, reject) => {
      const event = { id: crypto.randomUUID(), type: 'T', contentType: 'application/json' };
      const proposed = { ...event, data: Buffer.from(data), metadata: Buffer.alloc(0) };
      log.append(stream, 'any', [proposed], (outcome) => (outcome.ok ? resolve() : reject(outcome.error)));
    });
  const seen = () => ({
    position: log.lastPosition,
    all: log.readAllForward(0, { countMax: 10, bytesMax: 10_000 }).length,
    backward: log.readAllBackward(10, { countMax: 10, bytesMax: 10_000 }).length,
    revision: log.streams.state('task-1').lastRevision,
    stream: log.readStreamForward(log.streams.state('task-1'), 0, { countMax: 10, bytesMax: 10_000 }).length,
    newest: log.readRecord(log.streams.state('task-1'), 0) !== undefined,
    maxCount: log.streams.state('task-1').maxCount,
    metadata: log.streams.metadataJson('task-1'),
  });
  const rows = () => log.database.prepare('SELECT count(*) AS rows FROM record').get()?.rows;
  for (const [index, stream] of ['task-1', '$$task-1'].entries()) {
    const before = seen();
    const answered = append(stream, '{"$maxCount":3}');
    await nextTurn();
    expect(rows()).toBe(index + 1);
    expect(seen()).toEqual(before);
    await answered;
  }
  expect(seen()).toEqual({
    position: 2,
    all: 2,
    backward: 2,
    revision: 0,
    stream: 1,
    newest: true,
    maxCount: 3,
    metadata: '{"$maxCount":3}',
  });
});

function spend(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs; );
}

/** Lets one change after the other be answered by a disk whose syncs take so long, and counts the slow ones in place. */
async function syncsOf(count: number, syncMsOf: (sync: number) => number) {
  const database = new DatabaseSync(':memory:');
  const seen = { syncs: 0, slowInPlace: 0 };
  const next = () => syncMsOf(seen.syncs++);
  const disk: Disk = {
    sync: (done) => {
      spend(next());
      setImmediate(() => done(null));
    },
    syncNow: () => {
      const syncMs = next();
      if (syncMs > 1) seen.slowInPlace += 1;
      spend(syncMs);
    },
    close: () => {},
  };
  const ignore = () => {};
  const hooks = { begun: ignore, committed: ignore, undone: ignore, synced: ignore, failed: ignore };
  const commits = new GroupCommit<void>(database, disk, hooks);
  for (let n = 0; n < count; n += 1)
    await new Promise<void>((resolve) =>
      commits.submit({ apply: ignore, settle: () => resolve(), bytes: 10 }),
    );
  return { ...seen, worthwhileKiB: commits.worthwhileBytes / 1024 };
}

test('a disk that becomes slow holds up the loop for a dozen syncs at most', async () => {
  expect((await syncsOf(80, (sync) => (sync < 40 ? 0.05 : 10))).slowInPlace).toBeLessThanOrEqual(12);
});

test('a disk that is slow three times in four does not hold up the loop', async () => {
  expect((await syncsOf(100, (sync) => (sync % 4 === 0 ? 0.1 : 10))).slowInPlace).toBeLessThanOrEqual(16);
});

test('a disk that is slow now and then is waited for in place', async () => {
  const { syncs, slowInPlace } = await syncsOf(80, (sync) => (sync % 8 < 2 ? 10 : 0.1));
  expect([syncs, slowInPlace]).toEqual([80, 20]);
});

test('what is worth having at once grows with a slow disk', async () => {
  expect((await syncsOf(30, () => 15)).worthwhileKiB).toBeGreaterThan(250);
});
