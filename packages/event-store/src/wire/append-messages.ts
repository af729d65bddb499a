import { type ExpectedRevision, eventTypeBytesMax, type ProposedEvent } from '../log/record.ts';
import {
  checkStreamName,
  encodeStreamIdentifier,
  encodeUuid,
  isReadOnly,
  readStreamIdentifier,
  readUuid,
} from './identifiers.ts';
import { MalformedMessage, ProtobufReader, ProtobufWriter, varintLength } from './protobuf.ts';
import { GrpcError, invalidArgument, StatusCode } from './status.ts';

export type AppendOptions = { stream: string; expected: ExpectedRevision; deadlineMs: number | null };

/** A message of the streaming call: the options first, then one event each. */
export type AppendMessage = { options?: AppendOptions; event?: ProposedEvent };

/** A message of the batch call: parts of one append share a correlation id, the last one is final. */
export type BatchMessage = {
  correlationId: string;
  options: AppendOptions | null;
  events: ProposedEvent[];
  isFinal: boolean;
  /** Why the append cannot be used, or null. */
  fault: string | null;
};

export function decodeAppend(message: Buffer): AppendMessage {
  const reader = new ProtobufReader(message);
  const decoded: AppendMessage = {};
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) decoded.options = decodeOptions(reader.message());
    else if (field === 2) decoded.event = decodeProposed(reader.message());
    else reader.skip();
  }
  return decoded;
}

/** Throws only where it cannot be told which append is meant; what else is wrong concerns that append alone. */
export function decodeBatch(message: Buffer): BatchMessage {
  const decoded: BatchMessage = { correlationId: '', options: null, events: [], isFinal: false, fault: null };
  try {
    readBatch(new ProtobufReader(message), decoded);
  } catch (error) {
    if (decoded.correlationId === '') throw error;
    decoded.fault ??= faultIn(error);
  }
  if (decoded.correlationId === '') throw invalidArgument('A batch append needs a correlation id.');
  return decoded;
}

function readBatch(reader: ProtobufReader, decoded: BatchMessage): void {
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) decoded.correlationId = readUuid(reader.message());
    else if (field === 2 || field === 3) readPart(reader.message(), field, decoded);
    else if (field === 4) decoded.isFinal = reader.varint() !== 0;
    else reader.skip();
  }
}

/** The reader of the whole message is past the part already, so what stands behind a faulty one can still be read. */
function readPart(part: ProtobufReader, field: 2 | 3, decoded: BatchMessage): void {
  try {
    if (field === 2) decoded.options = decodeOptions(part);
    else decoded.events.push(decodeProposed(part));
  } catch (error) {
    decoded.fault ??= faultIn(error);
  }
}

function faultIn(error: unknown): string {
  if (error instanceof GrpcError || error instanceof MalformedMessage) return error.message;
  throw error;
}

/** The options of Append, BatchAppend, Delete and Tombstone number their first five fields alike. */
export function decodeOptions(reader: ProtobufReader): AppendOptions {
  let stream = '';
  let expected: ExpectedRevision | null = null;
  let deadlineMs: number | null = null;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) stream = readStreamIdentifier(reader.message());
    else if (field === 2) expected = reader.varint();
    else if (field === 3) expected = ruleAfterSkip(reader, 'no_stream');
    else if (field === 4) expected = ruleAfterSkip(reader, 'any');
    else if (field === 5) expected = ruleAfterSkip(reader, 'stream_exists');
    else if (field === 6) deadlineMs = decodeMilliseconds(reader.message());
    else if (field === 7) deadlineMs = Date.now() + decodeMilliseconds(reader.message());
    else reader.skip();
  }
  if (stream === '') checkStreamName(stream);
  if (expected === null) throw invalidArgument('The expected revision is missing.');
  if (isReadOnly(stream)) {
    throw invalidArgument(`'${stream}' is not a stream that can be written to.`);
  }
  return { stream, expected, deadlineMs };
}

function ruleAfterSkip(reader: ProtobufReader, rule: ExpectedRevision): ExpectedRevision {
  reader.skip();
  return rule;
}

/** A Timestamp or a Duration, in milliseconds. */
function decodeMilliseconds(reader: ProtobufReader): number {
  let seconds = 0;
  let nanoseconds = 0;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) seconds = Number(reader.int64());
    else if (field === 2) nanoseconds = reader.varint();
    else reader.skip();
  }
  return seconds * 1000 + nanoseconds / 1_000_000;
}

const nothing = new Uint8Array(0);

function decodeProposed(reader: ProtobufReader): ProposedEvent {
  let id = '';
  let data: Uint8Array = nothing;
  let metadata: Uint8Array = nothing;
  const properties = { type: '', 'content-type': '' };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) id = readUuid(reader.message());
    else if (field === 2) decodeProperty(reader.message(), properties);
    else if (field === 3) metadata = reader.bytes();
    else if (field === 4) data = reader.bytes();
    else reader.skip();
  }
  if (id === '') throw invalidArgument('An event has no id.');
  requireProperties(properties);
  return { id, type: properties.type, contentType: properties['content-type'], data, metadata };
}

function decodeProperty(reader: ProtobufReader, properties: { type: string; 'content-type': string }): void {
  let key = '';
  let value = '';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) key = reader.text();
    else if (field === 2) value = reader.text();
    else reader.skip();
  }
  if (key === 'type' || key === 'content-type') properties[key] = value;
}

function requireProperties(properties: { type: string; 'content-type': string }): void {
  if (isShort(properties.type) && isShort(properties['content-type'])) return;
  const missing = Object.entries(properties).flatMap(([key, value]) => (value === '' ? [key] : []));
  if (missing.length > 0) {
    throw new GrpcError(
      StatusCode.invalidArgument,
      `Required Metadata Property '${missing.join("', '")}' is missing.`,
      {
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      },
    );
  }
  if (Buffer.byteLength(properties.type) > eventTypeBytesMax) {
    throw invalidArgument(`An event type is longer than ${eventTypeBytesMax} bytes.`);
  }
  if (Buffer.byteLength(properties['content-type']) > eventTypeBytesMax) {
    throw invalidArgument(`A content type is longer than ${eventTypeBytesMax} bytes.`);
  }
}

/** Not empty, and within the bound whatever its characters are. */
function isShort(text: string): boolean {
  return text.length > 0 && text.length <= eventTypeBytesMax / 4;
}

const outer = new ProtobufWriter();
const inner = new ProtobufWriter();

/** `position` is null for an append without events. */
export function encodeAppendSuccess(revision: number, position: number | null): Buffer {
  return outer.bytes(1, successBody(revision, position)).finish();
}

function successBody(revision: number, position: number | null): Buffer {
  const at = position === null ? null : inner.number(1, position).number(2, position).finish();
  if (revision < 0) inner.empty(2);
  else inner.number(1, revision);
  if (at === null) inner.empty(4);
  else inner.bytes(3, at);
  return inner.finish();
}

/** Fields 1 to 5 repeat 6 to 10 for clients older than 20.6.1. */
export function encodeAppendConflict(expected: ExpectedRevision, current: number | null): Buffer {
  if (current === null) inner.empty(2);
  else inner.number(1, current);
  if (typeof expected === 'number') inner.number(3, expected);
  else if (expected === 'any') inner.empty(4);
  else if (expected === 'stream_exists') inner.empty(5);
  if (current === null) inner.empty(7);
  else inner.number(6, current);
  if (typeof expected === 'number') inner.number(8, expected);
  else inner.empty({ any: 9, stream_exists: 10, no_stream: 11 }[expected]);
  return outer.bytes(2, inner.finish()).finish();
}

export function encodeBatchSuccess(
  correlationId: string,
  options: AppendOptions,
  revision: number,
  position: number | null,
): Buffer {
  outer.tag(1, 2).varint(38).text(2, correlationId);
  if (position === null || revision < 0) outer.bytes(3, successBody(revision, position));
  else {
    const place = 2 * (1 + varintLength(position));
    outer.tag(3, 2).varint(1 + varintLength(revision) + 2 + place);
    outer.number(1, revision).tag(3, 2).varint(place).number(1, position).number(2, position);
  }
  return withOptions(options).finish();
}

/** Why a batch append failed: becomes a `google.rpc.Status` whose details name the kind. */
export type BatchFailure =
  | { kind: 'WrongExpectedVersion'; expected: ExpectedRevision; current: number | null }
  | { kind: 'StreamDeleted'; stream: string }
  | { kind: 'MaximumAppendSizeExceeded'; appendBytesMax: number }
  | { kind: 'BadRequest' | 'AccessDenied' | 'Timeout' | 'Unknown'; message: string };

/** Of an append whose own cannot be read. */
export const noOptions: AppendOptions = { stream: '', expected: 'any', deadlineMs: null };

export function encodeBatchFailure(
  correlationId: string,
  options: AppendOptions,
  failure: BatchFailure,
): Buffer {
  const { code, message, details } = describe(failure);
  const typeUrl = `type.googleapis.com/event_store.client.${failure.kind}`;
  const any = inner.text(1, typeUrl).bytes(2, details).finish();
  const status = inner.number(1, code).text(2, message).bytes(3, any).finish();
  outer.bytes(1, encodeUuid(correlationId)).bytes(2, status);
  return withOptions(options).finish();
}

function withOptions(options: AppendOptions): ProtobufWriter {
  outer.bytes(4, encodeStreamIdentifier(options.stream));
  if (typeof options.expected === 'number') return outer.number(5, options.expected);
  return outer.empty({ no_stream: 6, any: 7, stream_exists: 8 }[options.expected]);
}

function describe(failure: BatchFailure): { code: number; message: string; details: Buffer } {
  switch (failure.kind) {
    case 'WrongExpectedVersion':
      return {
        code: StatusCode.failedPrecondition,
        message: 'WrongExpectedVersion',
        details: conflictDetails(failure.expected, failure.current),
      };
    case 'StreamDeleted':
      return {
        code: StatusCode.failedPrecondition,
        message: 'StreamDeleted',
        details: inner.bytes(1, encodeStreamIdentifier(failure.stream)).finish(),
      };
    case 'MaximumAppendSizeExceeded':
      return {
        code: StatusCode.invalidArgument,
        message: 'MaximumAppendSizeExceeded',
        details: inner.number(1, failure.appendBytesMax).finish(),
      };
    case 'BadRequest':
      return {
        code: StatusCode.invalidArgument,
        message: failure.message,
        details: inner.text(1, failure.message).finish(),
      };
    case 'AccessDenied':
      return { code: StatusCode.permissionDenied, message: failure.message, details: Buffer.alloc(0) };
    case 'Timeout':
      return { code: StatusCode.deadlineExceeded, message: failure.message, details: Buffer.alloc(0) };
    case 'Unknown':
      return { code: StatusCode.unknown, message: failure.message, details: Buffer.alloc(0) };
  }
}

function conflictDetails(expected: ExpectedRevision, current: number | null): Buffer {
  if (current === null) inner.empty(2);
  else inner.number(1, current);
  if (typeof expected === 'number') inner.number(3, expected);
  else inner.empty({ any: 4, stream_exists: 5, no_stream: 6 }[expected]);
  return inner.finish();
}
