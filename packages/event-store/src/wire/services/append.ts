import type { EventLog } from '../../log/event-log.ts';
import type { ProposedEvent } from '../../log/record.ts';
import type { AppendOutcome } from '../../log/writer.ts';
import type { Guard } from '../access.ts';
import {
  type AppendOptions,
  type BatchMessage,
  decodeAppend,
  decodeBatch,
  encodeAppendConflict,
  encodeAppendSuccess,
  encodeBatchFailure,
  encodeBatchSuccess,
} from '../append-messages.ts';
import type { Call } from '../call.ts';
import type { Handler } from '../server.ts';
import {
  GrpcError,
  invalidArgument,
  maximumAppendSizeExceeded,
  StatusCode,
  streamDeleted,
} from '../status.ts';

export type AppendBounds = { appendBytesMax: number; messageBytesMax: number };

/** Appends of one call that have begun and are not final yet, and what they hold. */
const unfinishedMax = 1024;
const unfinishedBytesMax = 16 * 1024 * 1024;

/** What one append may take on disk; its size as EventStoreDB counts it leaves out what stands in each record. */
const storedBytesMax = 16 * 1024 * 1024;

/** Streams.Append: options, then events, then the end of the request commits them together, unless the client gave up. */
export function appendHandler(log: EventLog, bounds: AppendBounds, guard: Guard): Handler {
  return (call) => {
    const events: ProposedEvent[] = [];
    let options: AppendOptions | null = null;
    let bytes = 0;
    let storedBytes = 0;
    const onMessage = (message: Buffer) => {
      const decoded = decodeAppend(message);
      options = decoded.options ?? options;
      if (options === null) throw invalidArgument('The options of an append come before its events.');
      if (decoded.options !== undefined) guard.stream(call, 'write', options.stream);
      if (decoded.event === undefined) return;
      bytes += sizeOf(decoded.event);
      storedBytes += storedSizeOf(decoded.event, options);
      if (bytes > bounds.appendBytesMax || storedBytes > storedBytesMax)
        throw maximumAppendSizeExceeded(bounds.appendBytesMax);
      events.push(decoded.event);
    };
    call.receive(bounds.messageBytesMax, onMessage, () => {
      const whole = options;
      if (whole === null) throw invalidArgument('The append has no options.');
      call.whenKept(() => commit(log, call, whole, events));
    });
  };
}

function commit(log: EventLog, call: Call, options: AppendOptions, events: ProposedEvent[]): void {
  log.append(options.stream, options.expected, events, (outcome) => {
    if (!outcome.ok) return call.fail(outcome.error);
    if (outcome.value.kind === 'stream_deleted') return call.fail(streamDeleted(options.stream));
    if (outcome.value.kind === 'wrong_expected_revision') {
      call.send(encodeAppendConflict(options.expected, outcome.value.current));
    } else {
      call.send(
        encodeAppendSuccess(outcome.value.revision, events.length === 0 ? null : outcome.value.position),
      );
    }
    call.end();
  });
}

type Unfinished = {
  options: AppendOptions;
  events: ProposedEvent[];
  bytes: number;
  storedBytes: number;
  refused: boolean;
};

/**
 * Streams.BatchAppend: many appends over one call, answered as they reach the disk. While enough of the call waits for
 * the disk no more of it is decoded: the client prepares its next appends as soon as the first are answered.
 */
export function batchAppendHandler(log: EventLog, bounds: AppendBounds, guard: Guard): Handler {
  return (call) => {
    const batch = new BatchCall(log, call, bounds, guard);
    call.receive(
      bounds.messageBytesMax,
      (message) => batch.receive(decodeBatch(message)),
      () => batch.finish(),
    );
  };
}

class BatchCall {
  readonly #log: EventLog;
  readonly #call: Call;
  readonly #bounds: AppendBounds;
  readonly #guard: Guard;
  readonly #unfinished = new Map<string, Unfinished>();
  #waitingBytes = 0;
  #waiting = 0;
  #finished = false;

  constructor(log: EventLog, call: Call, bounds: AppendBounds, guard: Guard) {
    this.#guard = guard;
    this.#log = log;
    this.#call = call;
    this.#bounds = bounds;
  }

  receive(message: BatchMessage): void {
    const append = this.#take(message);
    for (const event of message.events) {
      append.bytes += sizeOf(event);
      append.storedBytes += storedSizeOf(event, append.options);
      append.events.push(event);
    }
    if (append.bytes > this.#bounds.appendBytesMax || append.storedBytes > storedBytesMax)
      this.#refuseSize(message.correlationId, append);
    if (message.options !== null) this.#refuseStranger(message.correlationId, append);
    if (!message.isFinal) {
      this.#unfinished.set(message.correlationId, append);
      this.#refuseHoard();
      return;
    }
    this.#unfinished.delete(message.correlationId);
    if (!append.refused) this.#submit(message.correlationId, append);
  }

  /** The client has sent all it will; the call ends when the last append is answered. */
  finish(): void {
    this.#finished = true;
    if (this.#waiting === 0) this.#call.end();
  }

  #take(message: BatchMessage): Unfinished {
    const known = this.#unfinished.get(message.correlationId);
    if (known !== undefined) return known;
    if (message.options === null)
      throw invalidArgument('The first part of a batch append must have options.');
    if (this.#unfinished.size >= unfinishedMax) {
      throw invalidArgument(`More than ${unfinishedMax} batch appends have begun and are not final.`);
    }
    return { options: message.options, events: [], bytes: 0, storedBytes: 0, refused: false };
  }

  #refuseHoard(): void {
    let bytes = 0;
    for (const append of this.#unfinished.values()) bytes += append.storedBytes;
    if (bytes > unfinishedBytesMax)
      throw invalidArgument(`Batch appends that are not final hold more than ${unfinishedBytesMax} bytes.`);
  }

  /** Answered once; further parts of the same append are dropped. */
  #refuseSize(correlationId: string, append: Unfinished): void {
    append.events = [];
    append.bytes = 0;
    append.storedBytes = 0;
    if (append.refused) return;
    append.refused = true;
    if (this.#refuseLate(correlationId, append.options)) return;
    const { appendBytesMax } = this.#bounds;
    this.#call.send(
      encodeBatchFailure(correlationId, append.options, {
        kind: 'MaximumAppendSizeExceeded',
        appendBytesMax,
      }),
    );
  }

  #refuseStranger(correlationId: string, append: Unfinished): void {
    if (append.refused) return;
    try {
      this.#guard.stream(this.#call, 'write', append.options.stream);
    } catch (error) {
      if (!(error instanceof GrpcError) || error.code !== StatusCode.permissionDenied) throw error;
      append.refused = true;
      const failure = { kind: 'AccessDenied', message: error.message } as const;
      this.#call.send(encodeBatchFailure(correlationId, append.options, failure));
    }
  }

  #refuseLate(correlationId: string, options: AppendOptions): boolean {
    if (options.deadlineMs === null || options.deadlineMs >= Date.now()) return false;
    this.#call.send(encodeBatchFailure(correlationId, options, { kind: 'Timeout', message: 'Timeout' }));
    return true;
  }

  #submit(correlationId: string, append: Unfinished): void {
    const { options, events, bytes } = append;
    if (this.#refuseLate(correlationId, options)) return;
    this.#waiting += 1;
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > this.#log.worthwhileBytes) this.#call.pause();
    this.#log.append(options.stream, options.expected, events, (outcome) => {
      this.#waiting -= 1;
      this.#waitingBytes -= bytes;
      if (!outcome.ok) this.#fail(correlationId, options, outcome.error);
      else this.#answer(correlationId, options, events.length, outcome.value);
      if (this.#waitingBytes <= this.#log.worthwhileBytes) this.#call.resume();
      if (this.#finished && this.#waiting === 0) this.#call.end();
    });
  }

  #fail(correlationId: string, options: AppendOptions, error: Error): void {
    this.#call.send(encodeBatchFailure(correlationId, options, { kind: 'Unknown', message: error.message }));
  }

  #answer(correlationId: string, options: AppendOptions, count: number, outcome: AppendOutcome): void {
    if (outcome.kind === 'appended') {
      const position = count === 0 ? null : outcome.position;
      this.#call.send(encodeBatchSuccess(correlationId, options, outcome.revision, position));
    } else if (outcome.kind === 'stream_deleted') {
      this.#call.send(
        encodeBatchFailure(correlationId, options, { kind: 'StreamDeleted', stream: options.stream }),
      );
    } else {
      const { current } = outcome;
      const { expected } = options;
      this.#call.send(
        encodeBatchFailure(correlationId, options, { kind: 'WrongExpectedVersion', expected, current }),
      );
    }
  }
}

/** What counts against the maximum append size. */
function sizeOf(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + event.type.length;
}

/** About what the event takes in the log: its record holds the stream's name, too. */
function storedSizeOf(event: ProposedEvent, { stream }: AppendOptions): number {
  return sizeOf(event) + event.contentType.length + stream.length + 128;
}
