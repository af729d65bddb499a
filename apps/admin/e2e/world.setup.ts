import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Running, start } from './processes.ts';
import type { WorldOfTheRun } from './world.ts';

// Filling a log with the sample world takes longer than most specs: one house is started before the first of them
// and stays for all. So each spec leaves the tasks alone that another works on, and counts nothing that another adds.

const serviceToken = 'the-token-of-the-worker-in-browser-tests';
const running: Running[] = [];
let dataDir: string | null = null;

/** `SONGHANH_URL` names a house that runs already and has the sample world; it is tried instead, and stays. */
export async function setup(project: TestProject): Promise<void> {
  const named = process.env.SONGHANH_URL;
  project.provide('worldOfTheRun', named ? { url: named } : await startProcesses());
}

export async function teardown(): Promise<void> {
  for (const one of running.splice(0).toReversed()) await one.stop();
  if (dataDir !== null) await rm(dataDir, { recursive: true, force: true });
}

/** A house that does not start fails the specs that need it, and no others. */
async function startProcesses(): Promise<WorldOfTheRun> {
  try {
    dataDir = await mkdtemp(join(tmpdir(), 'songhanh-admin-'));
    const store = await started(
      ['packages/event-store/src/command.ts', '--memory', '--port', '0'],
      /Event store ready at (\S+)/u,
    );
    const common = { EVENTSTORE_URL: store, SERVICE_TOKEN: serviceToken };
    const url = await started(['apps/api/dist/main.js'], /"msg":"ready".*"url":"([^"]+)"/u, {
      ...common,
      PORT: '0',
      DATA_DIR: dataDir,
      DEMO_TODAY: '2023-10-02',
      SAMPLE_WORLD: '1',
    });
    await started(['apps/worker/src/main.ts'], /"msg":"ready"/u, { ...common, API_URL: url });
    return { url };
  } catch (error) {
    return { fault: String(error) };
  }
}

async function started(
  args: readonly string[],
  ready: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const one = await start(args, ready, environment);
  running.push(one);
  return one.ready[1] ?? '';
}
