import type { IncomingMessage } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import type { AppendOutcome } from '../log/writer.ts';
import type { Guard } from './access.ts';
import type { Authenticate } from './authenticate.ts';
import { answerWith, bodyOf, type HttpAnswer, methodNotAllowed } from './http-answer.ts';
import { eventsIn, expectedIn } from './http-events.ts';
import { checkStreamName, isReadOnly } from './identifiers.ts';
import { invalidArgument } from './status.ts';

/**
 * `POST /streams/NAME` appends as EventStoreDB's HTTP interface does: one event, its type in `ES-EventType`, its id in
 * `ES-EventId` if it has one, its data as the body; or a list of them as `application/vnd.eventstore.events+json`.
 * `ES-ExpectedVersion` is the expected revision. A page in a browser cannot send these headers to another origin.
 */
export function httpAppend(log: EventLog, guard: Guard, authenticate: Authenticate, appendBytesMax: number) {
  return answerWith(append);

  async function append(request: IncomingMessage): Promise<HttpAnswer> {
    if (request.method !== 'POST') return methodNotAllowed('POST');
    const stream = checkStreamName(
      decodeURIComponent(new URL(request.url ?? '', 'http://node').pathname.slice(9)),
    );
    if (isReadOnly(stream)) throw invalidArgument(`'${stream}' cannot be written to.`);
    await authenticate(request.headers);
    guard.stream(request, 'write', stream);
    const expected = expectedIn(request.headers);
    const events = eventsIn(request.headers, await bodyOf(request, appendBytesMax));
    if (events === null) return { status: 415, body: 'This media type is not understood here.\n' };
    const outcome = await new Promise<AppendOutcome>((resolve, reject) => {
      log.append(stream, expected, events, (settled) =>
        settled.ok ? resolve(settled.value) : reject(settled.error),
      );
    });
    return answerOf(stream, outcome);
  }
}

function answerOf(stream: string, outcome: AppendOutcome): HttpAnswer {
  switch (outcome.kind) {
    case 'appended':
      return { status: 201 };
    case 'stream_deleted':
      return { status: 410, body: `'${stream}' is deleted.\n` };
    case 'wrong_expected_revision': {
      const current = String(outcome.current ?? -1);
      const reason = 'Wrong expected EventNumber';
      const headers = { 'es-currentversion': current };
      return { status: 400, reason, headers, body: `${reason}: '${stream}' is at ${current}.\n` };
    }
  }
}
