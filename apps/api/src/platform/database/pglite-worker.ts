import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { createMessageUnits } from './message-units.ts';

// Runs off the API's main thread: a query of the embedded database never holds up the event loop that serves.
// It answers `ready` or an error once, bytes of the wire protocol to bytes, and `closed` when asked to close.
// There is one session and one connection to it, so no statement of another can come in between.

const { dataDir } = workerData as { dataDir: string | undefined };

try {
  serve(await PGlite.create(dataDir === undefined ? {} : { dataDir }));
} catch (cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const where = dataDir === undefined ? 'in memory' : `in ${dataDir}`;
  parentPort?.postMessage(new Error(`the embedded database ${where} did not start: ${why}`));
}

function serve(db: PGlite): void {
  let units = createMessageUnits();
  let running = Promise.resolve();
  parentPort?.on('message', (message: 'connect' | 'close' | Uint8Array) => {
    if (message === 'connect') units = createMessageUnits();
    else if (message === 'close') running = running.then(() => close(db));
    else for (const unit of units.add(message)) running = running.then(() => answer(db, unit));
  });
  parentPort?.postMessage('ready');
}

async function answer(db: PGlite, unit: Uint8Array): Promise<void> {
  await db.execProtocolRawStream(unit, { onRawData: (bytes) => parentPort?.postMessage(bytes.slice()) });
}

async function close(db: PGlite): Promise<void> {
  await db.close();
  parentPort?.postMessage('closed');
}
