import { GrpcError, StatusCode } from './status.ts';

/** Bytes of messages and bodies that have not come in whole, of all requests of the process together. */
const unfinishedBytesMax = 128 * 1024 * 1024;
let unfinishedBytes = 0;

/** What one request holds of a message or a body until it is whole. */
export class Unfinished {
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  hold(bytes: number): void {
    unfinishedBytes += bytes - this.#bytes;
    this.#bytes = bytes;
  }

  /** @throws `RESOURCE_EXHAUSTED` when all requests together hold too much */
  refuseHoard(): void {
    if (unfinishedBytes <= unfinishedBytesMax) return;
    throw new GrpcError(
      StatusCode.resourceExhausted,
      `Unfinished messages of all calls hold more than ${unfinishedBytesMax} bytes; send this one again later.`,
    );
  }
}
