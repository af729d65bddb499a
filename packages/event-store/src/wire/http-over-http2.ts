import type { RequestListener } from 'node:http';
import {
  constants,
  createServer,
  Http2ServerRequest,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { afterWhatWasSent } from './barrier.ts';
import { GrpcError, StatusCode } from './status.ts';

export type OnStream = (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  flags: number,
  rawHeaders: string[],
) => void;

/** The bounds of a request over HTTP/1.1: its head and body come in within the one, its connection waits for the next. */
export type RequestBounds = { waitMsMax: number; idleMsMax: number };

/** `requestsMax`: open requests of all connections; what comes beyond is answered 503. */
export type Http2Bounds = RequestBounds & { requestsMax: number };

/**
 * Serves what comes over HTTP/2 and is no gRPC call, by the listener and with the bounds that HTTP/1.1 has. Node's server
 * makes its requests and responses; it never listens, but is handed its streams.
 */
export function httpOverHttp2(bounds: Http2Bounds, onRequest: RequestListener): OnStream {
  const server = createServer({ Http2ServerRequest: WholeRequest });
  // Of a request and a response nothing is used that Node's classes for HTTP/2 do not have as well.
  server.on('request', onRequest as unknown as Parameters<typeof server.on>[1]);
  let open = 0;
  return (stream, headers, flags, rawHeaders) => {
    boundIdleness(stream, bounds.idleMsMax);
    if (open >= bounds.requestsMax) return refuse(stream, 503);
    open += 1;
    stream.once('close', () => {
      open -= 1;
    });
    if (!stream.endAfterHeaders) boundBody(stream, bounds.waitMsMax);
    server.emit('stream', stream, headers, flags, rawHeaders);
  };
}

/** Node ends a body that was broken off like one that is whole, and some clients do, too, before they break it off. */
class WholeRequest extends Http2ServerRequest {
  override async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, undefined> {
    const { stream } = this;
    yield* super[Symbol.asyncIterator]();
    const { session } = stream;
    if (session !== undefined) await new Promise<void>((resolve) => afterWhatWasSent(session, resolve));
    if (stream.closed || stream.destroyed)
      throw new GrpcError(StatusCode.cancelled, 'The request was broken off.');
  }
}

/** A connection that asks for pages goes when it asks for no more; calls that it carries as well go on until they end. */
function boundIdleness({ session }: ServerHttp2Stream, idleMsMax: number): void {
  if (session === undefined || session.listenerCount('timeout') > 0) return;
  session.setTimeout(idleMsMax, () => session.close());
}

/** Answers 408 when the body is not all there in time. What is left of one that was not wanted is read past until then. */
function boundBody(stream: ServerHttp2Stream, waitMsMax: number): void {
  const timer = setTimeout(() => refuse(stream, 408), waitMsMax);
  stream.once('end', () => clearTimeout(timer));
  stream.once('close', () => clearTimeout(timer));
  stream.once('finish', () => {
    // What nobody reads would take its part of the connection's window for good.
    stream.removeAllListeners('data').resume();
  });
}

function refuse(stream: ServerHttp2Stream, status: number): void {
  // One that its client has reset is there until somebody reads it.
  if (stream.closed) return;
  if (!stream.headersSent) stream.respond({ ':status': status }, { endStream: true });
  stream.close(constants.NGHTTP2_NO_ERROR);
}
