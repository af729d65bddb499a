import { describe, expect, it } from 'vitest';
import { type Facts, given } from '../kernel/index.ts';
import { type TaskCommand, task } from './index.ts';
import {
  accept,
  accepted,
  acknowledge,
  acknowledged,
  added,
  assign,
  assigned,
  assignGroup,
  cancelled,
  changeRequested,
  checkedIn,
  checkIn,
  confirmed,
  decline,
  declined,
  facts,
  health,
  labour,
  planIssued,
  planner,
  split,
  submitted,
  toWomen,
  unitInBeing,
  women,
} from './task.fixture.ts';

const written = given(task, [added()]);
const withFacts = (change: Facts) => ({ ...planner, facts: { ...facts, ...change } });

describe('an assignment', () => {
  it('orders a department and requests of a mass organisation', () => {
    expect(written.when(assign(), planner)).toEqual({ events: [assigned()] });
    expect(written.when(assign({ leadUnitId: 'women', coordinatingUnitIds: ['health'] }), planner)).toEqual({
      events: [toWomen],
    });
  });

  it('says what the coordinating units are asked for', () => {
    expect(written.when(assign({ coordinationScope: 'Góp ý dự thảo' }), planner)).toMatchObject({
      events: [{ data: { coordinationScope: 'Góp ý dự thảo' } }],
    });
  });

  it('expands a coordinating group to its units on the issue date, each named once', () => {
    const command = assign({ coordinatingUnitIds: ['health'], coordinatingGroupIds: ['districts'] });
    expect(written.when(command, planner)).toMatchObject({
      events: [{ data: { lead: { unitId: 'labour' }, coordinators: [{ unitId: 'health' }] } }],
    });
  });

  it('does not name the lead as coordinator too', () => {
    expect(written.when(assign({ coordinatingUnitIds: ['labour', 'health'] }), planner)).toMatchObject({
      events: [{ data: { coordinators: [{ unitId: 'health' }] } }],
    });
  });

  it.each([
    ['PLAN_NOT_ISSUED', { 'plan-p': { ...planIssued, status: 'DRAFT', issuedOn: null } }],
    ['PLAN_CLOSED', { 'plan-p': { ...planIssued, status: 'CLOSED' } }],
    ['UNIT_NOT_FOUND', { 'organisation-labour': null }],
    ['UNIT_NOT_FOUND', { 'organisation-women': null }],
    ['UNIT_NOT_IN_BEING', { 'organisation-labour': { ...unitInBeing, since: '2023-01-20' } }],
    ['UNIT_NOT_IN_BEING', { 'organisation-health': { ...unitInBeing, lastDay: '2023-01-18' } }],
  ])('is refused: %s', (refused, change) => {
    expect(written.when(assign(), withFacts(change))).toMatchObject({ refused });
  });

  it('takes a unit that was in being on the issue date alone', () => {
    const oneDay = { ...unitInBeing, since: '2023-01-19', lastDay: '2023-01-19' };
    expect(written.when(assign(), withFacts({ 'organisation-labour': oneDay }))).toEqual({
      events: [assigned()],
    });
  });

  it('takes no group for a unit, and no unit for a group', () => {
    expect(written.when(assign({ leadUnitId: 'districts' }), planner)).toEqual({
      refused: 'UNIT_NOT_FOUND',
      params: { unitId: 'districts' },
    });
    expect(written.when(assign({ coordinatingGroupIds: ['labour'] }), planner)).toEqual({
      refused: 'GROUP_NOT_FOUND',
      params: { groupId: 'labour' },
    });
  });

  it('refuses a group that had no units yet', () => {
    const young = { kind: 'GROUP', memberships: [{ since: '2023-01-20', memberUnitIds: ['labour'] }] };
    for (const command of [assignGroup(), assign({ coordinatingGroupIds: ['districts'] })]) {
      expect(written.when(command, withFacts({ 'organisation-districts': young }))).toMatchObject({
        refused: 'GROUP_EMPTY',
      });
    }
  });

  it('tells others who leads and who coordinates', () => {
    expect(task.facts(given(task, [added(), assigned()]).state)).toMatchObject({
      assigned: true,
      leadUnitId: 'labour',
      coordinatingUnitIds: ['health', 'women'],
      underWay: true,
    });
  });
});

describe('a group that leads', () => {
  it('splits the task into one child for each of its units on the issue date', () => {
    expect(written.when(assignGroup(), planner)).toEqual({ events: [split] });
  });

  it('releases who coordinated by the assignment before', () => {
    expect(given(task, [added(), assigned()]).when(assignGroup(), planner)).toMatchObject({
      events: [{ type: 'TaskSplit', data: { releasedUnitIds: ['health', 'women'] } }],
    });
  });

  it('cannot be changed once it is split', () => {
    const parent = given(task, [added(), split]);
    for (const command of [assign(), assignGroup()]) {
      expect(parent.when(command, planner)).toMatchObject({ refused: 'TASK_ALREADY_SPLIT' });
    }
  });

  it('leaves the parent without work of its own', () => {
    const parent = given(task, [added(), assigned(), split]);
    expect(parent.when(acknowledge, labour)).toMatchObject({ refused: 'TASK_NOT_ASSIGNED' });
    expect(parent.when(checkIn(), labour)).toMatchObject({ refused: 'TASK_IS_SPLIT' });
    expect(task.facts(parent.state)).toMatchObject({ assigned: false, underWay: false });
  });
});

describe('the child of a split task', () => {
  const { releasedUnitIds: _, groupId: __, children: ___, schedule: ____, ...common } = split.data;
  const command: TaskCommand = {
    name: 'AddChildTask',
    input: {
      ...common,
      taskId: 't.labour',
      parentTaskId: 't',
      code: 'A05.1',
      schedule: { startsOn: '2023-02-01', dueOn: '2023-06-30' },
      lead: { unitId: 'labour', mode: 'ORDER' },
    },
  };
  const context = {
    actor: { userId: 'a', officeId: null, unitId: null, role: 'PLANNER' as const, onBehalfOfOfficeId: null },
    now: '2023-03-01T02:00:00.000Z',
    today: '2023-03-01',
    facts: {},
    id: String,
  };

  it('is added and assigned at once', () => {
    expect(task.decide(command, task.initialState, context)).toEqual([
      added({ taskId: 't.labour', parentTaskId: 't', code: 'A05.1' }),
      assigned({ taskId: 't.labour' }),
    ]);
  });

  it('is added once', () => {
    expect(task.decide(command, written.state, context)).toMatchObject({ reason: 'TASK_ALREADY_ADDED' });
  });
});

describe('an assignment that stands', () => {
  const standing = given(task, [added(), assigned()]);

  it('is not changed by the same again, whatever the order of its units', () => {
    expect(standing.when(assign({ coordinatingUnitIds: ['women', 'health'] }), planner)).toEqual({
      events: [],
    });
  });

  it('names others, and releases who coordinates no longer', () => {
    expect(standing.when(assign({ coordinatingUnitIds: ['women', 'culture'] }), planner)).toMatchObject({
      events: [{ data: { releasedUnitIds: ['health'] } }],
    });
    expect(standing.when(assign({ leadUnitId: 'health' }), planner)).toMatchObject({
      events: [{ data: { lead: { unitId: 'health' }, releasedUnitIds: ['health'] } }],
    });
  });

  it('can still be changed once the order is acknowledged, and is then asked anew', () => {
    const other = assigned({ lead: { unitId: 'culture', mode: 'ORDER' } });
    expect(
      given(task, [added(), assigned(), acknowledged]).when(assign({ leadUnitId: 'culture' }), planner),
    ).toEqual({ events: [other] });
    const again = given(task, [added(), assigned(), acknowledged, changeRequested, other]);
    expect(again.state).toMatchObject({ task: { assignment: { answer: 'AWAITING' }, openChange: null } });
  });

  it.each([
    ['a check-in', [assigned(), checkedIn]],
    ['an acceptance', [toWomen, accepted]],
  ])('cannot be changed after %s', (_name, events) => {
    const underWay = given(task, [added(), ...events]);
    for (const command of [assign({ leadUnitId: 'culture' }), assignGroup()]) {
      expect(underWay.when(command, planner)).toMatchObject({ refused: 'TASK_UNDER_WAY' });
    }
  });

  it.each([
    ['TASK_SUBMITTED', [submitted]],
    ['TASK_CONFIRMED', [submitted, confirmed]],
    ['TASK_CANCELLED', [cancelled]],
  ])('cannot be changed: %s', (refused, last) => {
    const ended = given(task, [added(), assigned(), acknowledged, ...last]);
    expect(ended.when(assign({ leadUnitId: 'culture' }), planner)).toMatchObject({ refused });
  });

  it('can always be changed after a decline, even into the same', () => {
    const refused = given(task, [added(), toWomen, declined]);
    expect(refused.when(assign(), planner)).toMatchObject({
      events: [{ data: { lead: { unitId: 'labour' }, releasedUnitIds: [] } }],
    });
    const same = assign({ leadUnitId: 'women', coordinatingUnitIds: ['health'] });
    expect(refused.when(same, planner)).toEqual({ events: [toWomen] });
  });
});

describe('the answer of the lead', () => {
  const ordered = given(task, [added(), assigned()]);
  const requested = given(task, [added(), toWomen]);

  it('acknowledges an order, once', () => {
    expect(ordered.when(acknowledge, labour)).toEqual({ events: [acknowledged] });
    expect(given(task, [added(), assigned(), acknowledged]).when(acknowledge, labour)).toEqual({
      events: [],
    });
  });

  it('neither accepts nor declines an order', () => {
    for (const command of [accept, decline]) {
      expect(ordered.when(command, labour)).toMatchObject({ refused: 'TASK_IS_AN_ORDER' });
    }
  });

  it('does not acknowledge a request', () => {
    expect(requested.when(acknowledge, women)).toMatchObject({ refused: 'TASK_IS_A_REQUEST' });
  });

  it('accepts a request, once, and declines it no more', () => {
    expect(requested.when(accept, women)).toEqual({ events: [accepted] });
    const agreed = given(task, [added(), toWomen, accepted]);
    expect(agreed.when(accept, women)).toEqual({ events: [] });
    expect(agreed.when(decline, women)).toMatchObject({ refused: 'TASK_REQUEST_ACCEPTED' });
  });

  it('declines a request with a reason, once, and accepts it no more', () => {
    expect(requested.when(decline, women)).toEqual({ events: [declined] });
    const refused = given(task, [added(), toWomen, declined]);
    expect(refused.when(decline, women)).toEqual({ events: [] });
    expect(refused.when(accept, women)).toMatchObject({ refused: 'TASK_REQUEST_DECLINED' });
    expect(task.facts(refused.state)).toMatchObject({ underWay: false });
  });

  it('comes too late for a cancelled task', () => {
    const gone = given(task, [added(), assigned(), cancelled]);
    for (const command of [acknowledge, accept, decline]) {
      expect(gone.when(command, labour)).toMatchObject({ refused: 'TASK_CANCELLED' });
    }
  });

  it('is the lead alone to give', () => {
    expect(ordered.when(acknowledge, health)).toEqual({ forbidden: 'NOT_THE_LEAD_UNIT' });
  });
});
