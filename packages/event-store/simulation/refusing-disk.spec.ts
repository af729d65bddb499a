import { execFileSync } from 'node:child_process';
import { fstatSync, mkdtempSync, openSync, readdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { events, failureOf, startNode, temporaryFolder } from '../src/spec-node.ts';
import { backup } from '../src/upkeep/backup.ts';
import { salvage } from '../src/upkeep/salvage.ts';
import { verify } from '../src/upkeep/verify.ts';
import { append, numbersIn, openLog } from './direct-log.ts';

/** Appends until one is refused; returns how many were answered. */
async function fill(log: ReturnType<typeof openLog>, from: number): Promise<number> {
  for (let n = from; ; n += 1) {
    const answered = await append(log, 'task-1', n, 2000).catch((error: Error) => error);
    if (answered instanceof Error) return n;
  }
}

test('on a full disk appends fail, nothing answered is lost, and it goes on when there is room', async () => {
  const dataDir = temporaryFolder();
  const log = openLog({ dataDir });
  log.database.exec('PRAGMA max_page_count = 200');
  const answered = await fill(log, 0);
  expect(answered).toBeGreaterThan(10);
  expect(numbersIn(log)).toHaveLength(answered);
  await expect(append(log, 'task-2', answered, 9000)).rejects.toThrow('database or disk is full');
  log.database.exec('PRAGMA max_page_count = 100000');
  expect(await append(log, 'task-1', answered)).toMatchObject({ kind: 'appended', revision: answered });
  log.close();
  expect(numbersIn(openLog({ dataDir }))).toEqual(Array.from({ length: answered + 1 }, (_, n) => n));
});

test('an append that meets damage fails alone, whatever shares its transaction', async () => {
  const log = openLog({ dataDir: temporaryFolder() });
  const event = {
    id: crypto.randomUUID(),
    type: 'Counted',
    contentType: 'application/json',
    data: Buffer.from('{"n":0}'),
    metadata: Buffer.alloc(0),
  };
  const submit = (stream: string) =>
    new Promise((resolve, reject) => {
      log.append(stream, 'any', [event], (outcome) =>
        outcome.ok ? resolve(outcome.value) : reject(outcome.error),
      );
    });
  await submit('task-1');
  log.database.exec('UPDATE record SET checksum = 0');
  const together = await Promise.allSettled([submit('task-2'), submit('task-1'), submit('task-3')]);
  expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(together[1]).toMatchObject({ reason: { message: expect.stringContaining('is damaged on disk') } });
  expect(log.lastPosition).toBe(3);
});

test('a database that takes no writes refuses appends and serves readers', async () => {
  const log = openLog({ dataDir: temporaryFolder() });
  await append(log, 'task-1', 0);
  log.database.exec('PRAGMA query_only = 1');
  await expect(append(log, 'task-1', 1)).rejects.toThrow('attempt to write a readonly database');
  expect(numbersIn(log)).toEqual([0]);
  log.database.exec('PRAGMA query_only = 0');
  await append(log, 'task-1', 1);
  expect(numbersIn(log)).toEqual([0, 1]);
});

const mounts = mountingIsAllowed();

test.skipIf(!mounts)(
  'on a real disk of 19 MiB that runs full, the node answers and loses nothing',
  async () => {
    const dataDir = `${smallDisk().folder}/data`;
    const { client, store } = await startNode({ dataDir });
    let answered = 0;
    for (;;) {
      const batch = events(20).map((event) => ({
        ...event,
        data: { n: answered, text: 'x'.repeat(20_000) },
      }));
      const failed = await client.appendToStream('task-1', batch).catch((error: Error) => error);
      if (failed instanceof Error) break;
      answered += 20;
    }
    expect(answered).toBeGreaterThan(0);
    expect((await failureOf(client.appendToStream('task-2', events(1000)))).type).toBe('unknown');
    await store.close();
    const log = openLog({ dataDir });
    expect(log.streams.state('task-1').lastRevision).toBe(answered - 1);
  },
);

test.skipIf(!mounts)('on a disk that is nearly full a node starts, on a full one it says so', async () => {
  const { folder: disk } = smallDisk();
  const dataDir = `${disk}/data`;
  const first = openLog({ dataDir });
  await append(first, 'task-1', 0);
  first.close();
  const ballast = openSync(`${disk}/ballast`, 'w');
  expect(() => {
    for (;;) writeSync(ballast, Buffer.alloc(65_536));
  }).toThrow('ENOSPC');
  expect(() => openLog({ dataDir })).toThrow('disk is full. Make room on its disk.');
  truncateSync(`${disk}/ballast`, fstatSync(ballast).size - 2 ** 20);
  const log = openLog({ dataDir });
  await append(log, 'task-1', 1);
  expect(numbersIn(log)).toEqual([0, 1]);
});

test.skipIf(!mounts)('a backup and a salvage onto a full disk say so, and leave nothing', async () => {
  const { folder: disk, changeMount } = smallDisk();
  const dataDir = `${temporaryFolder()}/data`;
  const log = openLog({ dataDir });
  for (let n = 0; n < 30; n += 1) await append(log, 'task-1', n, 2 ** 20 - 100);
  log.close();
  for (const fill of [backup, salvage]) {
    expect(() => fill(dataDir, `${disk}/copy`)).toThrow(/copy cannot be written: .*Make room on its disk/);
    expect(readdirSync(`${disk}/copy`)).toEqual(['lock.db']);
  }
  changeMount('size=200m');
  expect(backup(dataDir, `${disk}/copy`)).toBe(30);
  expect(salvage(dataDir, `${disk}/saved`)).toEqual({ events: 30, lost: [] });
});

test.skipIf(!mounts)('of a read-only folder a node says so; verify, backup and salvage work', async () => {
  const { folder: disk, changeMount } = smallDisk();
  const dataDir = `${disk}/data`;
  const log = openLog({ dataDir });
  await append(log, 'task-1', 0);
  log.close();
  changeMount('ro');
  expect(() => openLog({ dataDir })).toThrow(
    /data cannot be used: EROFS: read-only file system.* Make it writable or choose another one; verify, backup/,
  );
  expect(verify(dataDir)).toEqual({ events: 1, damage: [] });
  expect(backup(dataDir, `${temporaryFolder()}/copy`)).toBe(1);
  expect(salvage(dataDir, `${temporaryFolder()}/saved`)).toEqual({ events: 1, lost: [] });
});

/** Mounts a file system in memory of 19 MiB and returns the way to let go of it; null where this user may not. */
function mount(folder: string): (() => void) | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=19m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
}

function mountingIsAllowed(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-mount-'));
  const unmount = mount(folder);
  unmount?.();
  rmSync(folder, { recursive: true, force: true });
  return unmount !== null;
}

/** A file system of 19 MiB, and the way to change its options while it is there. */
function smallDisk(): { folder: string; changeMount(options: string): void } {
  const folder = temporaryFolder();
  const unmount = mount(folder);
  if (unmount !== null) onTestFinished(unmount);
  const changeMount = (options: string) => void execFileSync('mount', ['-o', `remount,${options}`, folder]);
  return { folder, changeMount };
}
