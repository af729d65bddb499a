import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { salvage } from '../src/upkeep/salvage.ts';
import { verify } from '../src/upkeep/verify.ts';
import { type Chance, chance, roundsOf } from './chance.ts';
import { append, numbersIn, openLog, quickFolder } from './direct-log.ts';

const rounds = roundsOf(12, 2000);
const headerBytes = 32;
const frameBytes = 24 + 4096;

/** A folder as it lies on the disk after the power went: `answered` events, and some that nobody was told of. */
type Crashed = { folder: string; answered: number; framesAnswered: number; frames: number };

/** Frames of the write-ahead log that belong to it: those with the salt of its header. */
function framesIn(wal: Buffer): number {
  const salt = wal.subarray(16, 24);
  let frames = 0;
  while (headerBytes + (frames + 1) * frameBytes <= wal.length) {
    const at = headerBytes + frames * frameBytes;
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break;
    frames += 1;
  }
  return frames;
}

async function crashed({ below }: Chance): Promise<Crashed> {
  const dataDir = quickFolder();
  const log = openLog({ dataDir });
  const answered = 5 + below(40);
  for (let n = 0; n < answered; n += 1) await append(log, `task-${n % 3}`, n, below(9000));
  const framesAnswered = framesIn(readFileSync(join(dataDir, 'log.db-wal')));
  const folder = join(dataDir, 'crashed');
  mkdirSync(folder);
  copyFileSync(join(dataDir, 'acknowledged'), join(folder, 'acknowledged'));
  const more = 1 + below(5);
  for (let n = answered; n < answered + more; n += 1) await append(log, `task-${n % 3}`, n, below(9000));
  copyFileSync(join(dataDir, 'log.db'), join(folder, 'log.db'));
  const wal = readFileSync(join(dataDir, 'log.db-wal'));
  const frames = framesIn(wal);
  writeFileSync(join(folder, 'log.db-wal'), wal.subarray(0, headerBytes + frames * frameBytes));
  log.close();
  return { folder, answered, framesAnswered, frames };
}

/** Harms frames from `first` on and before `end` in one of the ways that a torn write or a bad disk does. */
function harm(folder: string, first: number, end: number, { below, pick }: Chance): string {
  const file = join(folder, 'log.db-wal');
  const frame = first + below(end - first);
  const at = headerBytes + frame * frameBytes;
  const way = pick(['truncate', 'zero', 'flip', 'exchange'] as const);
  if (way === 'truncate') {
    truncateSync(file, at + below(frameBytes));
    return way;
  }
  const wal = readFileSync(file);
  if (way === 'zero') wal.fill(0, at, at + frameBytes);
  else if (way === 'flip') wal[at + 8 + below(frameBytes - 8)] = (wal[at + 8] ?? 0) ^ 0xa5 ^ below(2);
  else {
    const other = headerBytes + (first + below(end - first)) * frameBytes;
    const kept = Buffer.from(wal.subarray(at, at + frameBytes));
    wal.copy(wal, at, other, other + frameBytes);
    kept.copy(wal, other);
  }
  writeFileSync(file, wal);
  return way;
}

test(
  'whatever befalls pages written after the last answer, every answered event is there',
  async () => {
    const random = chance('torn writes behind the last answer');
    for (let round = 0; round < rounds; round += 1) {
      const { folder, answered, framesAnswered, frames } = await crashed(random);
      harm(folder, framesAnswered, frames, random);
      const log = openLog({ dataDir: folder });
      const found = numbersIn(log);
      expect(found.length).toBeGreaterThanOrEqual(answered);
      expect(found).toEqual(found.map((_, n) => n));
      await append(log, 'task-0', found.length);
      log.close();
      expect(verify(folder)).toEqual({ events: found.length + 1, damage: [] });
    }
  },
  rounds * 2000,
);

test(
  'damage to pages of answered events is named, refused and left as it is; salvage saves what is before',
  async () => {
    const random = chance('damage before the last answer');
    for (let round = 0; round < rounds; round += 1) {
      const { folder, answered, framesAnswered } = await crashed(random);
      const before = readFileSync(join(folder, 'log.db-wal'));
      harm(folder, 0, framesAnswered, random);
      const wal = readFileSync(join(folder, 'log.db-wal'));
      if (wal.equals(before)) continue;
      expect(() => openLog({ dataDir: folder })).toThrow(/had been answered|cannot be opened/);
      expect(readFileSync(join(folder, 'log.db-wal')).equals(wal)).toBe(true);
      expect(verify(folder).damage.length).toBeGreaterThan(0);
      const into = join(folder, 'saved');
      const { events } = salvage(folder, into);
      expect(events).toBeLessThan(answered);
      const log = openLog({ dataDir: into });
      expect(numbersIn(log)).toEqual(Array.from({ length: events }, (_, n) => n));
      log.close();
    }
  },
  rounds * 2000,
);
