import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EventLog } from '../log/event-log.ts';
import { certificate, privateKey } from '../spec-certificate.ts';
import { connect, events, failureOf, temporaryFolder } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { hashesWaitingMax, hashPassword } from './passwords.ts';
import { recordCodec } from './recorded-event.ts';
import { UserDirectory } from './user-directory.ts';

/** A directory with the user hoa in its log, and the way to change her password. */
async function directory(): Promise<{ users: UserDirectory; setPassword(password: string): Promise<void> }> {
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  const setPassword = async (password: string) => {
    const hoa = { loginName: 'hoa', fullName: 'Hoa', groups: ['planners'], disabled: false };
    const data = Buffer.from(JSON.stringify({ ...hoa, ...(await hashPassword(password)) }));
    const none = new Uint8Array(0);
    const id = crypto.randomUUID();
    const event = { id, type: '$UserUpdated', contentType: 'application/json', data, metadata: none };
    await new Promise((resolve) => log.append('$user-hoa', 'any', [event], resolve));
  };
  await setPassword('bí mật');
  return { users: new UserDirectory({}, log), setPassword };
}

test('a password is hashed beside the event loop, once for all who show it, and remembered', async () => {
  const { users, setPassword } = await directory();
  const first = users.authenticate('hoa', 'bí mật');
  expect(first).toBeInstanceOf(Promise);
  expect(users.authenticate('hoa', 'bí mật')).toBe(first);
  const hoa = { name: 'hoa', groups: ['planners'], revision: 0 };
  expect(await first).toEqual(hoa);
  expect(users.authenticate('hoa', 'bí mật')).toEqual(hoa);
  const wrong = users.authenticate('hoa', 'x');
  expect(wrong).toBeInstanceOf(Promise);
  expect(await wrong).toBe(null);
  expect(users.authenticate('hoa', 'x')).toBe(null);
  await setPassword('x');
  expect(await users.authenticate('hoa', 'bí mật')).toBe(null);
  expect(await users.authenticate('hoa', 'x')).toEqual({ ...hoa, revision: 1 });
  expect(users.identify('hoa', 'x')).toEqual({ ...hoa, revision: 1 });
});

test('who comes when too many passwords are waiting is sent away, and nobody else', async () => {
  const { users } = await directory();
  const atOnce = 2;
  const guesses = Array.from({ length: atOnce + hashesWaitingMax + 1 }, (_, n) => String(n));
  const checks = await Promise.allSettled(guesses.map((guess) => users.authenticate('hoa', guess)));
  const rejected = checks.filter(({ status }) => status === 'rejected');
  expect(rejected).toMatchObject([
    { reason: { code: 14, message: expect.stringContaining('Too many passwords') } },
  ]);
  expect(await users.authenticate('hoa', 'bí mật')).toMatchObject({ name: 'hoa' });
});

const admin = { admin: { password: 'changeit', groups: ['$admins'] } };

/** Asks a node over TLS. */
function ask(port: number, credentials: string, route: string, body = ''): Promise<number | undefined> {
  const [method, path] = route.split(' ');
  return new Promise((resolve, reject) => {
    const auth = { port, method, path, auth: credentials, ca: certificate };
    const asked = request(`https://127.0.0.1`, auth, (response) => resolve(response.resume().statusCode));
    asked.on('error', reject).end(body);
  });
}

test('users in the log are asked for their password over gRPC and HTTP', async () => {
  const store = await startEventStore({ memory: true, users: admin, tls: { certificate, privateKey } });
  onTestFinished(() => store.close());
  const hoa = JSON.stringify({ loginName: 'hoa', password: 'secret', groups: ['$ops'] });
  expect(await ask(store.port, 'admin:changeit', 'POST /users', hoa)).toBe(201);
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, certificate);
  const login = (name: string) => connect(`esdb://${name}@localhost:${store.port}?tlsCAFile=${file}`);
  const [right, wrong] = [login('hoa:secret'), login('hoa:wrong')];
  await Promise.all(Array.from({ length: 5 }, () => right.appendToStream('task-1', events(1))));
  expect((await failureOf(wrong.appendToStream('task-1', events(1)))).code).toBe(16);
  expect(await ask(store.port, 'hoa:secret', 'GET /metrics')).toBe(200);
  expect(await ask(store.port, 'hoa:wrong', 'GET /metrics')).toBe(401);
});

test('who is not known is told how to say who they are', async () => {
  const store = await startEventStore({ memory: true, users: admin });
  onTestFinished(() => store.close());
  const authorization = `Basic ${btoa('admin:wrong')}`;
  const attempts: [path: string, options: RequestInit][] = [
    ['/users', {}],
    ['/metrics', {}],
    ['/streams/task-1', { method: 'POST', headers: { authorization } }],
  ];
  for (const [path, options] of attempts) {
    const { status, headers } = await fetch(`http://127.0.0.1:${store.port}${path}`, options);
    const challenge = headers.get('www-authenticate');
    expect([path, status, challenge]).toEqual([path, 401, 'Basic realm="EventStoreDB", charset="UTF-8"']);
  }
});
