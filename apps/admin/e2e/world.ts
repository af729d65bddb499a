import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, start } from './processes.ts';

/** The whole house with the sample world in it: event store in memory, the built API, the worker. */
export interface World extends AsyncDisposable {
  readonly url: string;
  /** What the processes wrote last. */
  readonly output: () => string;
}

export const password = 'song-hanh-2023';
const serviceToken = 'the-token-of-the-worker-in-browser-tests';

/** `SONGHANH_URL` names a house that runs already and has the sample world; it is tried instead, and stays. */
export async function startWorld(): Promise<World> {
  const running = process.env.SONGHANH_URL;
  if (running) return { url: running, output: () => '', [Symbol.asyncDispose]: async () => {} };
  return startProcesses();
}

async function startProcesses(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'songhanh-admin-'));
  const running: Running[] = [];
  try {
    const store = await start(
      ['packages/event-store/src/command.ts', '--memory', '--port', '0'],
      /Event store ready at (\S+)/u,
    );
    running.push(store);
    const eventStoreUrl = store.ready[1] ?? '';
    const api = await start(['apps/api/dist/main.js'], /"msg":"ready".*"url":"([^"]+)"/u, {
      PORT: '0',
      DATA_DIR: dataDir,
      EVENTSTORE_URL: eventStoreUrl,
      SERVICE_TOKEN: serviceToken,
      DEMO_TODAY: '2023-10-02',
      SAMPLE_WORLD: '1',
    });
    running.push(api);
    const url = api.ready[1] ?? '';
    running.push(
      await start(['apps/worker/src/main.ts'], /"msg":"ready"/u, {
        API_URL: url,
        EVENTSTORE_URL: eventStoreUrl,
        SERVICE_TOKEN: serviceToken,
      }),
    );
    return {
      url,
      output: () => running.map((one) => one.output()).join('\n---\n'),
      [Symbol.asyncDispose]: () => stopAll(running, dataDir),
    };
  } catch (error) {
    await stopAll(running, dataDir);
    throw error;
  }
}

async function stopAll(running: readonly Running[], dataDir: string): Promise<void> {
  for (const one of running.toReversed()) await one.stop();
  await rm(dataDir, { recursive: true, force: true });
}
