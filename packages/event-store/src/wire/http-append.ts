import type { IncomingMessage } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import type { AppendOutcome } from '../log/writer.ts';
import { isVirtual } from '../subscriptions/virtual-streams.ts';
import type { Guard } from './access.ts';
import { checkStreamName, checkUuid } from './identifiers.ts';
import type { HttpAnswer, HttpPost } from './server.ts';
import { GrpcError, invalidArgument, StatusCode } from './status.ts';

const typeBytesMax = 4096;

/**
 * `POST /streams/NAME` appends one event, as EventStoreDB's HTTP interface does: its type in `ES-EventType`, its id in
 * `ES-EventId` if it has one, its data as the body, not looked into. A page in a browser cannot send these headers to
 * another origin.
 */
export function httpAppend(log: EventLog, guard: Guard, appendBytesMax: number): HttpPost {
  return (request, response) => {
    append(request)
      .catch(answerTo)
      .then(({ status, body = '' }) =>
        response.writeHead(status, { 'content-type': 'text/plain' }).end(body),
      );
  };

  async function append(request: IncomingMessage): Promise<HttpAnswer> {
    const stream = checkStreamName(
      decodeURIComponent(new URL(request.url ?? '', 'http://node').pathname.slice(9)),
    );
    if (stream === '$all' || isVirtual(stream)) throw invalidArgument(`'${stream}' cannot be written to.`);
    guard.stream(request, 'write', stream);
    const event = {
      id: checkUuid(header(request, 'es-eventid').toLowerCase() || crypto.randomUUID()),
      type: header(request, 'es-eventtype'),
      contentType: header(request, 'content-type').split(';')[0] || 'application/octet-stream',
      data: await bodyOf(request, appendBytesMax),
      metadata: Buffer.alloc(0),
    };
    if (event.type === '' || Buffer.byteLength(event.type) > typeBytesMax) {
      throw invalidArgument('The header ES-EventType must give the type of the event.');
    }
    const outcome = await new Promise<AppendOutcome>((resolve, reject) => {
      log.append(stream, 'any', [event], (settled) =>
        settled.ok ? resolve(settled.value) : reject(settled.error),
      );
    });
    return outcome.kind === 'appended' ? { status: 201 } : { status: 410, body: `'${stream}' is deleted.\n` };
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

async function bodyOf(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > bytesMax)
      throw new GrpcError(StatusCode.resourceExhausted, `The event is over ${bytesMax} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const httpStatuses: Readonly<Record<number, number>> = {
  [StatusCode.unauthenticated]: 401,
  [StatusCode.permissionDenied]: 403,
  [StatusCode.resourceExhausted]: 413,
  [StatusCode.invalidArgument]: 400,
};

function answerTo(error: unknown): HttpAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof GrpcError ? httpStatuses[error.code] : undefined;
  return { status: status ?? (error instanceof URIError ? 400 : 500), body: `${message}\n` };
}
