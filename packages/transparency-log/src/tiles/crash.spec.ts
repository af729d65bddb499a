import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../checkpoint/open.ts';
import { naiveRoot } from '../tree/naive-tree.fixture.ts';
import { type Cut, CutStorage, MemoryStorage } from './memory-storage.fixture.ts';
import { entriesUpTo, logOf, optionsOf, testIdentity } from './test-log.fixture.ts';
import { TiledLog } from './tiled-log.ts';

const cuts: readonly Cut[] = ['before', 'torn', 'after'];

/** Appends to a stored log until its storage is cut; false when it was not. */
async function isCut(storage: CutStorage, count: number, variant: string): Promise<boolean> {
  const log = await TiledLog.open(optionsOf(storage));
  for (const entry of entriesUpTo(count, log.size, variant)) log.append(entry);
  return log.publish().then(
    () => false,
    () => true,
  );
}

/** What every reader may rely on after a crash, and what a log must do when it is opened again. */
async function expectWhole(files: ReadonlyMap<string, Uint8Array>, sizes: readonly number[]): Promise<void> {
  const storage = new MemoryStorage(files);
  const log = await TiledLog.open(optionsOf(storage));
  expect(sizes).toContain(log.size);
  await log.published.verify();
  const published = log.size;
  const kept: Uint8Array[] = [];
  for (let bundle = 0; bundle * 256 < published; bundle += 1)
    kept.push(...(await log.published.entries(bundle)));
  // What was cut off comes back as something else: whatever was left of it must not be taken for the log.
  const more = entriesUpTo(300, published, 'after the crash ');
  for (const entry of more) log.append(entry);
  await log.publish();
  expect(log.published.checkpoint.root).toEqual(naiveRoot([...kept, ...more]));
  await (await TiledLog.open(optionsOf(storage))).published.verify();
}

describe('a log that is cut off', () => {
  it.each(cuts)('at any write (%s it) is whole at its old or its new size, and goes on', async (cut) => {
    for (const [size, count] of [
      [0, 1],
      [1, 2],
      [250, 10],
      [255, 1],
      [256, 300],
      [510, 600],
    ] as const) {
      const start = new MemoryStorage();
      await logOf(start, ...(size > 0 ? [size] : []));
      for (let writes = 0; ; writes += 1) {
        const storage = new CutStorage(start.files, writes, cut);
        if (!(await isCut(storage, count, 'b'))) break;
        await expectWhole(storage.files, [size, size + count]);
      }
    }
  });

  it('past a full tile of the second level is whole, too', async () => {
    const start = new MemoryStorage();
    await logOf(start, 65_530);
    for (let writes = 0; ; writes += 1) {
      const storage = new CutStorage(start.files, writes, 'torn');
      if (!(await isCut(storage, 20, 'b'))) break;
      const log = await TiledLog.open(optionsOf(new MemoryStorage(storage.files)));
      expect(log.size).toBe(65_530);
      for (const entry of entriesUpTo(40, log.size, 'c')) log.append(entry);
      await log.publish();
      await log.published.entries(255);
      await log.published.entries(256);
    }
  });

  it('again and again never signs two checkpoints that disagree', async () => {
    const crash = fc.record({
      writes: fc.nat(12),
      cut: fc.constantFrom(...cuts),
      count: fc.integer({ min: 1, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(crash, { minLength: 1, maxLength: 6 }), async (crashes) => {
        let files: ReadonlyMap<string, Uint8Array> = new Map();
        const start = new MemoryStorage();
        await TiledLog.create(optionsOf(start));
        files = start.files;
        const seen: Uint8Array[] = [];
        for (const [at, { writes, cut, count }] of crashes.entries()) {
          const storage = new CutStorage(files, writes, cut);
          await isCut(storage, count, `crash ${at}: `);
          seen.push(...storage.written.filter(({ path }) => path === 'checkpoint').map(({ bytes }) => bytes));
          files = storage.files;
        }
        const log = await TiledLog.open(optionsOf(new MemoryStorage(files)));
        const entries: Uint8Array[] = [];
        for (let at = 0; at * 256 < log.size; at += 1) entries.push(...(await log.published.entries(at)));
        for (const bytes of seen) {
          const { size, root } = openCheckpoint(bytes, testIdentity).checkpoint;
          expect(root).toEqual(naiveRoot(entries.slice(0, size)));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a log whose storage fails for a while', () => {
  it('publishes, when it is asked again, what it could not write, in the same order', async () => {
    const start = new MemoryStorage();
    await logOf(start, 10);
    let failing = false;
    const storage = {
      read: (path: string) => start.read(path),
      write: (path: string, bytes: Uint8Array) =>
        failing && path !== 'checkpoint'
          ? Promise.reject(new Error('The disk is full.'))
          : start.write(path, bytes),
    };
    const log = await TiledLog.open(optionsOf(storage));
    const more = entriesUpTo(300, 10);
    for (const entry of more.slice(0, 200)) log.append(entry);
    failing = true;
    const published = log.publish();
    for (const entry of more.slice(200)) log.append(entry);
    await expect(published).rejects.toThrow('The disk is full.');
    expect([log.published.size, log.size]).toEqual([10, 310]);
    failing = false;
    await log.publish();
    expect(log.published.checkpoint.root).toEqual(naiveRoot(entriesUpTo(310)));
    await log.published.verify();
  });

  it('must be opened anew when it cannot see which checkpoint stands before it writes the next', async () => {
    const start = new MemoryStorage();
    await logOf(start, 10);
    let readable = 2;
    const storage = {
      read: async (path: string) => {
        if (path === 'checkpoint' && readable-- <= 0) throw new Error('The disk does not answer.');
        return start.read(path);
      },
      write: (path: string, bytes: Uint8Array) => start.write(path, bytes),
    };
    const log = await TiledLog.open(optionsOf(storage));
    for (const entry of entriesUpTo(1, 10)) log.append(entry);
    await expect(log.publish()).rejects.toThrow('does not answer');
    readable = 100;
    await expect(log.publish()).rejects.toThrow('open the log anew');
    expect((await TiledLog.open(optionsOf(storage))).size).toBe(10);
  });

  it('must be opened anew when it is unknown which checkpoint stands', async () => {
    const start = new MemoryStorage();
    await logOf(start, 10);
    const storage = new CutStorage(start.files, 2, 'after');
    const log = await TiledLog.open(optionsOf(storage));
    for (const entry of entriesUpTo(1, 10)) log.append(entry);
    await expect(log.publish()).rejects.toThrow('The power went out.');
    expect(log.published.size).toBe(10);
    await expect(log.publish()).rejects.toThrow('open the log anew');
    expect((await TiledLog.open(optionsOf(new MemoryStorage(storage.files)))).size).toBe(11);
  });
});
