import type { NewRecord, RecordCodec } from '../log/record.ts';
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
