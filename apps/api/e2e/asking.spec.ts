import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type Session, startTestApi, type TestApi } from './harness.ts';
import { addTask, smallWorld } from './world.ts';

let api: TestApi;
let officer: Session;

beforeAll(async () => {
  api = await startTestApi();
  const { planner } = await smallWorld(api);
  for (const taskId of ['t2', 't3']) await addTask(api, taskId, planner);
  officer = await api.signIn(emailOf('officer'));
});
afterAll(() => api?.[Symbol.asyncDispose]());

describe('a list', () => {
  it('is read on by cursors of its own in the same order alone', async () => {
    const page = async (list: string, session = officer) =>
      api.send(`{ page: ${list} { edges { cursor } pageInfo { endCursor } } }`, {}, session);
    const cursorOf = async (list: string) => (await page(list)).data.page.pageInfo.endCursor;
    const byPercent = (after: string) => `tasks(sort: { field: PERCENT }, after: "${after}")`;
    const own = await cursorOf('tasks(sort: { field: PERCENT }, first: 2)');
    expect((await page(byPercent(own))).data.page.edges).toHaveLength(1);
    const others = [await cursorOf('units'), await cursorOf('tasks'), await cursorOf('plans')];
    const forged = [
      ['tasks PERCENT ASCENDING', 'x', 'y', 'z'],
      ['plans', 1.5, 'x', 'y'],
      ['plans', 2e9 * 5, 'x', 'y'],
    ];
    for (const key of forged) others.push(Buffer.from(JSON.stringify(key)).toString('base64url'));
    for (const after of [...others, '!', own.slice(1)])
      for (const list of [byPercent(after), `plans(after: "${after}")`]) {
        if (after === others[2] && list.startsWith('plans')) continue;
        const { errors } = await page(list);
        expect(errors?.[0]?.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          issues: [{ path: 'after' }],
        });
      }
  });
});

describe('the schema', () => {
  it.each([
    ['{ dueTasks(withinDays: 367) { id } }', 'withinDays'],
    ['{ dueTasks(withinDays: -1) { id } }', 'withinDays'],
    ['{ tasks(first: 501) { totalCount } }', 'first'],
    [
      '{ _entities(representations: [{ __typename: "Task", id: "t1" }, {}]) { __typename } }',
      'representations.1',
    ],
    [
      '{ _entities(representations: [{ __typename: "Query", id: "t1" }]) { __typename } }',
      'representations.0',
    ],
    ['{ _entities(representations: ["t1"]) { __typename } }', 'representations.0'],
  ])('refuses %s', async (query, path) => {
    const { errors } = await api.send(query, {}, officer);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it('refuses a subscription by POST', async () => {
    const { status, errors } = await api.send('subscription { taskChanged { id } }', {}, officer);
    expect([status, errors?.[0]?.extensions.reason]).toEqual([400, 'SUBSCRIPTIONS_OVER_SOCKET']);
  });
});
