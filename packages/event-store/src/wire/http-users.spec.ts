import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../spec-node.ts';
import { type EventStore, startEventStore } from '../start-event-store.ts';

const users = {
  admin: { password: 'changeit', groups: ['$admins'] },
  lan: { password: 'từ đầu', groups: ['planners'] },
};
const admin = 'admin:changeit';

async function secureNode(dataDir?: string): Promise<EventStore> {
  const place = dataDir === undefined ? { memory: true as const } : { dataDir };
  const store = await startEventStore({ ...place, users });
  onTestFinished(() => store.close());
  return store;
}

type Answered = { status: number; body: string; json: { data?: unknown } };

/** `ask(store, 'admin:changeit', 'POST /users', {…})`. */
async function ask(store: EventStore, login: string, route: string, body?: unknown): Promise<Answered> {
  const [method, path] = route.split(' ');
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const response = await fetch(`http://127.0.0.1:${store.port}${path}`, {
    method: method as string,
    headers: login === '' ? {} : { authorization },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: text, json: isJson ? JSON.parse(text) : {} };
}

/** Whether the credentials let their owner append, by the same guard as over gRPC. */
async function isIn(store: EventStore, login: string): Promise<boolean> {
  return (await append(store, login, 'task-1', {})) === 201;
}

async function append(store: EventStore, login: string, stream: string, data: unknown): Promise<number> {
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const headers = { authorization, 'es-eventtype': 'Changed', 'content-type': 'application/json' };
  const url = `http://127.0.0.1:${store.port}/streams/${encodeURIComponent(stream)}`;
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(data) })).status;
}

const hoa = { loginName: 'hoa', fullName: 'Hoa Nguyễn', groups: ['planners'], password: 'bí mật' };

test('a user made over HTTP may use the node, and is shown without the password', async () => {
  const store = await secureNode();
  expect(await isIn(store, 'hoa:bí mật')).toBe(false);
  expect(await ask(store, admin, 'POST /users', hoa)).toMatchObject({ status: 201 });
  expect(await isIn(store, 'hoa:bí mật')).toBe(true);
  expect(await isIn(store, 'hoa:bí mật?')).toBe(false);
  const one = await ask(store, admin, 'GET /users/hoa');
  const { loginName, fullName, groups } = hoa;
  expect(one.json.data).toMatchObject({ loginName, fullName, groups, disabled: false });
  expect(one.body).not.toMatch(/hash|salt|bí mật/);
  const all = await ask(store, admin, 'GET /users/');
  expect(all.json.data).toMatchObject([{ loginName: 'admin' }, { loginName: 'lan' }, { loginName: 'hoa' }]);
});

test('what changes of a user holds at once, and after a restart', async () => {
  const dataDir = temporaryFolder();
  const store = await secureNode(dataDir);
  await ask(store, admin, 'POST /users', hoa);
  expect(await isIn(store, 'hoa:bí mật')).toBe(true);
  await ask(store, admin, 'POST /users/hoa/command/disable');
  expect(await isIn(store, 'hoa:bí mật')).toBe(false);
  await ask(store, admin, 'POST /users/hoa/command/enable');
  await ask(store, admin, 'POST /users/hoa/command/reset-password', { newPassword: 'mới' });
  await ask(store, admin, 'PUT /users/hoa', { fullName: 'Hoa Trần', groups: ['$admins'] });
  await store.close();
  const again = await secureNode(dataDir);
  expect(await isIn(again, 'hoa:bí mật')).toBe(false);
  const self = await ask(again, 'hoa:mới', 'GET /users/$current');
  expect(self.json.data).toMatchObject({ fullName: 'Hoa Trần', groups: ['$admins'] });
  expect((await ask(again, 'hoa:mới', 'DELETE /users/hoa')).status).toBe(200);
  expect(await isIn(again, 'hoa:mới')).toBe(false);
  expect((await ask(again, admin, 'POST /users', { ...hoa, password: 'lại' })).status).toBe(201);
  expect(await isIn(again, 'hoa:lại')).toBe(true);
});

test('everybody may change their own password who knows it, also one given at the start', async () => {
  const store = await secureNode();
  const route = 'POST /users/lan/command/change-password';
  const change = { currentPassword: 'từ đầu', newPassword: 'của tôi' };
  expect((await ask(store, admin, route, change)).status).toBe(403);
  expect((await ask(store, 'lan:từ đầu', route, { ...change, currentPassword: 'x' })).status).toBe(401);
  expect((await ask(store, 'lan:từ đầu', route, change)).status).toBe(200);
  expect([await isIn(store, 'lan:từ đầu'), await isIn(store, 'lan:của tôi')]).toEqual([false, true]);
});

test('everybody sees themselves, and nobody else', async () => {
  const store = await secureNode();
  const lan = 'lan:từ đầu';
  for (const [login, route] of [
    [lan, 'GET /users/lan'],
    [lan, 'GET /users/$current'],
    [admin, 'GET /users/lan'],
  ] as const) {
    expect(await ask(store, login, route)).toMatchObject({
      status: 200,
      json: { data: { loginName: 'lan' } },
    });
  }
  expect((await ask(store, lan, 'GET /users/admin')).status).toBe(403);
  expect((await ask(store, lan, 'GET /users/nobody')).status).toBe(403);
});

test('a method that a path does not take is told from a path that is not there', async () => {
  const store = await secureNode();
  for (const [route, allowed] of [
    ['PATCH /users', 'GET, POST'],
    ['POST /users/lan', 'GET, PUT, DELETE'],
    ['DELETE /users/lan/command/disable', 'POST'],
    ['PUT /users/$current', 'GET'],
  ]) {
    const refused = await ask(store, admin, String(route));
    expect([route, refused.status, refused.body]).toEqual([
      route,
      405,
      `Only ${allowed} is answered here.\n`,
    ]);
  }
  expect((await ask(store, admin, 'HEAD /users/lan')).status).toBe(200);
});

test('users are managed by administrators alone, who alone read what is kept of them', async () => {
  const store = await secureNode();
  await ask(store, admin, 'POST /users', hoa);
  for (const route of [
    'GET /users',
    'GET /users/hoa',
    'POST /users',
    'PUT /users/lan',
    'DELETE /users/hoa',
  ]) {
    const body = route.startsWith('GET') || route.startsWith('DELETE') ? undefined : hoa;
    expect([route, (await ask(store, 'lan:từ đầu', route, body)).status]).toEqual([route, 403]);
    expect([route, (await ask(store, '', route, body)).status]).toEqual([route, 401]);
  }
  const everything = { $r: 'planners', $w: 'planners' };
  expect(await append(store, admin, '$settings', { $systemStreamAcl: everything })).toBe(201);
  expect(await append(store, 'lan:từ đầu', '$other', {})).toBe(201);
  expect(await append(store, 'lan:từ đầu', '$user-lan', { ...hoa, groups: ['$admins'] })).toBe(403);
});

test('what cannot be done is refused with its reason', async () => {
  const store = await secureNode();
  const attempts: [route: string, body: unknown, status: number, reason: RegExp][] = [
    ['POST /users', { ...hoa, loginName: 'lan' }, 409, /'lan' is there already/],
    ['POST /users', { ...hoa, loginName: 'a:b' }, 400, /loginName must be/],
    ['POST /users', { ...hoa, loginName: '$current' }, 400, /loginName must be/],
    ['POST /users', { ...hoa, loginName: 'a\ud800b' }, 400, /loginName must be/],
    ['POST /users', { ...hoa, password: '' }, 400, /password must be/],
    ['POST /users', { ...hoa, groups: 'planners' }, 400, /groups must be/],
    ['POST /users', { ...hoa, fullName: 'x'.repeat(20_000) }, 413, /The body is over 16384 bytes/],
    ['PUT /users/nobody', hoa, 404, /There is no user 'nobody'/],
    ['DELETE /users/lan', undefined, 400, /is given at the node's start; disable it instead/],
    ['POST /users/lan/command/promote', {}, 404, /There is no POST/],
  ];
  for (const [route, body, status, reason] of attempts) {
    const answered = await ask(store, admin, route, body);
    expect([route, answered.status]).toEqual([route, status]);
    expect(answered.body).toMatch(reason);
  }
  const all = await ask(store, admin, 'GET /users');
  expect(all.json.data).toMatchObject([{ loginName: 'admin' }, { loginName: 'lan' }]);
  const open = await startEventStore({ memory: true });
  onTestFinished(() => open.close());
  expect((await ask(open, '', 'GET /users')).status).toBe(404);
});
