import { expect, test } from 'vitest';
import { collect, events, startNode, until } from '../spec-node.ts';

async function asked(port: number, route: string, headers: Record<string, string> = {}) {
  const [method, path] = route.split(' ');
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
  return { status: response.status, text: await response.text() };
}

test('a scavenge is begun over HTTP, and deletes what retention hides', async () => {
  const { client, store } = await startNode();
  await client.appendToStream('task-1', events(10));
  await client.setStreamMetadata('task-1', { truncateBefore: 7 });
  const begun = await asked(store.port, 'POST /admin/scavenge');
  expect(begun.status).toBe(200);
  const { scavengeId } = JSON.parse(begun.text);
  const history = () => collect(client.readStream(`$scavenges-${scavengeId}`)).catch(() => []);
  await until(async () => (await history()).length === 2, 'the scavenge has ended');
  expect((await history()).at(-1)?.event).toMatchObject({
    type: '$scavengeCompleted',
    data: { result: 'Success' },
  });
  const metrics = await asked(store.port, 'GET /metrics');
  expect(metrics.text).toMatch(/^songhanh_event_store_scavenged_events_total 7$/mu);
  expect(await asked(store.port, 'GET /admin/scavenge/current')).toEqual({ status: 200, text: '{}' });
  expect((await asked(store.port, 'DELETE /admin/scavenge/current')).status).toBe(404);
});

test('it is for operators, and for no page of another site', async () => {
  const users = {
    admin: { password: 'changeit', groups: ['$admins'] },
    hoa: { password: 'changeit', groups: [] },
  };
  const { store } = await startNode({ memory: true, users });
  const as = (name: string) => ({ authorization: `Basic ${btoa(`${name}:changeit`)}` });
  const begin = 'POST /admin/scavenge';
  expect((await asked(store.port, begin)).status).toBe(401);
  expect((await asked(store.port, begin, as('hoa'))).status).toBe(403);
  expect(
    (await asked(store.port, begin, { ...as('admin'), origin: 'https://elsewhere.example' })).status,
  ).toBe(403);
  expect((await asked(store.port, begin, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await asked(store.port, begin, as('admin'))).status).toBe(200);
});

test('what is not there is told with what is', async () => {
  const { store } = await startNode();
  expect((await asked(store.port, 'GET /admin/nothing')).status).toBe(404);
  expect((await asked(store.port, 'PUT /admin/scavenge')).status).toBe(405);
  const missing = await asked(store.port, 'GET /stats');
  expect(missing).toMatchObject({ status: 404, text: expect.stringContaining('/health/live') });
});
