import type { Actor } from '@songhanh/domain/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emailOf, type Session, startTestApi, type TestApi, unit } from './harness.ts';
import { addTask, smallWorld, type World } from './world.ts';

// What follows when a task is given to units, and when they decline it or get it for another day.

let api: TestApi;
let world: World;
let union: Actor;
let session: Session;

beforeAll(async () => {
  api = await startTestApi({ environment: { DEMO_TODAY: '2023-06-15' } });
  world = await smallWorld(api);
  await api.given('EstablishUnit', unit('hoi-pn', { kind: 'MASS_ORGANISATION', parentUnitId: 'tinh' }));
  union = await api.person({ accountId: 'union', unitId: 'hoi-pn', role: 'OFFICER' });
  session = await api.signIn(emailOf('union'));
});
afterAll(() => api?.[Symbol.asyncDispose]());

const asked = (query: string) => api.data(query, {}, session);

it('what a unit declined to lead is not its work any more, unless somebody asks for what was declined', async () => {
  const { planner } = world;
  await api.given('AssignTask', { taskId: 't1', leadUnitId: 'hoi-pn' }, planner);
  const counted = async (filter: string) => {
    const { tasks, taskCounts } = await asked(
      `{ tasks(filter: {${filter}}) { totalCount } taskCounts(filter: {${filter}}) { taskCount } }`,
    );
    return [tasks.totalCount, taskCounts.taskCount];
  };
  const filters = [
    'leadUnitId: "hoi-pn"',
    'unitId: "hoi-pn"',
    'leadUnitId: "hoi-pn", assignments: [DECLINED]',
  ];
  expect(await Promise.all(filters.map(counted))).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  await api.given('DeclineTaskRequest', { taskId: 't1', reason: 'Thiếu người' }, union);
  expect(await Promise.all(filters.map(counted))).toEqual([
    [0, 0],
    [0, 0],
    [1, 1],
  ]);
});

it('a task that is given another day takes along whoever coordinates by its assignment', async () => {
  const { planner, officer } = world;
  await addTask(api, 't2', planner);
  const assignment = { taskId: 't2', leadUnitId: 'so-a', coordinatingUnitIds: ['hoi-pn'] };
  await api.given('AssignTask', assignment, planner);
  const later = { changeId: 'later', proposedDueOn: '2099-12-15', proposal: 'Lùi', reason: 'Mưa' };
  await api.given('RequestTaskChange', { taskId: 't2', ...later }, officer);
  await api.given('GrantTaskChange', { taskId: 't2', changeId: 'later' }, planner);
  const { task } = await asked(
    '{ task(id: "t2") { coordinations { dueOn unit { id } history { type actor { role } } } } }',
  );
  expect(task.coordinations).toMatchObject([{ dueOn: '2099-12-15', unit: { id: 'hoi-pn' } }]);
  const moved = { type: 'CoordinationRescheduled', actor: { role: 'PLANNER' } };
  expect(task.coordinations[0].history.at(-1)).toEqual(moved);
});
