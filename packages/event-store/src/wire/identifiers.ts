import { isUtf8 } from 'node:buffer';
import { isVirtual } from '../subscriptions/virtual-streams.ts';
import { type ProtobufReader, ProtobufWriter } from './protobuf.ts';
import { invalidArgument } from './status.ts';

/** Longer names are refused: a name is kept in memory and repeated in every one of its events. */
const streamNameBytesMax = 4096;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads a `StreamIdentifier` (the name is field 3, in UTF-8). */
export function readStreamIdentifier(reader: ProtobufReader): string {
  let name = '';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 3) name = validName(reader.utf8());
    else reader.skip();
  }
  return checkStreamName(name);
}

function validName(name: string | null): string {
  if (name === null) throw invalidArgument('A stream name is not valid UTF-8.');
  return name;
}

export function streamNameOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw invalidArgument('A stream name is not valid UTF-8.');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

export function checkStreamName(name: string): string {
  if (name === '') throw invalidArgument('The stream name is missing.');
  if (name.length > streamNameBytesMax / 3 && Buffer.byteLength(name) > streamNameBytesMax) {
    throw invalidArgument(`The stream name is longer than ${streamNameBytesMax} bytes.`);
  }
  if (name.includes('\0')) throw invalidArgument('A stream name must not contain a NUL character.');
  return name;
}

/** Names that nobody writes to. `$$` would hold the metadata of the stream without a name, which there cannot be. */
export function isReadOnly(name: string): boolean {
  return name === '$all' || name === '$$' || isVirtual(name);
}

/** Reads a `UUID` in either of its forms and returns it in lower-case text. */
export function readUuid(reader: ProtobufReader): string {
  let uuid = '';
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) uuid = readStructured(reader.message());
    else if (field === 2) uuid = reader.text();
    else reader.skip();
  }
  return isCanonical(uuid) ? uuid : checkUuid(uuid.toLowerCase());
}

/** Whether `uuid` is a UUID in lower case; quicker than the pattern, because every event has one. */
function isCanonical(uuid: string): boolean {
  if (uuid.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const code = uuid.charCodeAt(at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 45) return false;
    } else if ((code < 48 || code > 57) && (code < 97 || code > 102)) return false;
  }
  return true;
}

export function checkUuid(uuid: string): string {
  if (!uuidPattern.test(uuid)) throw invalidArgument(`'${uuid.slice(0, 64)}' is not a UUID.`);
  return uuid;
}

function readStructured(reader: ProtobufReader): string {
  let most = 0n;
  let least = 0n;
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) most = reader.int64();
    else if (field === 2) least = reader.int64();
    else reader.skip();
  }
  return uuidFromHalves(most, least);
}

function uuidFromHalves(most: bigint, least: bigint): string {
  const hex = [most, least].map((half) => BigInt.asUintN(64, half).toString(16).padStart(16, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const writer = new ProtobufWriter();

export function encodeStreamIdentifier(name: string): Buffer {
  return writer.text(3, name).finish();
}

export function encodeUuid(uuid: string): Buffer {
  return writer.text(2, uuid).finish();
}
