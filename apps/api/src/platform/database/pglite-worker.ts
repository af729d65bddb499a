import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { FromWorker, ToWorker } from './embedded-postgres.ts';
import { joined } from './joined-bytes.ts';
import { createMessageUnits } from './message-units.ts';

// Runs off the API's main thread: a query of the embedded database never holds up the event loop that serves.
// It answers `ready` or an error once, bytes of the wire protocol to bytes, and `closed` when asked to close.
// There is one session and one connection to it, so no statement of another can come in between.

const { dataDir } = workerData as { dataDir: string | undefined };

try {
  serve(await PGlite.create(dataDir === undefined ? {} : { dataDir }));
} catch (cause) {
  parentPort?.postMessage(new Error(faultOf(cause)));
}

function faultOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (dataDir === undefined) return `the embedded database did not start: ${message}`;
  // What a program says that was compiled to WebAssembly and ended helps nobody.
  const why = message.startsWith('Aborted(') ? 'PostgreSQL ended while it opened its folder' : message;
  return `the embedded database in ${dataDir} did not start: ${why}. Unless the disk is full or the folder may not be written, its files are broken: bring it back from a copy made while nothing ran. It also keeps passwords and the keys of personal data.`;
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
    } else if (connection === current) {
      const complete = units.add(bytes);
      if (complete.length > 0) next(() => answer(db, connection, complete));
    }
  });
  parentPort?.postMessage('ready');
}

/** Answers that are gathered before they are sent: each message wakes the thread that waits for it. */
const gatheredBytesMax = 65_536;

/** The answers to statements that came together go back together. */
async function answer(db: PGlite, connection: number, units: readonly Uint8Array[]): Promise<void> {
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  const send = (): void => {
    const bytes = joined(gathered);
    gathered = [];
    gatheredBytes = 0;
    parentPort?.postMessage({ connection, bytes } satisfies FromWorker, [bytes.buffer]);
  };
  const onRawData = (bytes: Uint8Array): void => {
    // The engine goes on writing where these bytes stand.
    gathered.push(bytes.slice());
    gatheredBytes += bytes.length;
    if (gatheredBytes >= gatheredBytesMax) send();
  };
  for (const unit of units) await db.execProtocolRawStream(unit, { onRawData });
  if (gatheredBytes > 0) send();
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
