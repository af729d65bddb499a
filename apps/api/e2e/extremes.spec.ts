import { expect, test } from 'vitest';
import { startPostgres } from '../src/platform/database/postgres.fixture.ts';
import { emailOf, startTestApi, unit } from './harness.ts';

const letters = 'ếệỡợữựằặẳẵấầẩẫậềểễìỉĩịòỏõọốồổỗộúùủũụýỳỷỹỵĐđẮẰẲẴẶ字漢語情報処理';

/** A text of so many letters that no compression makes short, of three bytes each. */
function dense(length: number, seed: number): string {
  let state = seed * 7_919 + 13;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return letters[Math.floor(state / 2 ** 16) % letters.length];
  }).join('');
}

test.each([
  { name: 'the embedded database', start: async () => null },
  { name: 'PostgreSQL', start: startPostgres },
])('the longest texts that commands take are shown, sorted and found on $name', async ({ start }) => {
  const server = await start();
  await using after = new AsyncDisposableStack();
  after.defer(async () => server?.close());
  await using api = await startTestApi(server === null ? {} : { environment: { DATABASE_URL: server.url } });
  const names = { name: dense(500, 1), nameEnglish: dense(500, 2), shortName: dense(60, 3) };
  await api.given('EstablishUnit', unit('u', names));
  const planner = await api.person({
    ...{ accountId: 'p', unitId: 'u', role: 'PLANNER' },
    fullName: dense(120, 4),
  });
  const plan = { planId: 'p', title: dense(500, 5), titleEnglish: dense(500, 6), year: 2100 };
  await api.given('DraftPlan', { ...plan, issuingUnitId: 'u', draftingUnitId: 'u' }, planner);
  const section = { planId: 'p', sectionId: 's', kind: 'SOLUTION_GROUP', mark: dense(10, 7) };
  await api.given('AddPlanSection', { ...section, title: dense(500, 8) }, planner);
  const taskId = 't'.repeat(128);
  const task = { taskId, planId: 'p', sectionId: 's', code: dense(20, 9), title: dense(500, 10) };
  const deliverables = [{ deliverableId: 'd', title: dense(500, 11) }];
  const schedule = { dueOn: '2199-12-31' };
  await api.given('AddTask', { ...task, description: dense(4_000, 12), deliverables, schedule }, planner);
  expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);
  const session = await api.signIn(emailOf('p'));
  const found =
    'query ($search: String) { tasks(filter: { search: $search }) { edges { node { id title } } } }';
  const { tasks } = await api.data(found, { search: task.title.slice(0, 40) }, session);
  expect(tasks.edges).toEqual([{ node: { id: taskId, title: task.title } }]);
});
