import { GrpcError, StatusCode } from './status.ts';

/** Puts gRPC's five-byte prefix (not compressed, length) before a message. */
export function frameMessage(message: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(5 + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  message.copy(framed, 5);
  return framed;
}

/** Bytes of unfinished messages, of all calls of the process together. */
const unfinishedBytesMax = 256 * 1024 * 1024;
let unfinishedBytes = 0;

/**
 * Cuts a byte stream into gRPC messages. Holds at most one unfinished message of at most `messageBytesMax`, until it is
 * discarded.
 */
export class MessageFrames {
  readonly #messageBytesMax: number;
  readonly #onMessage: (message: Buffer) => void;
  #pieces: Buffer[] = [];
  #held = 0;
  #needed = 5;

  constructor(messageBytesMax: number, onMessage: (message: Buffer) => void) {
    this.#messageBytesMax = messageBytesMax;
    this.#onMessage = onMessage;
  }

  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#hold(this.#held + chunk.length);
    if (this.#held < this.#needed) {
      this.#refuseHoard();
      return;
    }
    let bytes = this.#pieces.length === 1 ? chunk : Buffer.concat(this.#pieces, this.#held);
    while (bytes.length >= 5) {
      const length = this.#messageLength(bytes);
      if (bytes.length < 5 + length) {
        this.#needed = 5 + length;
        break;
      }
      this.#onMessage(bytes.subarray(5, 5 + length));
      bytes = bytes.subarray(5 + length);
      this.#needed = 5;
    }
    this.#pieces = bytes.length === 0 ? [] : [bytes];
    this.#hold(bytes.length);
  }

  /** The call is over. */
  discard(): void {
    this.#pieces = [];
    this.#hold(0);
  }

  #hold(bytes: number): void {
    unfinishedBytes += bytes - this.#held;
    this.#held = bytes;
  }

  #refuseHoard(): void {
    if (unfinishedBytes <= unfinishedBytesMax) return;
    throw new GrpcError(
      StatusCode.resourceExhausted,
      `Unfinished messages of all calls hold more than ${unfinishedBytesMax} bytes; send this one again later.`,
    );
  }

  end(): void {
    if (this.#held > 0) {
      throw new GrpcError(StatusCode.invalidArgument, 'The request ends in the middle of a message.');
    }
  }

  #messageLength(bytes: Buffer): number {
    if (bytes[0] !== 0) {
      throw new GrpcError(
        StatusCode.unimplemented,
        'Compressed requests are not supported; send identity encoding.',
      );
    }
    const length = bytes.readUInt32BE(1);
    if (length > this.#messageBytesMax) {
      throw new GrpcError(
        StatusCode.resourceExhausted,
        `Received message larger than max (${length} vs. ${this.#messageBytesMax})`,
      );
    }
    return length;
  }
}
