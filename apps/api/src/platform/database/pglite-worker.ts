import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { FromWorker, ToWorker } from './embedded-postgres.ts';
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
  let current = 0;
  let running = Promise.resolve();
  const next = (work: () => Promise<void>): void => {
    running = running.then(work).catch(report);
  };
  parentPort?.on('message', (message: ToWorker | 'close') => {
    if (message === 'close') return next(() => close(db));
    const { connection, bytes } = message;
    if (bytes === undefined) {
      units = createMessageUnits();
      current = connection;
      next(() => clean(db));
    } else if (connection === current)
      for (const unit of units.add(bytes)) next(() => answer(db, connection, unit));
  });
  parentPort?.postMessage('ready');
}

async function answer(db: PGlite, connection: number, unit: Uint8Array): Promise<void> {
  const onRawData = (view: Uint8Array): void => {
    const bytes = Uint8Array.from(view);
    parentPort?.postMessage({ connection, bytes } satisfies FromWorker, [bytes.buffer]);
  };
  await db.execProtocolRawStream(unit, { onRawData });
}

/** A connection begins as one to a server does: in no transaction, with nothing left of the one before. */
async function clean(db: PGlite): Promise<void> {
  await db.exec('rollback');
  await db.exec('discard all');
}

/** The engine itself failed; whoever waits for an answer hears it as a broken connection. */
function report(cause: unknown): void {
  setImmediate(() => {
    throw cause;
  });
}

async function close(db: PGlite): Promise<void> {
  await db.close();
  parentPort?.postMessage('closed');
}
