import type { EventLog } from '../../log/event-log.ts';
import type { ProposedEvent } from '../../log/record.ts';
import type { AppendOutcome } from '../../log/writer.ts';
import type { Guard } from '../access.ts';
import {
  type AppendOptions,
  type BatchFailure,
  type BatchMessage,
  decodeAppend,
  decodeBatch,
  encodeAppendConflict,
  encodeAppendSuccess,
  encodeBatchFailure,
  encodeBatchSuccess,
  noOptions,
} from '../append-messages.ts';
import type { Call } from '../call.ts';
import { heldUntilClosed, type RequestBytes } from '../request-bytes.ts';
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
    let events: ProposedEvent[] = [];
    let options: AppendOptions | null = null;
    let bytes = 0;
    const held = heldUntilClosed(call, () => {
      events = [];
    });
    const onMessage = (message: Buffer) => {
      const decoded = decodeAppend(message);
      options = decoded.options ?? options;
      if (options === null) throw invalidArgument('The options of an append come before its events.');
      if (decoded.options !== undefined) guard.stream(call, 'write', options.stream);
      if (decoded.event === undefined) return;
      bytes += sizeOf(decoded.event);
      const storedBytes = held.bytes + storedSizeOf(decoded.event, options);
      if (bytes > bounds.appendBytesMax || storedBytes > storedBytesMax)
        throw maximumAppendSizeExceeded(bounds.appendBytesMax);
      held.set(storedBytes);
      events.push(decoded.event);
    };
    call.receive(bounds.messageBytesMax, onMessage, () => {
      const whole = options;
      if (whole === null) throw invalidArgument('The append has no options.');
      held.cameInWhole();
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
  readonly #held: RequestBytes;
  #waitingBytes = 0;
  #waiting = 0;
  #finished = false;

  constructor(log: EventLog, call: Call, bounds: AppendBounds, guard: Guard) {
    this.#guard = guard;
    this.#log = log;
    this.#call = call;
    this.#bounds = bounds;
    this.#held = heldUntilClosed(call, () => this.#unfinished.clear());
  }

  receive(message: BatchMessage): void {
    const append = this.#unfinished.get(message.correlationId) ?? this.#begin(message);
    if (!append.refused) this.#add(message, append);
    if (!message.isFinal) {
      this.#unfinished.set(message.correlationId, append);
      this.#holdUnfinished();
      return;
    }
    if (this.#unfinished.delete(message.correlationId)) this.#holdUnfinished();
    this.#held.progress();
    if (!append.refused) this.#submit(message.correlationId, append);
  }

  /** The client has sent all it will; the call ends when the last append is answered. */
  finish(): void {
    this.#finished = true;
    if (this.#waiting === 0) this.#call.end();
  }

  #begin({ correlationId, options, fault }: BatchMessage): Unfinished {
    if (this.#unfinished.size >= unfinishedMax) {
      throw invalidArgument(`More than ${unfinishedMax} batch appends have begun and are not final.`);
    }
    const append = {
      options: options ?? noOptions,
      events: [],
      bytes: 0,
      storedBytes: begunBytes(options ?? noOptions),
      refused: false,
    };
    if (options === null) {
      const message = fault ?? 'The first part of a batch append must have options.';
      this.#refuse(correlationId, append, { kind: 'BadRequest', message });
    }
    return append;
  }

  #add({ correlationId, options, events, fault }: BatchMessage, append: Unfinished): void {
    if (fault !== null) {
      this.#refuse(correlationId, append, { kind: 'BadRequest', message: fault });
      return;
    }
    for (const event of events) {
      append.bytes += sizeOf(event);
      append.storedBytes += storedSizeOf(event, append.options);
      append.events.push(event);
    }
    if (append.bytes > this.#bounds.appendBytesMax || append.storedBytes > storedBytesMax)
      this.#refuseSize(correlationId, append);
    else if (options !== null) this.#refuseStranger(correlationId, append);
  }

  #holdUnfinished(): void {
    let bytes = 0;
    for (const append of this.#unfinished.values()) bytes += append.storedBytes;
    this.#held.set(bytes);
    if (bytes > unfinishedBytesMax)
      throw invalidArgument(`Batch appends that are not final hold more than ${unfinishedBytesMax} bytes.`);
  }

  /** Answered once, and it alone; further parts of the same append are dropped. */
  #refuse(correlationId: string, append: Unfinished, failure: BatchFailure): void {
    append.refused = true;
    append.events = [];
    append.bytes = 0;
    append.storedBytes = begunBytes(append.options);
    this.#call.send(encodeBatchFailure(correlationId, append.options, failure));
  }

  #refuseSize(correlationId: string, append: Unfinished): void {
    const { appendBytesMax } = this.#bounds;
    const failure = isLate(append.options)
      ? late
      : ({ kind: 'MaximumAppendSizeExceeded', appendBytesMax } as const);
    this.#refuse(correlationId, append, failure);
  }

  #refuseStranger(correlationId: string, append: Unfinished): void {
    try {
      this.#guard.stream(this.#call, 'write', append.options.stream);
    } catch (error) {
      if (!(error instanceof GrpcError) || error.code !== StatusCode.permissionDenied) throw error;
      this.#refuse(correlationId, append, { kind: 'AccessDenied', message: error.message });
    }
  }

  #submit(correlationId: string, append: Unfinished): void {
    const { options, events, bytes } = append;
    if (isLate(options)) {
      this.#refuse(correlationId, append, late);
      return;
    }
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

const late = { kind: 'Timeout', message: 'Timeout' } as const;

function isLate({ deadlineMs }: AppendOptions): boolean {
  return deadlineMs !== null && deadlineMs < Date.now();
}

/** What counts against the maximum append size. */
function sizeOf(event: ProposedEvent): number {
  return event.data.length + event.metadata.length + event.type.length;
}

/** About what is kept of an append that has begun, before its first event. */
function begunBytes({ stream }: AppendOptions): number {
  return 256 + 2 * stream.length;
}

/** About what the event takes in the log: its record holds the stream's name, too. */
function storedSizeOf(event: ProposedEvent, { stream }: AppendOptions): number {
  return sizeOf(event) + event.contentType.length + stream.length + 128;
}
