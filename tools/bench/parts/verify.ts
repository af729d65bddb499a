import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateKey, type LogStorage, parseSigner, StoredLog, TiledLog } from '@songhanh/transparency-log';
import { quantile, type Row } from '../row.ts';

const entries = 100_000;
/** About what a leaf has that commits to an event. */
const entryBytes = 200;
const entriesAtOnce = 50_000;
const rounds = 5;
const origin = 'bench.example/log';

/** A transparency log on disk, read whole: each entry, each tile, and the root that its checkpoint has signed. */
export async function verifyPart(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'songhanh-bench-log-'));
  try {
    const signer = parseSigner(generateKey(origin, 'ed25519').signerKey);
    const storage = filesIn(folder);
    await fill(await TiledLog.create({ storage, origin, signers: [signer] }));
    const verified: number[] = [];
    const hashed: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const log = await StoredLog.open(storage, { origin, verifiers: [signer.verifier] });
      verified.push(await perSecond(() => log.verify()));
      hashed.push(await perSecond(async () => hashAsOften()));
    }
    const row = { part: 'verify', name: 'root from tiles', inFlight: 1, unit: 'leaves/s' } as const;
    const note = `${entries} entries of ${entryBytes} bytes on disk, median of ${rounds} rounds`;
    return [
      { ...row, subject: 'songhanh', value: median(verified), note },
      { ...row, subject: 'ceiling', value: median(hashed), note: 'SHA-256 of as many bytes, as often' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string): LogStorage {
  return {
    read: async (path) => {
      try {
        return readFileSync(join(folder, path));
      } catch {
        return null;
      }
    },
    write: async (path, bytes) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    },
  };
}

async function fill(log: TiledLog): Promise<void> {
  for (let n = 0; n < entries; n += 1) {
    const entry = Buffer.alloc(entryBytes);
    entry.writeUInt32BE(n);
    log.append(entry);
    if ((n + 1) % entriesAtOnce === 0) await log.publish();
  }
  await log.publish();
}

/** One hash for each leaf and one for each node. */
function hashAsOften(): void {
  const [leaf, node] = [Buffer.alloc(1 + entryBytes), Buffer.alloc(65)];
  for (let n = 0; n < entries; n += 1) {
    hash('sha256', leaf, 'binary');
    hash('sha256', node, 'binary');
  }
}

async function perSecond(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await run();
  return entries / ((performance.now() - began) / 1000);
}

function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
