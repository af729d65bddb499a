import { isUtf8 } from 'node:buffer';

/**
 * The part of the protobuf wire format (https://protobuf.dev/programming-guides/encoding/) that the hot
 * messages need. Cold messages go through the generated classes. Every read is bounds-checked: a malformed
 * message throws MalformedMessage and never reads past its end.
 */
export class MalformedMessage extends Error {
  constructor(what: string) {
    super(`The message is not valid protobuf: ${what}.`);
    this.name = 'MalformedMessage';
  }
}

export class ProtobufReader {
  readonly buffer: Buffer;
  #at: number;
  #end: number;
  #wireType = 0;

  constructor(buffer: Buffer, start = 0, end = buffer.length) {
    this.buffer = buffer;
    this.#at = start;
    this.#end = end;
  }

  /** The next field's number, or 0 at the end of the message. */
  field(): number {
    if (this.#at >= this.#end) return 0;
    const tag = this.number();
    this.#wireType = tag % 8;
    const field = Math.floor(tag / 8);
    if (field === 0) throw new MalformedMessage('a field has the number 0');
    return field;
  }

  /** An unsigned varint; one above 2^53 − 1 is returned as Number.MAX_SAFE_INTEGER, which no revision reaches. */
  number(): number {
    let value = 0;
    let scale = 1;
    for (let index = 0; index < 10; index += 1) {
      if (this.#at >= this.#end) throw new MalformedMessage('a varint is cut short');
      const byte = this.buffer[this.#at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return Math.min(value, Number.MAX_SAFE_INTEGER);
      scale *= 128;
    }
    throw new MalformedMessage('a varint is longer than ten bytes');
  }

  varint(): number {
    this.#expect(0);
    return this.number();
  }

  /** A signed 64-bit varint or fixed64, as two's complement. */
  int64(): bigint {
    if (this.#wireType === 1) {
      const at = this.#take(8);
      return this.buffer.readBigInt64LE(at);
    }
    this.#expect(0);
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.buffer[this.#take(1)] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new MalformedMessage('a varint is longer than ten bytes');
  }

  /** A view on a length-delimited field; it shares memory with the message. */
  bytes(): Buffer {
    this.#expect(2);
    const length = this.number();
    const at = this.#take(length);
    return this.buffer.subarray(at, at + length);
  }

  text(): string {
    const text = this.utf8();
    if (text === null) throw new MalformedMessage('a text is not UTF-8');
    return text;
  }

  /** A text, or null when its bytes are not UTF-8. */
  utf8(): string | null {
    this.#expect(2);
    const length = this.number();
    const at = this.#take(length);
    if (length <= shortTextBytesMax) {
      const known = knownText(this.buffer, at, at + length);
      if (known !== null) return known;
    }
    const text = this.buffer.toString('utf8', at, at + length);
    return text.includes('\ufffd') && !isUtf8(this.buffer.subarray(at, at + length)) ? null : text;
  }

  message(): ProtobufReader {
    this.#expect(2);
    const length = this.number();
    const at = this.#take(length);
    return new ProtobufReader(this.buffer, at, at + length);
  }

  skip(): void {
    if (this.#wireType === 0) this.number();
    else if (this.#wireType === 1) this.#take(8);
    else if (this.#wireType === 2) this.#take(this.number());
    else if (this.#wireType === 5) this.#take(4);
    else throw new MalformedMessage(`wire type ${this.#wireType} is not supported`);
  }

  #expect(wireType: number): void {
    if (this.#wireType !== wireType) {
      throw new MalformedMessage(`wire type ${this.#wireType} where ${wireType} belongs`);
    }
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.#end - at) throw new MalformedMessage('a field is longer than its message');
    this.#at = at + length;
    return at;
  }
}

const shortTextBytesMax = 32;

/** Event types, content types and keys come again and again: the last ASCII text of each hash, not decoded twice. */
const knownTexts: string[] = new Array(512).fill('');

function knownText(buffer: Buffer, start: number, end: number): string | null {
  let hash = end - start;
  let bits = 0;
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at] as number;
    hash = (Math.imul(hash, 31) + byte) | 0;
    bits |= byte;
  }
  if (bits > 127) return null;
  const slot = (hash ^ (hash >>> 11)) & 511;
  const known = knownTexts[slot] as string;
  if (holds(known, buffer, start, end)) return known;
  const text = buffer.toString('latin1', start, end);
  knownTexts[slot] = text;
  return text;
}

function holds(text: string, buffer: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at - start) !== buffer[at]) return false;
  return true;
}

/** Appends fields to one growing buffer; `finish` hands out a copy and makes the writer ready for the next message. */
export class ProtobufWriter {
  #buffer = Buffer.allocUnsafeSlow(16_384);
  #at = 0;

  /** Writes the key of a field: `field × 8 + wireType`, for fields below 16 one byte. */
  tag(field: number, wireType: 0 | 2): this {
    return this.varint(field * 8 + wireType);
  }

  varint(value: number): this {
    this.#reserve(10);
    this.#at = writeVarint(this.#buffer, this.#at, value);
    return this;
  }

  bigVarint(value: bigint): this {
    this.#reserve(10);
    let rest = BigInt.asUintN(64, value);
    while (rest >= 128n) {
      this.#buffer[this.#at++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    this.#buffer[this.#at++] = Number(rest);
    return this;
  }

  number(field: number, value: number): this {
    return this.tag(field, 0).varint(value);
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, 2).varint(value.length);
    this.#reserve(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  text(field: number, value: string): this {
    if (value.length < 128 && this.#ascii(field, value)) return this;
    const length = Buffer.byteLength(value);
    this.tag(field, 2).varint(length);
    this.#reserve(length);
    this.#at += this.#buffer.write(value, this.#at, length, 'utf8');
    return this;
  }

  /** Writes a short text by itself, which is quicker than to ask the runtime. False when it has other characters. */
  #ascii(field: number, value: string): boolean {
    this.#reserve(10 + value.length);
    const start = this.#at;
    this.tag(field, 2).varint(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127) {
        this.#at = start;
        return false;
      }
      this.#buffer[this.#at++] = code;
    }
    return true;
  }

  empty(field: number): this {
    return this.tag(field, 2).varint(0);
  }

  finish(): Buffer {
    const message = Buffer.allocUnsafe(this.#at);
    this.#buffer.copy(message, 0, 0, this.#at);
    this.#at = 0;
    if (this.#buffer.length > 4_194_304) this.#buffer = Buffer.allocUnsafeSlow(16_384);
    return message;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + length));
    this.#buffer.copy(grown, 0, 0, this.#at);
    this.#buffer = grown;
  }
}

/** Writes an unsigned varint below 2^53 and returns the place after it. */
export function writeVarint(target: Buffer, at: number, value: number): number {
  let rest = value;
  let place = at;
  while (rest >= 128) {
    target[place++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  target[place++] = rest;
  return place;
}

export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}
