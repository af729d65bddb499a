import type { IncomingMessage } from 'node:http';
import type { Scavenger } from '../log/scavenger.ts';
import type { Guard } from './access.ts';
import type { Authenticate } from './authenticate.ts';
import { answerWith, type HttpAnswer, methodNotAllowed } from './http-answer.ts';
import { GrpcError, StatusCode } from './status.ts';

/** A page of another site can send such a request, too, and says where it comes from. */
const notForPages: HttpAnswer = { status: 403, body: 'No page in a browser may ask for this.\n' };

/**
 * EventStoreDB's scavenge over HTTP: `POST /admin/scavenge` begins one, `GET /admin/scavenge/current` names the one that
 * runs, `DELETE /admin/scavenge/ID` (or `current`) stops it. How it went is told in `$scavenges`.
 */
export function httpScavenge(scavenger: Scavenger, guard: Guard, authenticate: Authenticate) {
  return answerWith(async (request) => {
    const [, , resource, id, ...rest] = new URL(request.url ?? '', 'http://node').pathname.split('/');
    if (resource !== 'scavenge' || rest.length > 0) throw notFound(`There is no ${request.url}.`);
    if (request.headers.origin !== undefined) return notForPages;
    await authenticate(request.headers);
    guard.operation(request);
    if (id === undefined || id === '') return started(request, scavenger);
    if (request.method === 'DELETE') return stopped(id, scavenger);
    if (id !== 'current' || (request.method !== 'GET' && request.method !== 'HEAD'))
      return methodNotAllowed(id === 'current' ? 'GET, HEAD, DELETE' : 'DELETE');
    return scavengeOf(200, scavenger.running);
  });
}

function started({ method }: IncomingMessage, scavenger: Scavenger): HttpAnswer {
  if (method !== 'POST') return methodNotAllowed('POST');
  const { id, isNew } = scavenger.start();
  return scavengeOf(isNew ? 200 : 400, id);
}

function stopped(id: string, scavenger: Scavenger): HttpAnswer {
  const wanted = id === 'current' ? (scavenger.running ?? id) : id;
  if (!scavenger.stop(wanted)) throw notFound(`No scavenge with the id '${wanted}' is running.`);
  return scavengeOf(200, wanted);
}

function notFound(message: string): GrpcError {
  return new GrpcError(StatusCode.notFound, message);
}

function scavengeOf(status: number, scavengeId: string | null): HttpAnswer {
  const type = 'application/json; charset=utf-8';
  return { status, type, body: JSON.stringify(scavengeId === null ? {} : { scavengeId }) };
}
