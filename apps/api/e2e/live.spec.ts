import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { emailOf, type Headers, type Session, startTestApi, type TestApi } from './harness.ts';
import { addTask, smallWorld, type World } from './world.ts';

let api: TestApi;
let world: World;
let officer: Session;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startTestApi();
  world = await smallWorld(api);
  officer = await api.signIn(emailOf('officer'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api?.[Symbol.asyncDispose]());

/** A page of ours with the session of somebody, or another site's page with it. */
function open(session: Session | null, origin?: string, more: Headers = {}): Client {
  class Socket extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers: { ...session, ...(origin && { origin }), ...more } });
    }
  }
  const url = `${api.url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: Socket, retryAttempts: 0 });
  clients.push(client);
  return client;
}

const assign = { taskId: 't1', leadUnitId: 'so-a', coordinatingUnitIds: ['so-b'] };
const taskChanged = 'subscription { taskChanged { id leadUnit { id } } }';

describe('a subscription over graphql-ws', () => {
  it('shows one browser what another changed', async () => {
    const changes = open(officer).iterate({ query: taskChanged });
    const coordinations = open(officer).iterate({
      query: 'subscription { coordinationChanged(unitId: "so-b") { id task { id } } }',
    });
    const first = changes.next();
    const opened = coordinations.next();
    await api.api.platform.projector.waitFor(0n, 1_000);
    await subscribed(2);
    await api.given('AssignTask', assign, world.planner);
    expect((await first).value.data).toEqual({ taskChanged: { id: 't1', leadUnit: { id: 'so-a' } } });
    expect((await opened).value.data).toEqual({ coordinationChanged: { id: 't1.so-b', task: { id: 't1' } } });
  });

  it('is narrowed by its arguments', async () => {
    await addTask(api, 't2', world.planner);
    await addTask(api, 't3', world.planner);
    const query = 'subscription { taskChanged(taskId: "t3") { id } }';
    const changes = open(officer).iterate({ query });
    const first = changes.next();
    await subscribed(1);
    await api.given('AssignTask', { taskId: 't2', leadUnitId: 'so-a' }, world.planner);
    await api.given('AssignTask', { taskId: 't3', leadUnitId: 'so-a' }, world.planner);
    expect((await first).value.data).toEqual({ taskChanged: { id: 't3' } });
  });

  it('tells of a split task what changes in its parts', async () => {
    await addTask(api, 't6', world.planner);
    await api.given('DefineUnitGroup', {
      groupId: 'both',
      name: 'Các sở',
      memberUnitIds: ['so-a', 'so-b'],
      since: '2020-01-01',
    });
    await api.given('AssignTask', { taskId: 't6', leadGroupId: 'both' }, world.planner);
    const query = 'subscription { taskChanged(taskId: "t6") { id children { id assignment } } }';
    const changes = open(officer).iterate({ query });
    const first = changes.next();
    await subscribed(1);
    await api.given('AcknowledgeTask', { taskId: 't6.so-a' }, world.officer);
    const { id, children } = (await first).value.data.taskChanged;
    expect(id).toBe('t6');
    expect(children).toContainEqual({ id: 't6.so-a', assignment: 'ACKNOWLEDGED' });
  });

  it('ends when the session has ended', async () => {
    const session = await api.signIn(emailOf('helper'));
    const changes = open(session).iterate({ query: taskChanged });
    const first = changes.next();
    await subscribed(1);
    await api.data('mutation { signOut }', {}, session);
    await addTask(api, 't4', world.planner);
    expect((await first).value.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await changes.next()).done).toBe(true);
  });

  it('is not opened for who is signed out, nor for a page of another site', async () => {
    await expect(open(null).iterate({ query: taskChanged }).next()).rejects.toMatchObject({ code: 4403 });
    const foreign = open(officer, 'https://elsewhere.example').iterate({ query: taskChanged });
    await expect(foreign.next()).rejects.toMatchObject({ code: 4403 });
  });

  it('is one of a bounded number that a person may hold open', async () => {
    const other = await api.signIn(emailOf('helper'));
    const held = Array.from({ length: 40 }, () => open(other).iterate({ query: taskChanged }));
    const before = api.api.live.subscriptions();
    for (const one of held) void one.next().catch(() => {});
    await subscribed(before + 40);
    await expect(open(other).iterate({ query: taskChanged }).next()).rejects.toMatchObject({ code: 4403 });
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    await subscribed(0);
    const again = open(other).iterate({ query: taskChanged });
    void again.next().catch(() => {});
    await subscribed(1);
  });

  it('carries subscriptions alone', async () => {
    const answer = open(officer).iterate({ query: '{ moment { today } }' }).next();
    await expect(answer).rejects.toMatchObject([{ message: expect.stringContaining('POST') }]);
  });

  it('shows the present alone', async () => {
    const past = open(officer, undefined, { 'x-as-of': '2023-01-01T00:00:00Z' });
    const message = expect.stringContaining('X-As-Of');
    await expect(past.iterate({ query: taskChanged }).next()).rejects.toMatchObject([{ message }]);
  });

  it('lives on after a fault of the syntax in another', async () => {
    const socket = open(officer);
    await expect(socket.iterate({ query: 'subscription {' }).next()).rejects.toMatchObject([
      { message: expect.stringContaining('Syntax Error') },
    ]);
    const before = api.api.live.subscriptions();
    const first = socket.iterate({ query: 'subscription { taskChanged(taskId: "t9") { id } }' }).next();
    await subscribed(before + 1);
    await addTask(api, 't9', world.planner);
    expect((await first).value.data).toEqual({ taskChanged: { id: 't9' } });
  });
});

/** Waits until so many subscribers listen to the projector: a change before that would be missed rightly. */
async function subscribed(count: number): Promise<void> {
  await expect.poll(() => api.api.live.subscriptions()).toBe(count);
}
