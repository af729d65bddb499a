import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type EventStore, startEventStore } from '@songhanh/event-store';
import { vi } from 'vitest';

const serviceToken = 'the-token-of-the-worker-in-tests-only';
const readyMsMax = 400_000;

/** The real node, the built API with the first months of 2023, and workers as processes of their own. */
export interface House extends AsyncDisposable {
  readonly url: string;
  readonly store: EventStore;
  startWorker(environment?: Readonly<Record<string, string>>): Promise<RunningProcess>;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

export async function startHouse(): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'songhanh-worker-'));
  const store = await startEventStore({ memory: true });
  const running: RunningProcess[] = [];
  const started = async (script: string, environment: Readonly<Record<string, string>>) => {
    const process = await startProcess(script, { EVENTSTORE_URL: store.connectionString, ...environment });
    running.push(process);
    return process;
  };
  const api = await started('../../api/dist/main.js', {
    PORT: '0',
    DATA_DIR: dataDir,
    SERVICE_TOKEN: serviceToken,
    SAMPLE_WORLD: '1',
    SAMPLE_UNTIL: '2023-03-15',
    DEMO_TODAY: '2023-03-16',
    LOG_LEVEL: 'error',
  });
  const { url } = JSON.parse(api.readyLine) as { url: string };
  return {
    url,
    store,
    startWorker: (environment = {}) =>
      started('../src/main.ts', {
        API_URL: url,
        SERVICE_TOKEN: serviceToken,
        LOG_LEVEL: 'error',
        REPORT_ATTEMPTS_MAX: '2',
        ...environment,
      }),
    async [Symbol.asyncDispose]() {
      for (const process of running.reverse()) await process.kill();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startProcess(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningProcess & { readyLine: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let readyLine = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{"msg":"ready"')) readyLine = line;
  });
  await vi.waitUntil(() => readyLine !== '' || child.exitCode !== null, {
    timeout: readyMsMax,
    interval: 50,
  });
  if (readyLine === '') throw new Error(`${script} ended with ${child.exitCode} before it was ready`);
  return {
    child,
    readyLine,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
