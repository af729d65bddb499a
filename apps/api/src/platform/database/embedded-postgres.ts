import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** PGlite in a worker thread, spoken to over a Unix socket in a folder that only this user can enter. */
export interface EmbeddedPostgres {
  readonly connection: { readonly host: string; readonly port: number; readonly user: string };
  close(): Promise<void>;
}

const startTimeoutMsMax = 30_000;

/** @throws when the data folder is in use or broken */
export async function startEmbeddedPostgres(dataDir: string | undefined): Promise<EmbeddedPostgres> {
  const socketFolder = await mkdtemp(join(tmpdir(), 'songhanh-pg-'));
  // The name that libpq expects of a socket in a folder given as host.
  const socketPath = join(socketFolder, '.s.PGSQL.5432');
  const worker = new Worker(workerUrl(), { workerData: { dataDir, socketPath }, stdout: true, stderr: true });
  try {
    await answerOf(worker, 'ready');
  } catch (error) {
    await worker.terminate();
    await rm(socketFolder, { recursive: true, force: true });
    throw error;
  }
  return {
    connection: { host: socketFolder, port: 5432, user: 'postgres' },
    async close() {
      const closed = answerOf(worker, 'closed');
      worker.postMessage('close');
      await closed;
      await worker.terminate();
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

/** The worker stands beside this module, as source and (an entry of its own in vite.config.ts) as bundle. */
function workerUrl(): URL {
  const extension = import.meta.url.split('?')[0]?.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./pglite-worker.${extension}`, import.meta.url);
}

function answerOf(worker: Worker, wanted: 'ready' | 'closed'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => reject(new Error(`the embedded database was not ${wanted} within ${startTimeoutMsMax} ms`)),
    startTimeoutMsMax,
  );
  worker.once('message', (answer: { readonly kind: string; readonly message?: string }) => {
    if (answer.kind === wanted) resolve();
    else reject(new Error(`the embedded database failed: ${answer.message}`));
  });
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`the embedded database ended with code ${code}`)));
  return promise.finally(() => clearTimeout(timer));
}
