import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

// Runs off the API's main thread: a query of the embedded database never holds up the event loop that serves.
// It answers `ready` or `failed` once, and `closed` when asked to close.

const { dataDir, socketPath } = workerData as { dataDir: string | undefined; socketPath: string };

try {
  const db = await PGlite.create(dataDir === undefined ? {} : { dataDir });
  const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 1 });
  await server.start();
  parentPort?.on('message', async () => {
    await server.stop();
    await db.close();
    parentPort?.postMessage({ kind: 'closed' });
  });
  parentPort?.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort?.postMessage({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
  });
}
