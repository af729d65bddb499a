import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../checkpoint/open.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { parseNote } from '../note/note.ts';
import { signatureOf } from '../note/open.ts';
import { emptyRoot, leafHash } from '../tree/hash.ts';
import { naivePath, naiveProof, naiveRoot } from '../tree/naive-tree.fixture.ts';
import { verifyConsistency, verifyInclusion } from '../tree/verify.ts';
import { entryBytesMax } from './bundle.ts';
import { MemoryStorage } from './memory-storage.fixture.ts';
import { StoredLog } from './stored-log.ts';
import { entriesUpTo, entryAt, logOf, optionsOf, testIdentity, testOrigin } from './test-log.fixture.ts';
import { formatTilePath } from './tile-path.ts';
import { pendingBytesMax, pendingEntriesMax, TiledLog } from './tiled-log.ts';
import { newTiles, tilesOf } from './tree-tiles.ts';

const growth = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });

describe('a log as tiles', () => {
  it('begins empty, under a signed checkpoint', async () => {
    const storage = new MemoryStorage();
    const log = await TiledLog.create(optionsOf(storage));
    const { checkpoint } = openCheckpoint(log.published.note, testIdentity);
    expect(checkpoint).toEqual({ origin: testOrigin, size: 0, root: emptyRoot(), extensions: [] });
    expect([...storage.files.keys()]).toEqual(['checkpoint']);
    await expect(log.published.entry(0)).rejects.toThrow(RangeError);
    await log.published.verify();
  });

  it('is not begun twice, nor opened where there is none', async () => {
    const storage = new MemoryStorage();
    await expect(TiledLog.open(optionsOf(storage))).rejects.toThrow('checkpoint is missing');
    await TiledLog.create(optionsOf(storage));
    await expect(TiledLog.create(optionsOf(storage))).rejects.toThrow('open it');
  });

  it('writes what the grown tree has and the old one had not, and the checkpoint last', async () => {
    await fc.assert(
      fc.asyncProperty(growth, async (batches) => {
        const storage = new MemoryStorage();
        const log = await TiledLog.create(optionsOf(storage));
        for (const batch of batches) {
          const [before, oldSize] = [storage.written.length, log.published.size];
          for (const entry of entriesUpTo(batch, oldSize)) log.append(entry);
          await log.publish();
          const paths = storage.written.slice(before).map(({ path }) => path);
          expect(paths.at(-1)).toBe('checkpoint');
          const wanted = [...newTiles(oldSize, log.size)].map(formatTilePath);
          expect(paths.slice(0, -1).sort()).toEqual(wanted.sort());
        }
        for (const tile of tilesOf(log.size)) expect(storage.files.has(formatTilePath(tile))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('has the root, the proofs and the entries of the definition, also after it was opened again', async () => {
    await fc.assert(
      fc.asyncProperty(growth, fc.maxSafeNat(), async (batches, number) => {
        const storage = new MemoryStorage();
        await TiledLog.create(optionsOf(storage));
        let size = 0;
        for (const batch of batches) {
          const log = await TiledLog.open(optionsOf(storage));
          expect(log.size).toBe(size);
          for (const entry of entriesUpTo(batch, size)) expect(log.append(entry)).toBe(size++);
          await log.publish();
        }
        const stored = await StoredLog.open(storage, testIdentity);
        const leaves = entriesUpTo(size);
        expect(stored.checkpoint).toMatchObject({ size, root: naiveRoot(leaves) });
        const index = number % size;
        expect(await stored.entry(index)).toEqual(entryAt(index));
        expect(await stored.proveInclusion(index)).toEqual(naivePath(index, leaves));
        const older = index + 1;
        expect(await stored.proveInclusion(index, older)).toEqual(naivePath(index, leaves.slice(0, older)));
        expect(await stored.proveConsistency(older)).toEqual(naiveProof(older, leaves));
        await stored.verify();
      }),
      { numRuns: 20 },
    );
  });

  it('grows past a full tile of the second level, and its proofs hold there', async () => {
    const log = await logOf(new MemoryStorage(), 65_530, 65_540);
    const { size, root } = log.published.checkpoint;
    for (const index of [0, 255, 256, 65_535, 65_536, 65_539]) {
      const proof = await log.published.proveInclusion(index);
      const entry = await log.published.entry(index);
      expect(entry).toEqual(entryAt(index));
      verifyInclusion({ index, size, leafHash: leafHash(entry), root, proof });
    }
    const old = await logOf(new MemoryStorage(), 65_530);
    const proof = await log.published.proveConsistency(65_530);
    const { root: oldRoot } = old.published.checkpoint;
    verifyConsistency({ oldSize: 65_530, oldRoot, newSize: size, newRoot: root, proof });
  });

  it('answers for what is published alone', async () => {
    const log = await logOf(new MemoryStorage(), 3);
    log.append(entryAt(3));
    expect([log.size, log.published.size]).toEqual([4, 3]);
    for (const index of [3, -1, 0.5, Number.NaN]) {
      await expect(log.published.entry(index)).rejects.toThrow(RangeError);
      await expect(log.published.proveInclusion(index)).rejects.toThrow(RangeError);
    }
    await expect(log.published.proveInclusion(0, 4)).rejects.toThrow('no tree of 4 yet');
    await expect(log.published.proveConsistency(1, 4)).rejects.toThrow(RangeError);
    await expect(log.published.entries(1)).rejects.toThrow(RangeError);
  });

  it('keeps entries as they were when they were appended, up to 65,535 bytes', async () => {
    const log = await TiledLog.create(optionsOf(new MemoryStorage()));
    const [entry, longest] = [Uint8Array.of(1), new Uint8Array(entryBytesMax).fill(7)];
    log.append(entry);
    log.append(longest);
    log.append(new Uint8Array(0));
    entry.fill(9);
    await log.publish();
    expect(await log.published.entries(0)).toEqual([Uint8Array.of(1), longest, new Uint8Array(0)]);
    expect(() => log.append(new Uint8Array(entryBytesMax + 1))).toThrow('at most 65535 bytes');
    expect(log.size).toBe(3);
  });

  it('keeps and gives bytes of its own where entries and files are Buffers', async () => {
    const storage = new MemoryStorage();
    const given = {
      read: async (path: string) => {
        const bytes = storage.files.get(path);
        return bytes ? Buffer.from(bytes) : null;
      },
      write: (path: string, bytes: Uint8Array) => storage.write(path, bytes),
    };
    const log = await TiledLog.create(optionsOf(given));
    const entry = Buffer.from('abc');
    log.append(entry);
    entry.fill(0);
    await log.publish();
    const [read] = await (await TiledLog.open(optionsOf(given))).published.entries(0);
    expect(read).toEqual(toUtf8('abc'));
    expect(Object.getPrototypeOf(read)).toBe(Uint8Array.prototype);
  });

  it('takes no more than its bounds before it is published', async () => {
    const log = await TiledLog.create(optionsOf(new MemoryStorage()));
    const long = new Uint8Array(entryBytesMax);
    for (let bytes = 0; bytes + long.length <= pendingBytesMax; bytes += long.length) log.append(long);
    expect(() => log.append(long)).toThrow('publish, then append');
    await log.publish();
    for (let count = 0; count < pendingEntriesMax; count += 1) log.append(new Uint8Array(0));
    expect(() => log.append(new Uint8Array(0))).toThrow(RangeError);
  });

  it('publishes in turn, and signs nothing when nothing was appended', async () => {
    const storage = new MemoryStorage();
    const log = await logOf(storage, 5);
    const writes = storage.written.length;
    expect(await log.publish()).toBe(log.published);
    expect(storage.written.length).toBe(writes);
    log.append(entryAt(5));
    const first = log.publish();
    log.append(entryAt(6));
    const second = log.publish();
    expect((await first).size).toBeGreaterThanOrEqual(6);
    expect((await second).size).toBe(7);
    expect(await log.published.entries(0)).toEqual(entriesUpTo(7));
    await (await StoredLog.open(storage, testIdentity)).verify();
  });
});

describe('a checkpoint of a log', () => {
  it('takes signatures of witnesses, and keeps them when the log is opened', async () => {
    const storage = new MemoryStorage();
    const log = await logOf(storage, 5);
    const witness = testSigner('w.example/1', 'cosignature-ed25519');
    const { text } = parseNote(log.published.note);
    expect(await log.addSignatures(text, [signatureOf(text, witness, 1_700_000_001)])).toBe(true);
    const opened = await TiledLog.open(optionsOf(storage));
    expect(openCheckpoint(opened.published.note, testIdentity, [witness.verifier]).verified).toHaveLength(2);
    expect(opened.published.note).toBe(log.published.note);
    log.append(entryAt(5));
    await log.publish();
    expect(await log.addSignatures(text, [signatureOf(text, witness, 1_700_000_002)])).toBe(false);
    expect(parseNote(log.published.note).signatures).toHaveLength(1);
  });

  it('of another key is opened only when that key is named as a former one', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 5);
    const signers = [testSigner('example.com/next')];
    const renewed = { ...optionsOf(storage), signers };
    await expect(TiledLog.open(renewed)).rejects.toThrow('checkpoint cannot be used');
    const log = await TiledLog.open({ ...renewed, formerKeys: testIdentity.verifiers });
    log.append(entryAt(5));
    await log.publish();
    expect((await TiledLog.open(renewed)).size).toBe(6);
  });

  it('of another origin is not opened', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 5);
    await expect(TiledLog.open({ ...optionsOf(storage), origin: 'example.com/other' })).rejects.toThrow(
      'checkpoint cannot be used',
    );
  });

  it('is not written over one that another process wrote', async () => {
    const storage = new MemoryStorage();
    const log = await logOf(storage, 5);
    const other = await TiledLog.open(optionsOf(storage));
    other.append(toUtf8('other'));
    await other.publish();
    const writes = storage.written.length;
    log.append(entryAt(5));
    await expect(log.publish()).rejects.toThrow('another process');
    await expect(log.publish()).rejects.toThrow('open the log anew');
    expect(storage.written.length).toBe(writes);
    await (await TiledLog.open(optionsOf(storage))).published.verify();
  });
});
