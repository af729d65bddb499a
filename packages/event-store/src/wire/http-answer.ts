import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { RequestBytes } from './request-bytes.ts';
import { GrpcError, StatusCode } from './status.ts';

export type HttpAnswer = {
  status: number;
  /** Beside the status, where the status alone does not say it. */
  reason?: string;
  type?: string;
  body?: string;
  /** Beside the type. */
  headers?: Readonly<Record<string, string>>;
};

/** Answers a request by what `handle` returns, or by what it throws; the node goes on. */
export function answerWith(
  handle: (request: IncomingMessage) => Promise<HttpAnswer>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(request)
      .catch((error: unknown) => answerTo(error, request))
      .then(
        ({ status, reason = STATUS_CODES[status], type = 'text/plain; charset=utf-8', body, headers }) => {
          const described = body === undefined ? {} : { 'content-type': type };
          const all = { ...described, ...challenge(status), ...headers };
          // HTTP/2 has no reason beside the status, and Node's HTTP/2 takes no body for a HEAD.
          if (request.httpVersionMajor === 2) response.writeHead(status, all);
          else response.writeHead(status, reason, all);
          response.end(request.method === 'HEAD' ? undefined : body);
        },
      );
  };
}

/** RFC 9110, 15.5.6: which methods are answered is told. */
export function methodNotAllowed(allowed: string): HttpAnswer {
  return { status: 405, headers: { allow: allowed }, body: `Only ${allowed} is answered here.\n` };
}

/** RFC 9110, 15.5.2: who is not known is told how to say who they are. */
function challenge(status: number): Record<string, string> {
  return status === 401 ? { 'www-authenticate': 'Basic realm="EventStoreDB", charset="UTF-8"' } : {};
}

/** The whole body of a request; throws `RESOURCE_EXHAUSTED` when it is over `bytesMax`, or all that come in are too much. */
export async function bodyOf(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  // It gives way to no other: one that does not come in is ended by its bound of time.
  const held = new RequestBytes();
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      if (held.bytes + piece.length > bytesMax)
        throw new GrpcError(StatusCode.resourceExhausted, `The body is over ${bytesMax} bytes.`);
      held.set(held.bytes + piece.length);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } finally {
    held.release();
  }
}

const httpStatuses: Readonly<Record<number, number>> = {
  [StatusCode.invalidArgument]: 400,
  [StatusCode.unauthenticated]: 401,
  [StatusCode.permissionDenied]: 403,
  [StatusCode.notFound]: 404,
  [StatusCode.alreadyExists]: 409,
  [StatusCode.resourceExhausted]: 413,
  [StatusCode.unavailable]: 503,
};

function answerTo(error: unknown, { headers }: IncomingMessage): HttpAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const status =
    error instanceof GrpcError ? statusOf(error, headers.authorization !== undefined) : undefined;
  return { status: status ?? (error instanceof URIError ? 400 : 500), body: `${message}\n` };
}

/** Who has not said who they are is asked before they are denied. */
function statusOf({ code }: GrpcError, named: boolean): number | undefined {
  return code === StatusCode.permissionDenied && !named ? 401 : httpStatuses[code];
}
