import { GrpcError, StatusCode } from './status.ts';

/** Bytes of requests that have not come in whole, of all the process. */
const requestBytesMax = 128 * 1024 * 1024;
let requestBytes = 0;

/** Those that can be refused to make room, the one that has come no further for longest first. */
const refusable = new Set<RequestBytes>();

/**
 * What one request holds of its messages or its body. When all requests together hold too much, those are refused that
 * have come no further for longest, so that none that never ends keeps out the others.
 */
export class RequestBytes {
  #bytes = 0;
  #released = false;
  #refuse: ((error: GrpcError) => void) | null;

  /** `refuse` ends the request, and must release what it holds. Without it the request makes room for no other. */
  constructor(refuse: ((error: GrpcError) => void) | null = null) {
    this.#refuse = refuse;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * So many bytes are held now. More than before are progress.
   * @throws `RESOURCE_EXHAUSTED` when there is no room, whoever else is refused
   */
  set(bytes: number): void {
    if (this.#released) return;
    const more = bytes > this.#bytes;
    requestBytes += bytes - this.#bytes;
    this.#bytes = bytes;
    if (bytes === 0 || more) refusable.delete(this);
    if (bytes > 0 && this.#refuse !== null) refusable.add(this);
    if (more && requestBytes > requestBytesMax) this.#makeRoom();
  }

  /** The request has come further: others are refused before it. */
  progress(): void {
    if (refusable.delete(this)) refusable.add(this);
  }

  /** The request is answered soon, and makes room for no other until then. */
  cameInWhole(): void {
    refusable.delete(this);
    this.#refuse = null;
  }

  /** The request is over: nothing is held from now on. */
  release(): void {
    this.set(0);
    this.#released = true;
  }

  #makeRoom(): void {
    for (const oldest of refusable) {
      if (requestBytes <= requestBytesMax) return;
      if (oldest !== this) oldest.#refuse?.(tooMuch());
    }
    if (requestBytes > requestBytesMax) throw tooMuch();
  }
}

type Ending = { fail(error: GrpcError): void; onClose(handler: () => void): unknown };

/** What a call holds of what it is sent; it lets go of it when it is over, though its peer may still send. */
export function heldUntilClosed(call: Ending, letGo: () => void): RequestBytes {
  const held = new RequestBytes((error) => call.fail(error));
  call.onClose(() => {
    held.release();
    letGo();
  });
  return held;
}

function tooMuch(): GrpcError {
  return new GrpcError(
    StatusCode.resourceExhausted,
    `Requests that have not ended hold more than ${requestBytesMax} bytes; send this one again later.`,
  );
}
