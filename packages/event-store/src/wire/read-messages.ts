import type { ResolvedRecord } from '../log/links.ts';
import type { StoredRecord } from '../log/record.ts';
import type { Page } from '../subscriptions/cursors.ts';
import type { FilterOptions } from '../subscriptions/filter.ts';
import { frameMessage } from './frames.ts';
import { encodeStreamIdentifier, readStreamIdentifier } from './identifiers.ts';
import { ProtobufReader, ProtobufWriter, varintLength, writeVarint } from './protobuf.ts';
import { withStructuredId } from './recorded-event.ts';
import { invalidArgument } from './status.ts';

export type From = 'start' | 'end' | number;

export type ReadRequest = {
  source: { kind: 'stream'; name: string; from: From } | { kind: 'all'; from: From };
  backwards: boolean;
  resolveLinks: boolean;
  /** How many events to read; null for a subscription. */
  count: number | null;
  filter: FilterOptions | null;
  structuredIds: boolean;
  /** Whether the caller understands where a stream begins and ends. */
  tellsEnds: boolean;
};

export function decodeRead(message: Buffer): ReadRequest {
  const reader = new ProtobufReader(message);
  let request: ReadRequest | null = null;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) request = decodeOptions(reader.message());
    else reader.skip();
  }
  if (request === null) throw invalidArgument('The read request has no options.');
  return request;
}

function decodeOptions(reader: ProtobufReader): ReadRequest {
  let source: ReadRequest['source'] | null = null;
  const rest: Omit<ReadRequest, 'source'> = {
    backwards: false,
    resolveLinks: false,
    count: 0,
    filter: null,
    structuredIds: false,
    tellsEnds: false,
  };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) source = decodeStreamOptions(reader.message());
    else if (field === 2) source = decodeAllOptions(reader.message());
    else if (field === 3) rest.backwards = reader.varint() === 1;
    else if (field === 4) rest.resolveLinks = reader.varint() !== 0;
    else if (field === 5) rest.count = reader.varint();
    else if (field === 6) {
      reader.skip();
      rest.count = null;
    } else if (field === 7) rest.filter = decodeFilter(reader.message());
    else if (field === 9) rest.structuredIds = reader.message().field() === 1;
    else if (field === 10) rest.tellsEnds = decodeCompatibility(reader.message()) >= compatibilityWithEnds;
    else reader.skip();
  }
  if (source === null) throw invalidArgument('The read request names neither a stream nor $all.');
  if (rest.backwards && rest.count === null) throw invalidArgument('A subscription cannot go backwards.');
  return { source, ...rest };
}

/** From it on a client knows the messages that tell the first and the last revision of a stream. */
const compatibilityWithEnds = 1;

function decodeCompatibility(reader: ProtobufReader): number {
  let compatibility = 0;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) compatibility = reader.varint();
    else reader.skip();
  }
  return compatibility;
}

function decodeStreamOptions(reader: ProtobufReader): ReadRequest['source'] {
  let name = '';
  let from: From = 'start';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) name = readStreamIdentifier(reader.message());
    else if (field === 2) from = reader.varint();
    else {
      reader.skip();
      from = field === 4 ? 'end' : 'start';
    }
  }
  if (name === '') throw invalidArgument('The stream name is missing.');
  return { kind: 'stream', name, from };
}

function decodeAllOptions(reader: ProtobufReader): ReadRequest['source'] {
  let from: From = 'start';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) from = decodePosition(reader.message());
    else {
      reader.skip();
      from = field === 3 ? 'end' : 'start';
    }
  }
  return { kind: 'all', from };
}

/** A position's two halves are equal in this log; the commit half decides. */
function decodePosition(reader: ProtobufReader): number {
  let commit = 0;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) commit = reader.varint();
    else reader.skip();
  }
  return commit;
}

function decodeFilter(reader: ProtobufReader): FilterOptions {
  const filter: FilterOptions = {
    on: 'stream',
    prefixes: [],
    regex: '',
    windowMax: null,
    checkpointMultiplier: 1,
  };
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1 || field === 2) {
      filter.on = field === 1 ? 'stream' : 'type';
      decodeExpression(reader.message(), filter);
    } else if (field === 3) filter.windowMax = reader.varint();
    else if (field === 5) filter.checkpointMultiplier = reader.varint();
    else reader.skip();
  }
  return filter;
}

function decodeExpression(reader: ProtobufReader, filter: FilterOptions): void {
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) filter.regex = reader.text();
    else if (field === 2) filter.prefixes.push(reader.text());
    else reader.skip();
  }
}

const outer = new ProtobufWriter();
const inner = new ProtobufWriter();

export function encodeConfirmation(subscriptionId: string): Buffer {
  return outer.bytes(2, inner.text(1, subscriptionId).finish()).finish();
}

export function encodeCheckpoint(position: number): Buffer {
  return outer.bytes(3, inner.number(1, position).number(2, position).finish()).finish();
}

export function encodeStreamNotFound(name: string): Buffer {
  return outer.bytes(4, inner.bytes(1, encodeStreamIdentifier(name)).finish()).finish();
}

export function encodeFirstStreamPosition(revision: number): Buffer {
  return outer.number(5, revision).finish();
}

export function encodeLastStreamPosition(revision: number): Buffer {
  return outer.number(6, revision).finish();
}

export function encodeCaughtUp(): Buffer {
  return outer.empty(8).finish();
}

export function encodeFellBehind(): Buffer {
  return outer.empty(9).finish();
}

/**
 * Frames one `ReadResp` per event into a single buffer. Stored bytes are copied once and never decoded. Lengths are
 * computed first, so that nothing is moved afterwards.
 */
export function framePage(events: Page['events'], structuredIds: boolean): Buffer {
  const parts = structuredIds ? events.map(withStructuredIds) : events;
  let total = 0;
  for (const part of parts) total += 'checkpoint' in part ? checkpointFrameMax : 5 + messageLength(part);
  const framed = Buffer.allocUnsafe(total);
  let at = 0;
  for (const part of parts) {
    if ('checkpoint' in part) at += frameMessage(encodeCheckpoint(part.checkpoint)).copy(framed, at);
    else at = writeFrame(framed, at, part);
  }
  return at === total ? framed : framed.subarray(0, at);
}

/** A checkpoint holds two varints of at most ten bytes. */
const checkpointFrameMax = 32;

function withStructuredIds(resolved: Page['events'][number]): Page['events'][number] {
  if ('checkpoint' in resolved) return resolved;
  const convert = (record: StoredRecord | null) =>
    record === null ? null : { ...record, record: withStructuredId(record.record) };
  return { event: convert(resolved.event), link: convert(resolved.link), position: resolved.position };
}

function fieldLength(record: StoredRecord | null): number {
  return record === null ? 0 : 1 + varintLength(record.record.length) + record.record.length;
}

function readEventLength(resolved: ResolvedRecord): number {
  return fieldLength(resolved.event) + fieldLength(resolved.link) + 1 + varintLength(resolved.position);
}

function messageLength(resolved: ResolvedRecord): number {
  const length = readEventLength(resolved);
  return 1 + varintLength(length) + length;
}

function writeFrame(target: Buffer, start: number, resolved: ResolvedRecord): number {
  const length = readEventLength(resolved);
  target[start] = 0;
  let at = target.writeUInt32BE(1 + varintLength(length) + length, start + 1);
  target[at++] = 0x0a;
  at = writeVarint(target, at, length);
  at = writeRecord(target, at, 0x0a, resolved.event);
  at = writeRecord(target, at, 0x12, resolved.link);
  target[at++] = 0x18;
  return writeVarint(target, at, resolved.position);
}

function writeRecord(target: Buffer, start: number, key: number, record: StoredRecord | null): number {
  if (record === null) return start;
  target[start] = key;
  const at = writeVarint(target, start + 1, record.record.length);
  target.set(record.record, at);
  return at + record.record.length;
}
