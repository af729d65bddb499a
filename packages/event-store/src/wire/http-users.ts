import type { IncomingMessage } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import { anonymous, identify } from './access.ts';
import { authenticatorFor } from './authenticate.ts';
import { answerWith, bodyOf, type HttpAnswer, methodNotAllowed } from './http-answer.ts';
import { JsonFields } from './json-fields.ts';
import { hashPassword } from './passwords.ts';
import { accessDenied, GrpcError, invalidArgument, StatusCode, unauthenticated } from './status.ts';
import {
  type Identity,
  type KnownUser,
  type StoredUser,
  streamOf,
  type UserDirectory,
} from './user-directory.ts';

const bodyBytesMax = 16 * 1024;

type Asked = { name: string; body: JsonFields; caller: Identity; address: string };
type Answer = (asked: Asked) => HttpAnswer | Promise<HttpAnswer>;

/**
 * EventStoreDB's users over HTTP: `/users`, `/users/NAME` and `/users/NAME/command/…`. They are for `$admins`; others see
 * themselves alone, and change their own password when they know it. What changes is an event in
 * `$user-NAME`, and holds from its commit on.
 */
export function httpUsers(log: EventLog, users: UserDirectory) {
  const authenticate = authenticatorFor(users);
  const forAdmins: Readonly<Record<string, Answer>> = {
    'GET /users': () => found(users.list().map((user) => shown(user, ''))),
    'POST /users': async ({ body, address }) => {
      const name = body.loginName();
      const user = { fullName: body.text('fullName', name), groups: body.groups() };
      if (users.find(name) !== null)
        throw new GrpcError(StatusCode.alreadyExists, `'${name}' is there already.`);
      const location = `${address}/${encodeURIComponent(name)}`;
      const revision = revisionOf(name);
      const hashed = await hashPassword(body.password('password'));
      await write(name, revision, '$UserCreated', { loginName: name, ...user, disabled: false, ...hashed });
      return { ...done(name), status: 201, headers: { location } };
    },
    'PUT /users/NAME': ({ name, body }) =>
      change(name, { fullName: body.text('fullName', name), groups: body.groups() }),
    'DELETE /users/NAME': async ({ name }) => {
      existing(name);
      if (users.isGiven(name))
        throw invalidArgument(`'${name}' is given at the node's start; disable it instead.`);
      await forget(name);
      return done(name);
    },
    'POST /users/NAME/command/enable': ({ name }) => change(name, { disabled: false }),
    'POST /users/NAME/command/disable': ({ name }) => change(name, { disabled: true }),
    'POST /users/NAME/command/reset-password': async ({ name, body }) =>
      change(name, await hashPassword(body.password('newPassword'))),
  };
  const forThemselves: Readonly<Record<string, Answer>> = {
    'GET /users/$current': ({ caller, address }) => found(shown(existing(caller.name), address)),
    'GET /users/NAME': ({ name, caller, address }) => {
      if (name !== caller.name && !isAdmin(caller)) throw accessDenied();
      return found(shown(existing(name), address));
    },
    'POST /users/NAME/command/change-password': async ({ name, body, caller }) => {
      if (name !== caller.name) throw accessDenied();
      if ((await users.authenticate(name, body.password('currentPassword'))) === null)
        throw unauthenticated();
      return change(name, await hashPassword(body.password('newPassword')));
    },
  };
  const answers = { ...forAdmins, ...forThemselves };
  return answerWith(async (request) => {
    const { method, path, name } = routeOf(request);
    const route = `${method} ${path}`;
    const answer = answers[route];
    if (answer === undefined) return unanswered(route, path);
    await authenticate(request.headers);
    const caller = identify(users, request.headers);
    if (caller === anonymous) throw unauthenticated();
    if (forAdmins[route] !== undefined && !isAdmin(caller)) throw accessDenied();
    const hasBody = request.method === 'PUT' || request.method === 'POST';
    const body = new JsonFields(hasBody ? (await bodyOf(request, bodyBytesMax)).toString() : '');
    return answer({ name, body, caller, address: `${originOf(request)}/users` });
  });

  function unanswered(route: string, path: string): HttpAnswer {
    const methods = ['GET', 'POST', 'PUT', 'DELETE'].filter((method) => `${method} ${path}` in answers);
    if (methods.length === 0) throw new GrpcError(StatusCode.notFound, `There is no ${route}.`);
    return methodNotAllowed(methods.join(', '));
  }

  function existing(name: string): KnownUser {
    const user = users.find(name);
    if (user === null) throw new GrpcError(StatusCode.notFound, `There is no user '${name}'.`);
    return user;
  }

  async function change(name: string, changes: Partial<StoredUser>): Promise<HttpAnswer> {
    existing(name);
    const revision = revisionOf(name);
    const user = await users.changed(name, changes);
    if (user !== null) await write(name, revision, '$UserUpdated', user);
    return done(name);
  }

  function revisionOf(name: string): number {
    return log.streams.state(streamOf(name)).lastRevision;
  }

  function forget(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      log.delete(streamOf(name), 'any', crypto.randomUUID(), (outcome) =>
        outcome.ok ? resolve() : reject(outcome.error),
      );
    });
  }

  /**
   * The event and the name in `$users` are written together. `revision` is the user's as they were read: who was faster
   * with the same user wins.
   */
  function write(name: string, revision: number, type: string, user: StoredUser): Promise<void> {
    const isNew = type === '$UserCreated';
    return new Promise((resolve, reject) => {
      if (isNew) log.append('$users', 'any', [proposed('$User', name, 'application/octet-stream')], () => {});
      const event = proposed(type, JSON.stringify(user), 'application/json');
      log.append(streamOf(name), revision < 0 ? 'no_stream' : revision, [event], (outcome) => {
        if (!outcome.ok) reject(outcome.error);
        else if (outcome.value.kind === 'appended') resolve();
        else reject(new GrpcError(StatusCode.alreadyExists, `'${name}' was changed by somebody else.`));
      });
    });
  }
}

function proposed(type: string, data: string, contentType: string) {
  const id = crypto.randomUUID();
  return { id, type, contentType, data: Buffer.from(data), metadata: new Uint8Array(0) };
}

function isAdmin({ groups }: Identity): boolean {
  return groups.includes('$admins');
}

type Route = { method: string; path: string; name: string };

/** `POST /users/hoa/command/enable` has the path `/users/NAME/command/enable` and the name `hoa`. A HEAD is a GET. */
function routeOf({ method, url }: IncomingMessage): Route {
  const [, , name = '', ...rest] = new URL(url ?? '', 'http://node').pathname.replace(/\/$/, '').split('/');
  const decoded = decodeURIComponent(name);
  const parts = [decoded === '' || decoded === '$current' ? decoded : 'NAME', ...rest].filter(
    (part) => part !== '',
  );
  const path = ['/users', ...parts].join('/');
  return { method: method === 'HEAD' ? 'GET' : String(method), path, name: decoded };
}

function originOf({ headers, socket }: IncomingMessage): string {
  const host = headers.host ?? headers[':authority'] ?? 'localhost';
  return `${'encrypted' in socket ? 'https' : 'http'}://${host}`;
}

function done(loginName: string): HttpAnswer {
  return json({ loginName, success: true, error: 'Success' });
}

function found(data: unknown): HttpAnswer {
  return json({ data, success: true, error: 'Success' });
}

function json(value: unknown): HttpAnswer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function shown({ updated, ...user }: KnownUser, address: string) {
  const at = `${address}/${encodeURIComponent(user.loginName)}`;
  const commands = ['reset-password', 'change-password', user.disabled ? 'enable' : 'disable'];
  const links = [
    ...commands.map((rel) => ({ href: `${at}/command/${rel}`, rel })),
    { href: at, rel: 'edit' },
    { href: at, rel: 'delete' },
  ];
  return { ...user, dateLastUpdated: updated, ...(address === '' ? {} : { links }) };
}
