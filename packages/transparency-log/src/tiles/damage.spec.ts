import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../checkpoint/checkpoint.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { DamagedLogError } from '../errors.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import { signNote } from '../note/open.ts';
import { MemoryStorage } from './memory-storage.fixture.ts';
import { StoredLog } from './stored-log.ts';
import { entriesUpTo, logOf, optionsOf, testIdentity, testOrigin } from './test-log.fixture.ts';
import { formatTilePath, parseTilePath, tileWidth } from './tile-path.ts';
import { TiledLog } from './tiled-log.ts';
import { tilesOf } from './tree-tiles.ts';

type Damage = (bytes: Uint8Array) => Uint8Array | null;

const damages: readonly [string, Damage][] = [
  ['is missing', () => null],
  ['is empty', () => new Uint8Array(0)],
  ['is cut off', (bytes) => bytes.slice(0, -1)],
  ['is longer', (bytes) => Uint8Array.from([...bytes, 0])],
  ['has its first bit changed', (bytes) => flipped(bytes, 0)],
  ['has a bit changed in the middle', (bytes) => flipped(bytes, Math.floor(bytes.length / 2))],
  ['has its last bit changed', (bytes) => flipped(bytes, bytes.length - 1)],
];

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function damaged(storage: MemoryStorage, path: string, damage: Damage): MemoryStorage {
  const copy = new MemoryStorage(storage.files);
  const bytes = damage(storage.files.get(path) ?? new Uint8Array(0));
  if (bytes === null) copy.files.delete(path);
  else copy.files.set(path, bytes);
  return copy;
}

/** The file that is named when a log is opened and read from its first to its last entry; null when all is well. */
async function blamed(storage: MemoryStorage): Promise<string | null> {
  try {
    await (await StoredLog.open(storage, testIdentity)).verify();
    return null;
  } catch (error) {
    if (error instanceof DamagedLogError) return error.path;
    throw error;
  }
}

describe('a file of a log that is damaged', () => {
  it.each(damages)('is named, whichever it is, when it %s', async (_what, damage) => {
    const storage = new MemoryStorage();
    await logOf(storage, 600);
    expect(await blamed(storage)).toBeNull();
    for (const path of ['checkpoint', ...[...tilesOf(600)].map(formatTilePath)]) {
      expect(await blamed(damaged(storage, path, damage))).toBe(path);
    }
  });

  it('is named at every level of a larger log', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 60_000, 66_000);
    const paths = [
      'tile/0/000',
      'tile/0/255',
      'tile/0/257.p/208',
      'tile/1/000',
      'tile/1/001.p/1',
      'tile/2/000.p/1',
    ];
    for (const path of [...paths, 'tile/entries/000', 'tile/entries/257.p/208']) {
      expect(await blamed(damaged(storage, path, (bytes) => flipped(bytes, 3)))).toBe(path);
    }
  });

  it('does not keep anybody from what others hold', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 600);
    const log = await StoredLog.open(
      damaged(storage, 'tile/0/000', (bytes) => flipped(bytes, 0)),
      testIdentity,
    );
    expect(await log.entry(256)).toEqual(entriesUpTo(1, 256)[0]);
    await expect(log.entry(0)).rejects.toThrow('tile/0/000 does not hash');
    await expect(log.proveInclusion(0)).rejects.toThrow(DamagedLogError);
  });

  it('is not taken up by a log that would go on from it', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 600);
    for (const path of ['checkpoint', 'tile/0/002.p/88', 'tile/1/000.p/2', 'tile/entries/002.p/88']) {
      const options = optionsOf(damaged(storage, path, (bytes) => flipped(bytes, 5)));
      await expect(TiledLog.open(options)).rejects.toThrow(`${path} `);
    }
  });

  it('is read from the full tile where the partial one is gone', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 600, 1000);
    const { note } = (await logOf(new MemoryStorage(), 600)).published;
    storage.files.set('checkpoint', toUtf8(note));
    storage.files.delete('tile/0/002.p/88');
    storage.files.delete('tile/entries/002.p/88');
    const log = await TiledLog.open(optionsOf(storage));
    expect(log.size).toBe(600);
    await log.published.verify();
  });

  it('is told apart from a checkpoint of another log', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 600);
    const text = formatCheckpoint({
      origin: testOrigin,
      size: 600,
      root: new Uint8Array(32),
      extensions: [],
    });
    storage.files.set('checkpoint', toUtf8(signNote(text, [testSigner(testOrigin)], 0)));
    expect(await blamed(storage)).toBe('checkpoint');
  });

  it('may lie beside the log: files that no checkpoint commits to are not looked at', async () => {
    const storage = new MemoryStorage();
    await logOf(storage, 100, 600);
    const committed = new Set([...tilesOf(600)].map(formatTilePath));
    for (const path of storage.files.keys()) {
      if (path === 'checkpoint' || committed.has(path)) continue;
      expect(parseTilePath(path).width).toBeLessThan(tileWidth);
      storage.files.set(path, Uint8Array.of(1));
    }
    expect(await blamed(storage)).toBeNull();
  });
});
