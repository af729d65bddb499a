import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { FilterError } from '../subscriptions/filter-error.ts';
import { afterWhatWasSent } from './barrier.ts';
import { frameMessage, MessageFrames } from './frames.ts';
import { MalformedMessage } from './protobuf.ts';
import { GrpcError, StatusCode, type Trailers } from './status.ts';
import { unsent } from './unsent.ts';

const responseHeaders = { ':status': 200, 'content-type': 'application/grpc' } as const;

/** Bytes handed to the connection and not yet taken by the peer, above which `write` asks the writer to wait. */
const unsentBytesMax = 256 * 1024;

/** In which a peer must end its request once it is answered. */
const requestEndWaitMsMax = 1_000;

/**
 * One gRPC call on an HTTP/2 stream: messages in, messages out, one status at the end. Whatever happens on the
 * wire, `onClose` handlers run exactly once, and after that every write is dropped.
 */
export class Call {
  readonly headers: IncomingHttpHeaders;
  /** The status that it ended with; null while it is open, and when the peer cut it. */
  status: number | null = null;
  readonly #stream: ServerHttp2Stream;
  #responded = false;
  #ended = false;
  #closed = false;
  #unsentBytes = 0;
  /** The peer has taken all that it was sent, once at least. */
  #takes = false;
  #batch: Buffer[] = [];
  #flushing = false;
  #waiters: (() => void)[] = [];
  readonly #closeHandlers = new Set<() => void>();
  #deadline: NodeJS.Timeout | undefined;

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders) {
    this.#stream = stream;
    this.headers = headers;
    stream.on('error', () => this.#close());
    stream.on('close', () => this.#close());
    const timeoutMs = parseTimeoutMs(headers['grpc-timeout']);
    if (timeoutMs !== null) {
      const expire = () => this.fail(new GrpcError(StatusCode.deadlineExceeded, 'Deadline exceeded'));
      this.#deadline = setTimeout(expire, timeoutMs);
    }
  }

  /** True once the call is over for either side; nothing more can be sent. */
  get over(): boolean {
    return this.#closed || this.#ended;
  }

  /** The caller's address, for operators. */
  get peer(): string {
    const socket = this.#stream.session?.socket;
    return socket === undefined ? '' : `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`;
  }

  /** True while the peer has more unread than it should be sent, or all peers together have. */
  get congested(): boolean {
    return this.#unsentBytes >= unsentBytesMax || unsent.isFull(this.#takes);
  }

  /** Runs `handler` when the call is over, at once if it is already. Answers how to take it back. */
  onClose(handler: () => void): () => void {
    if (this.over) handler();
    else this.#closeHandlers.add(handler);
    return () => void this.#closeHandlers.delete(handler);
  }

  /**
   * Reads request messages. A throwing handler or a broken frame ends the call with a status. `onEnd` runs when the
   * caller has ended its request, not when the request was cut off.
   */
  receive(messageBytesMax: number, onMessage: (message: Buffer) => void, onEnd: () => void): void {
    const encoding = this.headers['grpc-encoding'] as string | undefined;
    const frames = new MessageFrames(messageBytesMax, onMessage, encoding, (error) => this.fail(error));
    this.onClose(() => frames.discard());
    this.#stream.on('data', (chunk: Buffer) => {
      if (this.over) return;
      this.#guard(() => frames.push(chunk));
    });
    this.#stream.on('end', () => {
      if (this.over) return;
      if (this.#gone) return this.#close();
      this.#guard(() => {
        frames.end();
        onEnd();
      });
    });
  }

  /**
   * Runs `action` once it is certain that the request was ended and not broken off: a client that gives up in the middle
   * may say both, the end first.
   */
  whenKept(action: () => void): void {
    const { session } = this.#stream;
    if (session === undefined) this.#close();
    else
      afterWhatWasSent(session, () => {
        if (this.over) return;
        if (this.#gone) this.#close();
        else this.#guard(action);
      });
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    if (!this.over) this.#stream.resume();
  }

  /** Sends one message; messages of one turn leave together. */
  send(message: Buffer): void {
    this.write(frameMessage(message));
  }

  /** Sends bytes that are framed already. False asks the caller to wait for `drained` before it sends more. */
  write(framed: Buffer): boolean {
    if (this.over) return true;
    this.#batch.push(framed);
    this.#unsentBytes += framed.length;
    unsent.hold(this, framed.length);
    if (!this.#flushing) {
      this.#flushing = true;
      process.nextTick(() => this.#flush());
    }
    return !this.congested;
  }

  /** Resolves when more may be sent, or the call is over. */
  async drained(): Promise<void> {
    while (!this.over && this.congested) {
      if (this.#unsentBytes < unsentBytesMax) await unsent.room();
      else await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  /** Cuts the call, because its peer takes nothing and others need the room. */
  giveUp(): void {
    this.#stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
    this.#close();
  }

  end(): void {
    this.#finish({ 'grpc-status': '0' });
  }

  fail(error: unknown): void {
    this.#finish(statusOf(error));
  }

  #guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }

  #flush(): void {
    this.#flushing = false;
    const batch = this.#batch;
    if (batch.length === 0 || this.#closed || this.#gone) return;
    this.#batch = [];
    this.#respond();
    const chunk = batch.length === 1 ? (batch[0] as Buffer) : Buffer.concat(batch);
    this.#stream.write(chunk, () => this.#sent(chunk.length));
  }

  #sent(bytes: number): void {
    if (this.#closed) return;
    this.#unsentBytes -= bytes;
    unsent.taken(this, bytes, this.#unsentBytes);
    if (this.#unsentBytes === 0) this.#takes = true;
    if (this.#unsentBytes < unsentBytesMax) this.#wake();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter();
  }

  /** The peer has reset the stream, or it is over for another reason; headers must not be sent any more. */
  get #gone(): boolean {
    return this.#stream.destroyed || this.#stream.closed;
  }

  #respond(): void {
    if (this.#responded || this.#gone) return;
    this.#responded = true;
    this.#stream.respond(responseHeaders, { waitForTrailers: true });
  }

  #finish(trailers: Trailers): void {
    if (this.over) return;
    this.#flush();
    this.#ended = true;
    this.status = Number(trailers['grpc-status']);
    if (!this.#gone) {
      if (this.#responded) {
        this.#stream.once('wantTrailers', () => {
          this.#stream.sendTrailers(trailers);
          this.#cutUnlessEnded();
        });
        this.#stream.end();
      } else {
        this.#responded = true;
        this.#stream.respond({ ...responseHeaders, ...trailers }, { endStream: true });
        this.#cutUnlessEnded();
      }
      // What still comes is read past.
      this.#stream.removeAllListeners('data').resume();
    }
    this.#runCloseHandlers();
  }

  /** A request that does not end when all of its answer is sent is cut, lest it stay for good. */
  #cutUnlessEnded(): void {
    const stream = this.#stream;
    if (stream.readableEnded) return;
    const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), requestEndWaitMsMax);
    const clear = () => clearTimeout(timer);
    stream.once('end', clear).once('close', clear);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#batch = [];
    unsent.dropped(this, this.#unsentBytes);
    this.#unsentBytes = 0;
    this.#runCloseHandlers();
  }

  #runCloseHandlers(): void {
    clearTimeout(this.#deadline);
    this.#wake();
    const handlers = [...this.#closeHandlers];
    this.#closeHandlers.clear();
    for (const handler of handlers) handler();
  }
}

/** The trailers that tell `error`. What is not ours to tell becomes a plain `internal` without details. */
function statusOf(error: unknown): Trailers {
  if (error instanceof GrpcError) return trailersOf(error.code, error.message, error.trailers);
  if (error instanceof MalformedMessage || error instanceof FilterError) {
    return trailersOf(StatusCode.invalidArgument, error.message, {});
  }
  const message = error instanceof Error ? error.message : String(error);
  return trailersOf(StatusCode.unknown, message, {});
}

function trailersOf(code: number, message: string, others: Trailers): Trailers {
  const trailers: Trailers = {
    'grpc-status': String(code),
    'grpc-message': percentEncode(message.slice(0, 2048)),
  };
  for (const [key, value] of Object.entries(others)) trailers[key] = asciiValue(value);
  return trailers;
}

/** gRPC's own encoding of status messages: printable ASCII but `%` stays as it is. */
function percentEncode(text: string): string {
  return text.toWellFormed().replace(/[^\x20-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character));
}

/** Header values must be printable ASCII; a stream name that is not travels percent-encoded. */
function asciiValue(value: string): string {
  const cut = value.length > 4096 ? value.slice(0, 4096) : value;
  return /^[\x20-\x7e]*$/.test(cut) ? cut : encodeURIComponent(cut.toWellFormed());
}

const timeoutUnitsMs: Record<string, number> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};
const timeoutMsMax = 2 ** 31 - 1;

function parseTimeoutMs(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const match = /^(\d{1,8})([HMSmun])$/.exec(header);
  if (match === null) return null;
  const ms = Number(match[1]) * (timeoutUnitsMs[match[2] as string] as number);
  return ms > timeoutMsMax ? null : Math.ceil(ms);
}
