import { coordinationIdOf } from '@songhanh/domain/coordination';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emailOf, type Session, startTestApi, type TestApi } from './harness.ts';
import { smallWorld } from './world.ts';

// What was asked of others is taken back by whoever asked, as long as nobody has answered; what was recorded wrongly is
// corrected with a reason.

let api: TestApi;
let [planner, officer, helper]: Session[] = [];
let commands = 0;

beforeAll(async () => {
  api = await startTestApi({ environment: { DEMO_TODAY: '2023-06-15' } });
  const world = await smallWorld(api);
  await api.given('AssignTask', { taskId: 't1', leadUnitId: 'so-a' }, world.planner);
  [planner, officer, helper] = await Promise.all(
    ['planner', 'officer', 'helper'].map((id) => api.signIn(emailOf(id))),
  );
});
afterAll(() => api?.[Symbol.asyncDispose]());

const coordinationId = coordinationIdOf('t1', 'so-b');

async function did(mutation: string, input: object, session: Session | undefined, fields: string) {
  commands += 1;
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`;
  const data = await api.data(operation, { input: { commandId: `back-${commands}`, ...input } }, session);
  return data[mutation];
}

async function waitingFor(session: Session | undefined): Promise<string[]> {
  const query = '{ coordinationInbox { waitingForUs { kind } } }';
  const { coordinationInbox } = await api.data(query, {}, session);
  return coordinationInbox.waitingForUs.map(({ kind }: { kind: string }) => kind);
}

it('a request for change leaves the planner’s inbox and stays to be read, and another may follow', async () => {
  const change = { taskId: 't1', changeId: 'c1', proposal: 'Lùi hạn', reason: 'Mưa lũ' };
  const asked = await did('requestTaskChange', change, officer, 'availableCommands');
  expect(asked.availableCommands).toContain('withdrawTaskChange');
  expect(await waitingFor(planner)).toEqual(['ANSWER_TASK_CHANGE']);

  const fields = 'changes { id state } openChange { id } availableCommands history { type }';
  const takenBack = await did('withdrawTaskChange', { taskId: 't1', changeId: 'c1' }, officer, fields);
  expect(takenBack).toMatchObject({ changes: [{ id: 'c1', state: 'WITHDRAWN' }], openChange: null });
  expect(takenBack.history.at(-1)).toEqual({ type: 'TaskChangeWithdrawn' });
  expect(takenBack.availableCommands).toContain('requestTaskChange');
  expect(takenBack.availableCommands).not.toContain('withdrawTaskChange');
  expect(await waitingFor(planner)).toEqual([]);
});

it('an invitation that was not answered leaves the unit’s inbox, and can be sent again', async () => {
  const invitation = { coordinationId, taskId: 't1', unitId: 'so-b', scope: 'Góp ý' };
  const invited = await did('inviteCoordination', invitation, officer, 'state availableCommands');
  expect(invited).toEqual({ state: 'AWAITING_ANSWER', availableCommands: ['withdrawInvitation'] });
  expect(await waitingFor(helper)).toEqual(['ANSWER_COORDINATION']);

  const reason = 'Đã tự làm được';
  const takenBack = await did('withdrawInvitation', { coordinationId, reason }, officer, 'state');
  expect(takenBack).toEqual({ state: 'WITHDRAWN' });
  expect(await waitingFor(helper)).toEqual([]);
  expect(await did('inviteCoordination', invitation, officer, 'state')).toEqual({ state: 'AWAITING_ANSWER' });
});

it('a proposal leaves the lead’s inbox, and the coordination goes on as before', async () => {
  await did('acceptCoordination', { coordinationId }, helper, 'state');
  const change = { coordinationId, changeId: 'x1', scope: 'Chỉ góp số liệu', reason: 'Thiếu người' };
  await did('proposeCoordinationChange', change, helper, 'state');
  const acknowledging = 'ACKNOWLEDGE_TASK';
  expect(await waitingFor(officer)).toEqual([acknowledging, 'ANSWER_COORDINATION_CHANGE']);

  const withdrawal = { coordinationId, changeId: 'x1' };
  const takenBack = await did('withdrawCoordinationChange', withdrawal, helper, 'state openChange { id }');
  expect(takenBack).toEqual({ state: 'ACCEPTED', openChange: null });
  expect(await waitingFor(officer)).toEqual([acknowledging]);
});

it('a plan is called by its corrected number, and its history keeps the wrong one with the reason', async () => {
  const issue = { planId: 'p1', number: '52/KH-UBND', issuedOn: '2023-02-03', signerOffice: 'Chủ tịch' };
  const fields = 'number issuedOn revision history { type reason changes { field before after } }';
  const corrected = await did('correctPlanIssue', { ...issue, reason: 'Gõ nhầm số' }, planner, fields);
  expect(corrected).toMatchObject({ number: '52/KH-UBND', issuedOn: '2023-02-03' });
  const entry = corrected.history.at(-1);
  expect(entry).toMatchObject({ type: 'PlanIssueCorrected', reason: 'Gõ nhầm số' });
  expect(entry.changes).toContainEqual({ field: 'number', before: '1/KH-UBND', after: '52/KH-UBND' });

  const again = await did('correctPlanIssue', { ...issue, reason: 'Lần nữa' }, planner, 'revision');
  expect(again.revision).toBe(corrected.revision);
});
