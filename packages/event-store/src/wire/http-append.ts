import type { IncomingMessage } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import type { AppendOutcome } from '../log/writer.ts';
import { isVirtual } from '../subscriptions/virtual-streams.ts';
import type { Guard } from './access.ts';
import type { Authenticate } from './authenticate.ts';
import { answerWith, bodyOf, type HttpAnswer } from './http-body.ts';
import { checkStreamName, checkUuid } from './identifiers.ts';
import { GrpcError, invalidArgument, StatusCode } from './status.ts';

const typeBytesMax = 4096;

/**
 * `POST /streams/NAME` appends one event, as EventStoreDB's HTTP interface does: its type in `ES-EventType`, its id in
 * `ES-EventId` if it has one, its data as the body, not looked into. A page in a browser cannot send these headers to
 * another origin.
 */
export function httpAppend(log: EventLog, guard: Guard, authenticate: Authenticate, appendBytesMax: number) {
  return answerWith(append);

  async function append(request: IncomingMessage): Promise<HttpAnswer> {
    if (request.method !== 'POST') throw new GrpcError(StatusCode.notFound, 'Only POST is answered here.');
    const stream = checkStreamName(
      decodeURIComponent(new URL(request.url ?? '', 'http://node').pathname.slice(9)),
    );
    if (stream === '$all' || isVirtual(stream)) throw invalidArgument(`'${stream}' cannot be written to.`);
    await authenticate(request.headers);
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
