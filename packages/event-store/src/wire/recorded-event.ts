import type { Place, ProposedEvent, RecordCodec } from '../log/record.ts';
import { checkUuid, readStreamIdentifier } from './identifiers.ts';
import { ProtobufReader, ProtobufWriter, varintLength, writeVarint } from './protobuf.ts';

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
const tombstoneRevisionOnWire = 9_223_372_036_854_775_807n;
const writer = new ProtobufWriter();

/** Lengths are computed first and everything is written once into a buffer of its own. */
function encode(event: ProposedEvent, place: Place): Buffer {
  const numbers = numbersOf(place);
  const stream = streamField.of(place.stream);
  const properties = propertiesOf(event, place);
  const { metadata, data } = event;
  const length = idFieldLength + stream.length + numbers.length + properties.length;
  const record = Buffer.allocUnsafe(
    length + fieldLength(metadata) + 1 + varintLength(data.length) + data.length,
  );
  record[0] = 0x0a;
  record[1] = 38;
  record[2] = 0x12;
  record[3] = 36;
  record.write(event.id, 4, 36, 'latin1');
  let at = idFieldLength;
  for (const part of [stream, numbers, properties]) {
    record.set(part, at);
    at += part.length;
  }
  if (metadata.length > 0) at = writeField(record, at, 7, metadata);
  writeField(record, at, 8, data);
  return record;
}

function numbersOf({ revision, position, tombstone }: Place): Buffer {
  writer.tag(3, 0);
  if (tombstone) writer.bigVarint(tombstoneRevisionOnWire);
  else writer.varint(revision);
  return writer.number(4, position).number(5, position).finish();
}

function fieldLength(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : 1 + varintLength(bytes.length) + bytes.length;
}

function writeField(target: Buffer, start: number, field: number, bytes: Uint8Array): number {
  target[start] = field * 8 + 2;
  const at = writeVarint(target, start + 1, bytes.length);
  target.set(bytes, at);
  return at + bytes.length;
}

/** The encoding of a text, kept because the next event mostly has the same one. */
class LastEncoded {
  #text = '';
  #bytes: Buffer = Buffer.alloc(0);
  readonly #encode: (text: string) => Buffer;

  constructor(encode: (text: string) => Buffer) {
    this.#encode = encode;
  }

  of(text: string): Buffer {
    if (text !== this.#text || this.#bytes.length === 0) {
      this.#bytes = this.#encode(text);
      this.#text = text;
    }
    return this.#bytes;
  }
}

const streamField = new LastEncoded((stream) => {
  const length = Buffer.byteLength(stream);
  return writer
    .tag(2, 2)
    .varint(1 + varintLength(length) + length)
    .text(3, stream)
    .finish();
});

let lastProperties = { type: '', contentType: '', createdTicks: '', bytes: writer.finish() };

/** Events of one transaction share the time, and mostly the types: their bytes are made once. */
function propertiesOf({ type, contentType }: ProposedEvent, { createdTicks }: Place): Buffer {
  const last = lastProperties;
  if (last.type === type && last.contentType === contentType && last.createdTicks === createdTicks)
    return last.bytes;
  mapEntry('type', type);
  mapEntry('created', createdTicks);
  mapEntry('content-type', contentType);
  lastProperties = { type, contentType, createdTicks, bytes: writer.finish() };
  return lastProperties.bytes;
}

function mapEntry(key: string, value: string): void {
  const length = Buffer.byteLength(value);
  writer
    .tag(6, 2)
    .varint(2 + key.length + 1 + varintLength(length) + length)
    .text(1, key)
    .text(2, value);
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
  /** Null when it tells no time. */
  createdMs: number | null;
  tombstone: boolean;
};

export function describeRecord(record: Uint8Array): RecordDescription {
  const reader = new ProtobufReader(asBuffer(record), idFieldLength);
  const description = { id: checkUuid(eventId(record)), stream: '', revision: 0, position: 0 };
  const properties = new Map<string, string>();
  for (let found = reader.field(); found !== 0; found = reader.field()) {
    if (found === 2) description.stream = readStreamIdentifier(reader.message());
    else if (found === 3) description.revision = reader.varint();
    else if (found === 4) description.position = reader.varint();
    else if (found === 6) properties.set(...mapEntryIn(reader.message()));
    else reader.skip();
  }
  const createdMs = millisecondsOf(properties.get('created') ?? '');
  return {
    ...description,
    type: properties.get('type') ?? '',
    createdMs,
    tombstone: description.revision === Number.MAX_SAFE_INTEGER,
  };
}

function mapEntryIn(entry: ProtobufReader): [key: string, value: string] {
  let key = '';
  let value = '';
  for (let found = entry.field(); found !== 0; found = entry.field()) {
    if (found === 1) key = entry.text();
    else value = entry.text();
  }
  return [key, value];
}

/** Of a time in units of 100 ns. */
function millisecondsOf(ticks: string): number | null {
  return /^\d{5,20}$/.test(ticks) ? Number(ticks.slice(0, -4)) : null;
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
