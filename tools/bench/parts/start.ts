import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../child.ts';
import { quantile, type Row } from '../row.ts';

const startsMeasured = 5;
const startWaitMsMax = 600_000;

/** `npm start` without npm: from its first step to the line that says it is ready, on the same folder again and again. */
export async function startPart(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'songhanh-bench-start-'));
  try {
    const filledMs = await startedMs(folder);
    const againMs: number[] = [];
    for (let n = 0; n < startsMeasured; n += 1) againMs.push(await startedMs(folder));
    againMs.sort((a, b) => a - b);
    const row = { part: 'start', subject: 'songhanh', inFlight: 1, unit: 'ms' } as const;
    return [
      { ...row, name: 'built and empty: the sample world is played', value: filledMs },
      {
        ...row,
        name: 'built and filled',
        value: quantile(againMs, 0.5),
        p50Ms: quantile(againMs, 0.5),
        p99Ms: quantile(againMs, 0.99),
        note: `${startsMeasured} starts`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startedMs(dataDir: string): Promise<number> {
  const began = performance.now();
  const main = new URL('../../start/main.mjs', import.meta.url).pathname;
  const env = { LANG: 'C', DATA_DIR: join(dataDir, 'data'), PORT: '0', EVENTSTORE_PORT: '0' };
  const started = await startChild([main], /Address\s+(\S+)/u, { env, startWaitMsMax });
  const tookMs = performance.now() - began;
  await started.stop();
  return tookMs;
}
