import { decompressed, decompressionFor } from './compression.ts';
import { GrpcError, StatusCode } from './status.ts';
import { Unfinished } from './unfinished.ts';

/** Puts gRPC's five-byte prefix (not compressed, length) before a message. */
export function frameMessage(message: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(5 + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  message.copy(framed, 5);
  return framed;
}

/**
 * Cuts a byte stream into gRPC messages. Holds at most one unfinished message of at most `messageBytesMax`, until it is
 * discarded.
 */
export class MessageFrames {
  readonly #messageBytesMax: number;
  readonly #onMessage: (message: Buffer) => void;
  readonly #encoding: string | undefined;
  #pieces: Buffer[] = [];
  readonly #unfinished = new Unfinished();
  #needed = 5;

  /** `encoding` is how the compressed ones among the messages are, as the call's headers say. */
  constructor(messageBytesMax: number, onMessage: (message: Buffer) => void, encoding?: string) {
    this.#messageBytesMax = messageBytesMax;
    this.#onMessage = onMessage;
    this.#encoding = encoding;
  }

  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#unfinished.hold(this.#unfinished.bytes + chunk.length);
    if (this.#unfinished.bytes < this.#needed) {
      this.#unfinished.refuseHoard();
      return;
    }
    let bytes = this.#pieces.length === 1 ? chunk : Buffer.concat(this.#pieces, this.#unfinished.bytes);
    while (bytes.length >= 5) {
      const length = this.#messageLength(bytes);
      if (bytes.length < 5 + length) {
        this.#needed = 5 + length;
        break;
      }
      const message = bytes.subarray(5, 5 + length);
      this.#onMessage(
        bytes[0] === 0 ? message : decompressed(message, this.#encoding, this.#messageBytesMax),
      );
      bytes = bytes.subarray(5 + length);
      this.#needed = 5;
    }
    this.#pieces = bytes.length === 0 ? [] : [bytes];
    this.#unfinished.hold(bytes.length);
  }

  /** The call is over. */
  discard(): void {
    this.#pieces = [];
    this.#unfinished.hold(0);
  }

  end(): void {
    if (this.#unfinished.bytes > 0) {
      throw new GrpcError(StatusCode.invalidArgument, 'The request ends in the middle of a message.');
    }
  }

  #messageLength(bytes: Buffer): number {
    // One that could not be decompressed is not waited for.
    if (bytes[0] !== 0) decompressionFor(this.#encoding);
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
