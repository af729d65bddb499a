import { coordinationIdOf } from '@songhanh/domain/coordination';
import type { Actor } from '@songhanh/domain/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailOf, type Session, startTestApi, type TestApi, unit } from './harness.ts';

// One plan, its tasks and the units that work on them, through GraphQL on the real node.

let api: TestApi;
let [planner, confirmer, lead, helper, stranger, auditor]: Session[] = [];

let commands = 0;

async function did(mutation: string, type: string, input: object, session?: Session, fields = 'id') {
  commands += 1;
  const operation = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ${fields} } }`;
  const data = await api.data(operation, { input: { commandId: `work-${commands}`, ...input } }, session);
  return data[mutation];
}

async function asked(query: string, session?: Session, headers = {}) {
  return api.data(query, {}, { ...session, ...headers } as Session);
}

beforeAll(async () => {
  api = await startTestApi({ environment: { DEMO_TODAY: '2023-06-15' } });
  for (const id of ['ubnd', 'so-ld', 'so-yt', 'hoi-pn', 'so-nv'])
    await api.given('EstablishUnit', unit(id, id === 'hoi-pn' ? { kind: 'MASS_ORGANISATION' } : {}));
  const person = (accountId: string, unitId: string, role: Actor['role'] = 'OFFICER') =>
    api.person({ accountId, unitId, role });
  await person('planner', 'so-ld', 'PLANNER');
  await person('lead', 'so-yt');
  await person('confirmer', 'ubnd', 'PLANNER');
  await person('helper', 'hoi-pn');
  await person('stranger', 'so-nv');
  await person('auditor', 'so-nv', 'AUDITOR');
  [planner, confirmer, lead, helper, stranger, auditor] = await Promise.all(
    ['planner', 'confirmer', 'lead', 'helper', 'stranger', 'auditor'].map((id) => api.signIn(emailOf(id))),
  );
  await did(
    'draftPlan',
    'DraftPlan',
    { planId: 'p', title: 'Kế hoạch', year: 2023, issuingUnitId: 'ubnd', draftingUnitId: 'so-ld' },
    planner,
  );
  const section = { planId: 'p', kind: 'SOLUTION_GROUP', title: 'Nhóm' };
  await did('addPlanSection', 'AddPlanSection', { ...section, sectionId: 's1', mark: '1' }, planner);
  const below = { ...section, sectionId: 's1a', mark: '1a', parentSectionId: 's1' };
  await did('addPlanSection', 'AddPlanSection', below, planner);
  const deliverables = [{ deliverableId: 'd', title: 'Báo cáo' }];
  for (const [taskId, title, dueOn, sectionId] of [
    ['t1', 'Tập huấn hoà giải viên', '2023-06-20', 's1'],
    ['t2', 'Truyền thông tại chợ', '2023-05-31', 's1a'],
    ['t3', 'Ăn sáng cùng phụ nữ', '2023-12-01', null],
  ])
    await did(
      'addTask',
      'AddTask',
      {
        taskId,
        planId: 'p',
        code: taskId?.toUpperCase(),
        title,
        schedule: { dueOn },
        sectionId,
        deliverables,
      },
      planner,
    );
});
afterAll(() => api?.[Symbol.asyncDispose]());

const allTasks = '{ plans { totalCount } tasks { totalCount } task(id: "t1") { id } plan(id: "p") { id } }';

describe('a draft', () => {
  it('is seen by planners, auditors and the unit that drafts, and by nobody else', async () => {
    const hidden = { plans: { totalCount: 0 }, tasks: { totalCount: 0 }, task: null, plan: null };
    expect(await asked(allTasks, stranger)).toEqual(hidden);
    for (const session of [planner, confirmer, auditor])
      expect(await asked(allTasks, session)).toMatchObject({ tasks: { totalCount: 3 }, plan: { id: 'p' } });
    const { errors } = await api.send(allTasks);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is no work yet: nothing of it is due, and whoever asks for issued plans does not count it', async () => {
    const query = `{ dueTasks(withinDays: 366) { id }
      all: taskCounts { taskCount } issued: taskCounts(filter: { issued: true }) { taskCount }
      drafts: taskCounts(filter: { issued: false }) { taskCount }
      found: tasks(filter: { issued: true, search: "a" }) { totalCount edges { node { id } } } }`;
    const nothing = { dueTasks: [], issued: { taskCount: 0 }, found: { totalCount: 0, edges: [] } };
    const ofDraft = { all: { taskCount: 3 }, drafts: { taskCount: 3 } };
    expect(await asked(query, planner)).toEqual({ ...nothing, ...ofDraft });
    const hidden = { all: { taskCount: 0 }, drafts: { taskCount: 0 } };
    expect(await asked(query, stranger)).toEqual({ ...nothing, ...hidden });
  });
});

describe('an issued plan', () => {
  beforeAll(async () => {
    const issue = { planId: 'p', number: '1/KH-UBND', issuedOn: '2023-02-01', signerOffice: 'CHỦ TỊCH' };
    await did('issuePlan', 'IssuePlan', issue, planner);
    const assignment = { taskId: 't1', leadUnitId: 'so-yt', coordinatingUnitIds: ['hoi-pn'] };
    await did('assignTask', 'AssignTask', assignment, planner);
  });

  it('is seen by whoever is signed in', async () => {
    expect(await asked(allTasks, stranger)).toMatchObject({
      plans: { totalCount: 1 },
      tasks: { totalCount: 3 },
    });
  });

  it('counts the tasks below each section, by status and light', async () => {
    const { plan } = await asked(
      '{ plan(id: "p") { progress { taskCount byStatus { status count } byLight { light count } } sections { id progress { taskCount } } } }',
      stranger,
    );
    expect(plan.progress.taskCount).toBe(3);
    expect(plan.progress.byStatus).toContainEqual({ status: 'OVERDUE', count: 1 });
    expect(plan.progress.byLight).toContainEqual({ light: 'AMBER', count: 1 });
    expect(plan.sections).toEqual([
      { id: 's1', progress: { taskCount: 2 } },
      { id: 's1a', progress: { taskCount: 1 } },
    ]);
  });

  it.each([
    ['sort: { field: TITLE }', ['t3', 't1', 't2']],
    ['sort: { field: DUE_ON, direction: DESCENDING }', ['t3', 't1', 't2']],
    ['sort: { field: LEAD }', ['t1', 't2', 't3']],
    ['filter: { search: "hòa giải" }', ['t1']],
    ['filter: { search: "AN SANG" }', ['t3']],
    ['filter: { search: "giai hoa" }', ['t1']],
    ['filter: { search: "an san" }', ['t3']],
    ['filter: { search: "%" }', []],
    ['filter: { search: "_", planId: "p" }', []],
    ['filter: { search: " " }', ['t1', 't2', 't3']],
    ['filter: { coordinatingUnitId: "hoi-pn" }', ['t1']],
    ['filter: { leadUnitId: "so-yt", statuses: [OVERDUE] }', []],
    ['filter: { statuses: [OVERDUE] }', ['t2']],
    ['filter: { lights: [AMBER, GREEN] }', ['t1', 't3']],
    ['filter: { sectionId: "s1" }', ['t1', 't2']],
    ['filter: { unitId: "hoi-pn" }', ['t1']],
    ['filter: { leadUnitId: "so-yt", assignments: [AWAITING_ANSWER] }', ['t1']],
    ['filter: { dueBefore: "2023-06-20" }', ['t1', 't2']],
    ['filter: { submitted: true }', []],
  ])('lists its tasks by %s', async (args, ids) => {
    const { tasks } = await asked(`{ tasks(${args}) { totalCount edges { node { id } } } }`, stranger);
    expect(tasks.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(ids);
    expect(tasks.totalCount).toBe(ids.length);
  });

  it.each([
    ['tập huấn', 1],
    ['%', 0],
    ['_ .', 0],
  ])('counts its tasks that hold "%s"', async (search, count) => {
    const query = 'query ($filter: TaskFilter) { taskCounts(filter: $filter) { taskCount } }';
    expect(await api.data(query, { filter: { search } }, stranger)).toEqual({
      taskCounts: { taskCount: count },
    });
  });

  it('gives its tasks page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query = `query ($after: String) { tasks(sort: { field: DUE_ON }, first: 1, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
      const { tasks } = await api.data(query, { after }, stranger);
      seen.push(tasks.edges[0].node.id);
      after = tasks.pageInfo.hasNextPage ? tasks.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(['t2', 't1', 't3']);
  });
});

describe('the work on a task', () => {
  const commandsOn = async (session?: Session) =>
    (await asked('{ task(id: "t1") { availableCommands } }', session)).task.availableCommands;
  const inboxOf = async (session?: Session) => {
    const item = '{ kind task { id } actingUnit { id } waitingUnit { id } }';
    const inbox = await asked(`{ coordinationInbox { waitingForUs ${item} weWaitFor ${item} } }`, session);
    const kinds = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind);
    const { waitingForUs, weWaitFor } = inbox.coordinationInbox;
    return { ours: kinds(waitingForUs), theirs: kinds(weWaitFor) };
  };

  it('offers each the commands that they may carry out, and tells who waits for whom', async () => {
    expect(await commandsOn(lead)).toContain('acknowledgeTask');
    expect(await commandsOn(planner)).toEqual(['changeTaskDetails', 'assignTask', 'cancelTask']);
    for (const session of [helper, stranger, auditor])
      expect(await commandsOn(session)).not.toContain('acknowledgeTask');
    expect(await inboxOf(lead)).toEqual({ ours: ['ACKNOWLEDGE_TASK'], theirs: ['ANSWER_COORDINATION'] });
    expect(await inboxOf(helper)).toEqual({ ours: ['ANSWER_COORDINATION'], theirs: [] });
    expect(await inboxOf(planner)).toEqual({ ours: [], theirs: ['ACKNOWLEDGE_TASK'] });
    const { waitingEdges } = await asked(
      '{ waitingEdges { waitingUnit { id } actingUnit { id } count } }',
      auditor,
    );
    expect(waitingEdges).toEqual([
      { waitingUnit: { id: 'so-ld' }, actingUnit: { id: 'so-yt' }, count: 1 },
      { waitingUnit: { id: 'so-yt' }, actingUnit: { id: 'hoi-pn' }, count: 1 },
    ]);
  });

  it('goes from acknowledgement over check-in and submission to confirmation', async () => {
    await did('acknowledgeTask', 'AcknowledgeTask', { taskId: 't1' }, lead);
    const coordinationId = coordinationIdOf('t1', 'hoi-pn');
    await did('acceptCoordination', 'AcceptCoordination', { coordinationId }, helper);
    expect(await inboxOf(helper)).toEqual({ ours: ['CONTRIBUTE'], theirs: [] });
    const contribution = { coordinationId, contributionId: 'k', text: 'Đã góp ý' };
    await did('contribute', 'Contribute', contribution, helper);
    expect(await inboxOf(helper)).toEqual({ ours: [], theirs: ['CONCLUDE_COORDINATION'] });
    expect(await inboxOf(lead)).toEqual({ ours: ['CONCLUDE_COORDINATION'], theirs: [] });
    const since = async () =>
      (await asked(`{ coordination(id: "${coordinationId}") { waitingSince } }`, lead)).coordination
        .waitingSince;
    expect(await since()).not.toBeNull();
    const report = { taskId: 't1', checkInId: 'c', percent: 60, text: 'Đang làm' };
    expect(await did('checkIn', 'CheckIn', report, lead, 'status percent')).toEqual({
      status: 'IN_PROGRESS',
      percent: 60,
    });
    await did('submitTask', 'SubmitTask', { taskId: 't1', summary: 'Xong' }, lead);
    expect(await inboxOf(planner)).toEqual({ ours: ['CONFIRM_TASK'], theirs: [] });
    const done = await did(
      'confirmTask',
      'ConfirmTask',
      { taskId: 't1' },
      confirmer,
      'status light confirmedOn',
    );
    expect(done).toEqual({ status: 'DONE_ON_TIME', light: 'NONE', confirmedOn: '2023-06-15' });
    expect(await since()).toBeNull();
    expect(await inboxOf(planner)).toEqual({ ours: [], theirs: [] });
  });

  it('tells its history by office and unit, with what changed', async () => {
    const { task } = await asked(
      '{ task(id: "t1") { history { type actor { unit { id } office { title } } changes { field before after } } } }',
      auditor,
    );
    expect(task.history.map(({ type }: { type: string }) => type)).toEqual([
      'TaskAdded',
      'TaskAssigned',
      'TaskAcknowledged',
      'CheckInRecorded',
      'TaskSubmitted',
      'TaskConfirmed',
    ]);
    expect(task.history[3].actor).toEqual({ unit: { id: 'so-yt' }, office: { title: 'Cán bộ' } });
    expect(task.history[3].changes).toContainEqual({ field: 'percent', before: null, after: 60 });
  });

  it('has no unit of the viewer before that one was there', async () => {
    const question = '{ viewer { role unit { name } } }';
    expect((await asked(question, lead)).viewer.unit).toMatchObject({ name: expect.any(String) });
    expect((await asked(question, lead, { 'x-as-of': '0' })).viewer).toMatchObject({ unit: null });
  });

  it('is shown as it was at any position, without commands', async () => {
    const query =
      '{ task(id: "t1") { status percent assignment availableCommands coordinations { state } history { type position } } }';
    const { task: now } = await asked(query, lead);
    const at = now.history[1].position;
    const { task } = await asked(query, lead, { 'x-as-of': at });
    expect(task).toMatchObject({
      percent: 0,
      assignment: 'AWAITING_ANSWER',
      availableCommands: [],
      coordinations: [],
    });
    expect(task.history).toEqual(now.history.slice(0, 2));
    const { task: later } = await asked(query, lead, { 'x-as-of': now.history[3].position });
    expect(later).toMatchObject({
      status: 'IN_PROGRESS',
      percent: 60,
      coordinations: [{ state: 'ACCEPTED' }],
    });
  });
});

describe('a search of units and accounts', () => {
  it.each([
    ['so yt', 1, 0],
    ['PLANNER@', 0, 1],
    ['%', 0, 0],
    ['--', 0, 0],
    [' . ', 0, 0],
    [' ', 5, 7],
  ])('finds for "%s" %i and %i', async (search, units, accounts) => {
    const query =
      'query ($search: String) { units(search: $search) { totalCount } accounts(search: $search) { totalCount } }';
    expect(await api.data(query, { search }, auditor)).toEqual({
      units: { totalCount: units },
      accounts: { totalCount: accounts },
    });
  });
});

describe('evidence', () => {
  it('is shown to the task’s units, planners and auditors, and its file handed out to them alone', async () => {
    const { sha256, size } = await uploaded('minh chứng của đơn vị');
    const assignment = { taskId: 't3', leadUnitId: 'so-yt', coordinatingUnitIds: [] };
    await did('assignTask', 'AssignTask', assignment, planner);
    const file = { sha256, size, fileName: 'ảnh.txt', mediaType: 'text/plain', deliverableId: 'd' };
    await did('attachEvidence', 'AttachEvidence', { taskId: 't3', evidenceId: 'e', ...file }, lead);
    const query =
      '{ task(id: "t3") { evidence { fileName url } deliverables { evidenceCount } history { type } } }';
    const seen = [{ fileName: 'ảnh.txt', url: `/files/${sha256}` }];
    for (const session of [lead, planner, auditor]) {
      const { task } = await asked(query, session);
      expect(task).toMatchObject({ evidence: seen, deliverables: [{ evidenceCount: 1 }] });
      expect((await fetch(`${api.url}/files/${sha256}`, { headers: session ?? {} })).status).toBe(200);
    }
    for (const session of [helper, stranger]) {
      const { task } = await asked(query, session);
      expect(task).toMatchObject({ evidence: [], deliverables: [{ evidenceCount: null }] });
      expect(task.history.map(({ type }: { type: string }) => type)).not.toContain('EvidenceAttached');
      expect((await fetch(`${api.url}/files/${sha256}`, { headers: session ?? {} })).status).toBe(404);
    }
  });
});

describe('a unit that is invited', () => {
  const coordinationId = coordinationIdOf('t3', 'so-nv');
  const contactsOf = async (unitId: string, session?: Session) =>
    (await asked(`{ unit(id: "${unitId}") { offices { account { email } } } }`, session)).unit.offices.map(
      ({ account }: { account: { email: string | null } }) => account.email,
    );
  const attached = async (evidenceId: string) => {
    const { sha256, size } = await uploaded(evidenceId, stranger);
    const input = { taskId: 't3', evidenceId, sha256, size, fileName: 'góp.txt', mediaType: 'text/plain' };
    const operation = 'mutation ($input: AttachEvidenceInput!) { attachEvidence(input: $input) { id } }';
    const { errors } = await api.send(operation, { input: { ...input, commandId: evidenceId } }, stranger);
    return errors?.[0]?.extensions.reason ?? 'attached';
  };

  it('works with the others of the task, sees their contacts and they its own, until it declines', async () => {
    expect(await contactsOf('so-yt', stranger)).toEqual([]);
    expect(await attached('before')).toBe('NOT_A_UNIT_OF_THE_TASK');
    const invitation = { coordinationId, taskId: 't3', unitId: 'so-nv', scope: 'Góp ý' };
    await did('inviteCoordination', 'InviteCoordination', invitation, lead);
    expect(await contactsOf('so-yt', stranger)).toEqual([emailOf('lead')]);
    expect(await contactsOf('so-nv', lead)).toContain(emailOf('stranger'));
    // Both work with the lead, but not with each other.
    expect(await contactsOf('so-nv', helper)).toEqual([]);
    expect(await attached('while')).toBe('attached');
    expect((await asked('{ task(id: "t3") { evidence { id } } }', stranger)).task.evidence).toContainEqual({
      id: 'while',
    });
    const declined = { coordinationId, reason: 'Không đủ người' };
    await did('declineCoordination', 'DeclineCoordination', declined, stranger);
    expect(await contactsOf('so-yt', stranger)).toEqual([]);
    expect(await attached('after')).toBe('NOT_A_UNIT_OF_THE_TASK');
  });
});

async function uploaded(content: string, session = lead): Promise<{ sha256: string; size: number }> {
  const { viewer } = await asked('{ viewer { csrfToken } }', session);
  const response = await fetch(`${api.url}/files`, {
    method: 'PUT',
    headers: { ...session, 'x-csrf-token': viewer.csrfToken, 'content-type': 'text/plain' },
    body: content,
  });
  return (await response.json()) as { sha256: string; size: number };
}
