import type { NewRecord, RecordCodec } from '../log/record.ts';
import { checkUuid, readStreamIdentifier } from './identifiers.ts';
import { ProtobufReader, ProtobufWriter } from './protobuf.ts';

/**
 * The encoded `RecordedEvent` of EventStoreDB's streams.proto is the storage format: what is on disk goes to
 * readers byte for byte. The id comes first and has a fixed length (40 bytes with its key), so that a reader who
 * asks for ids as two integers gets it swapped without decoding the rest.
 */
export const recordCodec: RecordCodec = {
  encode,
  data: (record) => field(record, 8),
  metadata: (record) => field(record, 7),
  eventId,
};

const idFieldLength = 40;
const tombstoneRevision = 9_223_372_036_854_775_807n;
const writer = new ProtobufWriter();

function encode(record: NewRecord): Buffer {
  writer.tag(1, 2).varint(38).text(2, record.id);
  const name = Buffer.byteLength(record.stream);
  writer
    .tag(2, 2)
    .varint(name + 1 + lengthOfLength(name))
    .text(3, record.stream);
  writer.tag(3, 0);
  if (record.tombstone) writer.bigVarint(tombstoneRevision);
  else writer.varint(record.revision);
  writer.number(4, record.position).number(5, record.position);
  mapEntry('type', record.type);
  mapEntry('created', record.createdTicks);
  mapEntry('content-type', record.contentType);
  if (record.metadata.length > 0) writer.bytes(7, record.metadata);
  return writer.bytes(8, record.data).finish();
}

function mapEntry(key: string, value: string): void {
  const length = Buffer.byteLength(value);
  writer
    .tag(6, 2)
    .varint(2 + key.length + 1 + lengthOfLength(length) + length)
    .text(1, key)
    .text(2, value);
}

function lengthOfLength(length: number): number {
  if (length < 128) return 1;
  return length < 16_384 ? 2 : length < 2_097_152 ? 3 : 4;
}

function field(record: Uint8Array, wanted: number): Buffer {
  const reader = new ProtobufReader(asBuffer(record), idFieldLength);
  for (let found = reader.field(); found !== 0; found = reader.field()) {
    if (found === wanted) return reader.bytes();
    reader.skip();
  }
  return Buffer.alloc(0);
}

function eventId(record: Uint8Array): string {
  return asBuffer(record).toString('latin1', 4, idFieldLength);
}

/** What a record says of itself. Throws `MalformedMessage` when its bytes are no record. */
export type RecordDescription = {
  id: string;
  stream: string;
  /** Not meaningful for a tombstone. */
  revision: number;
  position: number;
  type: string;
  tombstone: boolean;
};

export function describeRecord(record: Uint8Array): RecordDescription {
  const reader = new ProtobufReader(asBuffer(record), idFieldLength);
  const description = { id: checkUuid(eventId(record)), stream: '', revision: 0, position: 0, type: '' };
  for (let found = reader.field(); found !== 0; found = reader.field()) {
    if (found === 2) description.stream = readStreamIdentifier(reader.message());
    else if (found === 3) description.revision = reader.varint();
    else if (found === 4) description.position = reader.varint();
    else if (found === 6) description.type = typeIn(reader.message()) ?? description.type;
    else reader.skip();
  }
  return { ...description, tombstone: description.revision === Number.MAX_SAFE_INTEGER };
}

function typeIn(entry: ProtobufReader): string | null {
  let key = '';
  let value = '';
  for (let found = entry.field(); found !== 0; found = entry.field()) {
    if (found === 1) key = entry.text();
    else value = entry.text();
  }
  return key === 'type' ? value : null;
}

/** The same record with its id as two 64-bit integers, for callers whose uuid option is `structured`. */
export function withStructuredId(record: Uint8Array): Buffer {
  const id = Buffer.from(eventId(record).replaceAll('-', ''), 'hex');
  const structured = new ProtobufWriter()
    .tag(1, 0)
    .bigVarint(id.readBigInt64BE(0))
    .tag(2, 0)
    .bigVarint(id.readBigInt64BE(8))
    .finish();
  const uuid = new ProtobufWriter().bytes(1, structured).finish();
  const field = new ProtobufWriter().bytes(1, uuid).finish();
  return Buffer.concat([field, record.subarray(idFieldLength)]);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
