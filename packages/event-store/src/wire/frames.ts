import { decompressed, decompressionFor } from './compression.ts';
import { RequestBytes } from './request-bytes.ts';
import { GrpcError, StatusCode } from './status.ts';

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
  readonly #held: RequestBytes;
  #needed = 5;
  #discarded = false;

  /**
   * `encoding` is how the compressed ones among the messages are, as the call's headers say. `refuse` ends the call, and
   * discards these, when an unfinished message must make room for others.
   */
  constructor(
    messageBytesMax: number,
    onMessage: (message: Buffer) => void,
    encoding?: string,
    refuse: ((error: GrpcError) => void) | null = null,
  ) {
    this.#held = new RequestBytes(refuse);
    this.#messageBytesMax = messageBytesMax;
    this.#onMessage = onMessage;
    this.#encoding = encoding;
  }

  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
    const held = this.#held.bytes + chunk.length;
    if (held < this.#needed) {
      this.#held.set(held);
      return;
    }
    // What a message leaves behind is counted where it is kept.
    this.#held.set(0);
    let bytes = this.#pieces.length === 1 ? chunk : Buffer.concat(this.#pieces, held);
    while (bytes.length >= 5 && !this.#discarded) {
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
    if (this.#discarded) return;
    this.#pieces = bytes.length === 0 ? [] : [bytes];
    this.#held.set(bytes.length);
  }

  /** The call is over, maybe by one of the messages: none follows. */
  discard(): void {
    this.#discarded = true;
    this.#pieces = [];
    this.#held.release();
  }

  end(): void {
    if (this.#held.bytes > 0) {
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
