import { expect, onTestFinished, test } from 'vitest';
import { collect, startNode } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';

const type = { 'es-eventtype': 'Counted' };
const json = { ...type, 'content-type': 'application/json' };

function post(port: number, stream: string, body: string, headers: Record<string, string>): Promise<number> {
  const url = `http://127.0.0.1:${port}/streams/${encodeURIComponent(stream)}`;
  return fetch(url, { method: 'POST', headers, body }).then(({ status }) => status);
}

test('an event posted over HTTP is in its stream, as it came', async () => {
  const { store, client } = await startNode();
  const id = '00000000-0000-4000-8000-00000000000a';
  expect(await post(store.port, 'việc/1', '{"n":1}', { ...json, 'es-eventid': id })).toBe(201);
  expect(await post(store.port, 'việc/1', '{"n":1}', { ...json, 'es-eventid': id })).toBe(201);
  const events = await collect(client.readStream('việc/1'));
  expect(events.map(({ event }) => event)).toMatchObject([
    { id, type: 'Counted', isJson: true, data: { n: 1 } },
  ]);
});

test('data that are not what they claim to be are kept all the same', async () => {
  const { store, client } = await startNode();
  expect(await post(store.port, 'task-1', '****', json)).toBe(201);
  const [read] = await collect(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }));
  expect(read?.event).toMatchObject({ streamId: 'task-1' });
});

test('what cannot be appended is refused', async () => {
  const { store, client } = await startNode();
  await client.tombstoneStream('gone');
  const attempts: [stream: string, body: string, headers: Record<string, string>, status: number][] = [
    ['gone', '{}', json, 410],
    ['task-1', '{}', { 'content-type': 'application/json' }, 400],
    ['task-1', '{}', { ...json, 'es-eventid': 'x' }, 400],
    ['$all', '{}', json, 400],
    ['$ce-task', '{}', json, 400],
    ['task-1', 'x'.repeat(2 ** 20 + 1), json, 413],
  ];
  for (const [stream, body, headers, status] of attempts) {
    expect([stream, await post(store.port, stream, body, headers)]).toEqual([stream, status]);
  }
  expect((await fetch(`http://127.0.0.1:${store.port}/streams/task-1`)).status).toBe(404);
});

test('where callers are asked who they are, they are asked here too', async () => {
  const users = { admin: { password: 'changeit', groups: ['$admins'] } };
  const store = await startEventStore({ memory: true, users });
  onTestFinished(() => store.close());
  const as = (login: string) => ({
    ...json,
    authorization: `Basic ${Buffer.from(login).toString('base64')}`,
  });
  expect(await post(store.port, '$settings', '{}', json)).toBe(403);
  expect(await post(store.port, '$settings', '{}', as('admin:wrong'))).toBe(401);
  expect(await post(store.port, '$settings', '{}', as('admin:changeit'))).toBe(201);
});
