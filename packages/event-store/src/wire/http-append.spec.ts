import { expect, onTestFinished, test } from 'vitest';
import { collect, startNode } from '../spec-node.ts';
import { startEventStore } from '../start-event-store.ts';
import { eventsIn } from './http-events.ts';

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
    ['$$', '{}', json, 400],
    ['$ce-task', '{}', json, 400],
    ['task-1', 'x'.repeat(2 ** 20 + 1), json, 413],
  ];
  for (const [stream, body, headers, status] of attempts) {
    expect([stream, await post(store.port, stream, body, headers)]).toEqual([stream, status]);
  }
  const read = await fetch(`http://127.0.0.1:${store.port}/streams/task-1`);
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
});

test('an expected revision that does not hold is a conflict', async () => {
  const { store, client } = await startNode();
  const attempts: [expected: string, status: number, current: string | null][] = [
    ['-4', 400, '-1'],
    ['0', 400, '-1'],
    ['-1', 201, null],
    ['-1', 400, '0'],
    ['-4', 201, null],
    ['1', 201, null],
    ['1', 400, '2'],
    ['-2', 201, null],
    ['-3', 400, null],
    ['1.5', 400, null],
  ];
  for (const [expected, status, current] of attempts) {
    const response = await fetch(`http://127.0.0.1:${store.port}/streams/task-1`, {
      method: 'POST',
      headers: { ...json, 'es-expectedversion': expected },
      body: '{}',
    });
    const answered = [expected, response.status, response.headers.get('es-currentversion')];
    expect(answered).toEqual([expected, status, current]);
    if (current !== null) expect(response.statusText).toBe('Wrong expected EventNumber');
  }
  expect(await collect(client.readStream('task-1'))).toHaveLength(4);
});

const list = { 'content-type': 'application/vnd.eventstore.events+json; charset=utf-8' };
const ids = ['a', 'b'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);

test('a list of events is appended event by event, its numbers as they are written', async () => {
  const { store, client } = await startNode();
  const body = `[
    {"eventId": "${ids[0]}", "eventType": "Counted", "data": {"n": 12345678901234567890, "m": 1.0}},
    {"eventId": "${ids[1]}", "eventType": "Named", "data": {"name": "Hòa"}, "metadata": {"by": "lan"}}
  ]`;
  expect(await post(store.port, 'task-1', body, list)).toBe(201);
  expect(await post(store.port, 'task-1', body, { ...list, 'es-expectedversion': '-1' })).toBe(201);
  const [first] = eventsIn(list, Buffer.from(body)) ?? [];
  expect(Buffer.from(first?.data ?? []).toString()).toBe('{"n":12345678901234567890,"m":1.0}');
  expect((await collect(client.readStream('task-1'))).map(({ event }) => event)).toMatchObject([
    { id: ids[0], type: 'Counted', isJson: true },
    { id: ids[1], type: 'Named', isJson: true, data: { name: 'Hòa' }, metadata: { by: 'lan' } },
  ]);
});

test('a list that is none, and media types that would have to be understood, are refused', async () => {
  const { store } = await startNode();
  const event = { eventId: ids[0], eventType: 'Counted' };
  const bodies = [{}, [], [1], [null], [{ ...event, eventId: 'x' }], [{ eventId: ids[0] }], [event, {}]];
  for (const body of [...bodies.map((body) => JSON.stringify(body)), '[', '']) {
    expect([body, await post(store.port, 'task-1', body, list)]).toEqual([body, 400]);
  }
  const xml = { ...type, 'content-type': 'application/vnd.eventstore.events+xml' };
  expect(await post(store.port, 'task-1', '<events/>', xml)).toBe(415);
});

test('where callers are asked who they are, they are asked here too', async () => {
  const users = { admin: { password: 'changeit', groups: ['$admins'] } };
  const store = await startEventStore({ memory: true, users });
  onTestFinished(() => store.close());
  const as = (login: string) => ({
    ...json,
    authorization: `Basic ${Buffer.from(login).toString('base64')}`,
  });
  expect(await post(store.port, '$settings', '{}', json)).toBe(401);
  expect(await post(store.port, '$settings', '{}', as('admin:wrong'))).toBe(401);
  expect(await post(store.port, '$settings', '{}', as('admin:changeit'))).toBe(201);
});
