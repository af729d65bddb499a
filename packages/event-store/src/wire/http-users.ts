import type { IncomingMessage } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import { anonymous, identify } from './access.ts';
import { authenticatorFor } from './authenticate.ts';
import { answerWith, bodyOf, type HttpAnswer } from './http-answer.ts';
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
 * EventStoreDB's users over HTTP: `/users`, `/users/NAME` and `/users/NAME/command/…`. They are for `$admins`; whoever
 * knows their own password may change it. What changes is an event in `$user-NAME`, and holds from its commit on.
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
    'GET /users/NAME': ({ name, address }) => found(shown(existing(name), address)),
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
    'POST /users/NAME/command/change-password': async ({ name, body, caller }) => {
      if (name !== caller.name) throw accessDenied();
      if ((await users.authenticate(name, body.password('currentPassword'))) === null)
        throw unauthenticated();
      return change(name, await hashPassword(body.password('newPassword')));
    },
  };
  return answerWith(async (request) => {
    const { route, name } = routeOf(request);
    const answer = forAdmins[route] ?? forThemselves[route];
    if (answer === undefined) throw new GrpcError(StatusCode.notFound, `There is no ${route}.`);
    await authenticate(request.headers);
    const caller = identify(users, request.headers);
    if (caller === anonymous) throw unauthenticated();
    if (forAdmins[route] !== undefined && !caller.groups.includes('$admins')) throw accessDenied();
    const hasBody = request.method === 'PUT' || request.method === 'POST';
    const body = new JsonFields(hasBody ? (await bodyOf(request, bodyBytesMax)).toString() : '');
    return answer({ name, body, caller, address: `${originOf(request)}/users` });
  });

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

/** `POST /users/hoa/command/enable` is the route `POST /users/NAME/command/enable` and the name `hoa`. */
function routeOf({ method, url }: IncomingMessage): { route: string; name: string } {
  const [, , name = '', ...rest] = new URL(url ?? '', 'http://node').pathname.replace(/\/$/, '').split('/');
  const decoded = decodeURIComponent(name);
  const parts = [decoded === '' || decoded === '$current' ? decoded : 'NAME', ...rest].filter(
    (part) => part !== '',
  );
  return { route: `${method} ${['/users', ...parts].join('/')}`, name: decoded };
}

function originOf({ headers, socket }: IncomingMessage): string {
  return `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
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
