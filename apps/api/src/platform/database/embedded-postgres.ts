import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { joined } from './joined-bytes.ts';

/** PGlite in a worker thread; `stream` makes the one connection that a `pg` client can have to it. */
export interface EmbeddedPostgres {
  readonly stream: () => Duplex;
  close(): Promise<void>;
}

/** Bytes of one connection; without them it opens. */
export interface ToWorker {
  readonly connection: number;
  readonly bytes?: Uint8Array;
}

/** Answers of the worker besides `ready`, `closed` and an error. */
export interface FromWorker {
  readonly connection: number;
  readonly bytes: Uint8Array;
}

/** The first start makes the database, which takes a busy machine more than a minute. */
const startTimeoutMsMax = 300_000;

/**
 * Unset `dataDir` keeps everything in memory.
 * @throws when the data folder is in use or broken
 */
export async function startEmbeddedPostgres(dataDir: string | undefined): Promise<EmbeddedPostgres> {
  const worker = new Worker(workerUrl(), { workerData: { dataDir } });
  try {
    await answerOf(worker, 'ready');
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    stream: () => new WorkerConnection(worker),
    async close() {
      const closed = answerOf(worker, 'closed');
      worker.postMessage('close');
      await closed;
      await worker.terminate();
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
  const onMessage = (answer: unknown): void => {
    if (answer === wanted) resolve();
    else if (answer instanceof Error) reject(answer);
  };
  const onExit = (code: number): void => reject(new Error(`the embedded database ended with code ${code}`));
  const late = new Error(`the embedded database was not ${wanted} within ${startTimeoutMsMax} ms`);
  const timer = setTimeout(() => reject(late), startTimeoutMsMax);
  worker.on('message', onMessage).once('error', reject).once('exit', onExit);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', reject).off('exit', onExit);
  });
}

let connections = 0;

/**
 * What `pg` needs of a socket, over the worker's messages. Each says which connection it belongs to: the pool
 * opens a new one (after a failed query) before the old one has said goodbye.
 */
class WorkerConnection extends Duplex {
  private readonly worker: Worker;
  private readonly connection: number;
  private waiting: Uint8Array[] = [];
  private readonly onMessage = (answer: unknown): void => {
    if (!isBytesOf(this.connection, answer)) return;
    const { bytes } = answer;
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  };
  private readonly onGone = (): void => {
    this.destroy(new Error('the embedded database has ended'));
  };

  constructor(worker: Worker) {
    super({ allowHalfOpen: false });
    this.worker = worker;
    connections += 1;
    this.connection = connections;
    worker.on('message', this.onMessage).once('error', this.onGone).once('exit', this.onGone);
  }

  connect(): this {
    this.worker.postMessage({ connection: this.connection } satisfies ToWorker);
    setImmediate(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.worker.ref();
    return this;
  }

  unref(): this {
    this.worker.unref();
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.send([chunk]);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.send(chunks.map(({ chunk }) => chunk));
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  /** Statements sent in one turn go as one message: each wakes the worker. */
  private send(chunks: readonly Uint8Array[]): void {
    if (this.waiting.length === 0) queueMicrotask(() => this.flush());
    this.waiting.push(...chunks);
  }

  private flush(): void {
    const bytes = joined(this.waiting);
    this.waiting = [];
    this.worker.postMessage({ connection: this.connection, bytes } satisfies ToWorker, [bytes.buffer]);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.worker.off('message', this.onMessage).off('error', this.onGone).off('exit', this.onGone);
    done(error);
  }
}

function isBytesOf(connection: number, answer: unknown): answer is FromWorker {
  return typeof answer === 'object' && answer !== null && (answer as FromWorker).connection === connection;
}
