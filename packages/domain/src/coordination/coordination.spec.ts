import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import {
  accept,
  accepted,
  acknowledge,
  acknowledged,
  changeRefused,
  changeWithdrawn,
  conclude,
  contribute,
  coordinationId,
  decline,
  declined,
  facts,
  grant,
  granted,
  health,
  invite,
  invited,
  lead,
  ofTheLead,
  ofTheUnit,
  ordered,
  propose,
  proposed,
  refuseChange,
  task,
  unit,
  withdrawChange,
  withdrawInvitation,
  withdrawn,
} from './coordination.fixture.ts';
import { coordination } from './index.ts';

describe('when there is no coordination', () => {
  const nothing = given(coordination, []);

  it('is opened by an invitation of the lead', () => {
    expect(nothing.when(invite(), lead)).toEqual({ events: [invited] });
  });

  it('is due with the task when no day is given', () => {
    expect(nothing.when(invite({ dueOn: null }), lead)).toMatchObject({
      events: [{ data: { dueOn: '2023-06-30' } }],
    });
  });

  it.each([
    ['TASK_NOT_FOUND', { 'task-t': null }],
    ['TASK_NOT_ASSIGNED', { 'task-t': { ...task, assigned: false, leadUnitId: null } }],
    ['TASK_NOT_UNDER_WAY', { 'task-t': { ...task, underWay: false } }],
    ['UNIT_NOT_FOUND', { 'organisation-health': null }],
    ['UNIT_NOT_FOUND', { 'organisation-health': { kind: 'GROUP', memberships: [] } }],
    ['UNIT_NOT_IN_BEING', { 'organisation-health': { ...health, lastDay: '2023-02-28' } }],
    ['UNIT_NOT_IN_BEING', { 'organisation-health': { ...health, since: '2023-03-02' } }],
    ['UNIT_ALREADY_COORDINATES', { 'task-t': { ...task, coordinatingUnitIds: ['health'] } }],
  ])('refuses an invitation: %s', (refused, change) => {
    expect(nothing.when(invite(), { ...lead, facts: { ...facts, ...change } })).toMatchObject({ refused });
  });

  it('takes a unit on its first and on its last day', () => {
    const oneDay = { ...health, since: '2023-03-01', lastDay: '2023-03-01' };
    const scenario = { ...lead, facts: { ...facts, 'organisation-health': oneDay } };
    expect(nothing.when(invite(), scenario)).toEqual({ events: [invited] });
  });

  it('refuses that the lead invites itself', () => {
    expect(nothing.when(invite({ unitId: 'lead' }), lead)).toMatchObject({ refused: 'UNIT_IS_THE_LEAD' });
  });

  it('has nothing to change: every other command of people is refused', () => {
    for (const command of [...ofTheUnit, ...ofTheLead]) {
      expect(nothing.when(command, lead)).toMatchObject({ refused: 'COORDINATION_NOT_FOUND' });
    }
  });

  it('tells others nothing', () => {
    expect(coordination.facts(nothing.state)).toBeNull();
  });
});

describe('when ordered', () => {
  const order = given(coordination, [ordered]);
  const known = given(coordination, [ordered, acknowledged]);

  it('is acknowledged, once', () => {
    expect(order.when(acknowledge, unit)).toEqual({ events: [acknowledged] });
    expect(known.when(acknowledge, unit)).toEqual({ events: [] });
  });

  it('can be neither accepted nor declined', () => {
    for (const command of [accept, decline]) {
      expect(order.when(command, unit)).toMatchObject({ refused: 'COORDINATION_IS_AN_ORDER' });
    }
  });

  it('counts as acknowledged once a change is granted', () => {
    const changed = given(coordination, [ordered, proposed, granted]);
    expect(changed.when(acknowledge, unit)).toEqual({ events: [] });
    expect(coordination.facts(changed.state)).toMatchObject({ status: 'ACKNOWLEDGED' });
  });
});

describe('when requested', () => {
  const request = given(coordination, [invited]);
  const agreed = given(coordination, [invited, accepted]);

  it('is accepted, once', () => {
    expect(request.when(accept, unit)).toEqual({ events: [accepted] });
    expect(agreed.when(accept, unit)).toEqual({ events: [] });
  });

  it('is declined with a reason until it is accepted', () => {
    expect(request.when(decline, unit)).toEqual({ events: [declined] });
    expect(agreed.when(decline, unit)).toMatchObject({ refused: 'COORDINATION_ACCEPTED' });
  });

  it('is not acknowledged', () => {
    expect(request.when(acknowledge, unit)).toMatchObject({ refused: 'COORDINATION_IS_A_REQUEST' });
  });

  it('is not opened a second time by an invitation', () => {
    expect(request.when(invite(), lead)).toMatchObject({ refused: 'COORDINATION_ALREADY_OPEN' });
  });

  it('is taken back by the lead that invited, until it is answered, and can be sent again', () => {
    const takenBack = { events: [withdrawn] };
    expect(request.when(withdrawInvitation, lead)).toEqual(takenBack);
    expect(given(coordination, [invited, proposed]).when(withdrawInvitation, lead)).toEqual(takenBack);
    expect(given(coordination, [invited, withdrawn]).when(invite(), lead)).toEqual({ events: [invited] });
    for (const [events, refused] of [
      [[ordered], 'COORDINATION_BY_ASSIGNMENT'],
      [[invited, accepted], 'COORDINATION_ACCEPTED'],
      [[invited, declined], 'COORDINATION_DECLINED'],
    ] as const) {
      expect(given(coordination, events).when(withdrawInvitation, lead)).toMatchObject({ refused });
    }
  });

  it('is neither contributed to nor concluded before its answer', () => {
    expect(request.when(contribute(), unit)).toMatchObject({ refused: 'COORDINATION_NOT_ANSWERED' });
    expect(request.when(conclude, lead)).toMatchObject({ refused: 'COORDINATION_NOT_ANSWERED' });
  });

  it('tells others who coordinates with whom', () => {
    expect(coordination.facts(request.state)).toEqual({
      coordinationId,
      taskId: 't',
      leadUnitId: 'lead',
      unitId: 'health',
      status: 'AWAITING_ANSWER',
    });
  });
});

describe('a change', () => {
  const waiting = given(coordination, [invited, proposed]);

  it('is proposed by the unit, before its answer and after', () => {
    for (const before of [[invited], [invited, accepted], [ordered, acknowledged]]) {
      expect(given(coordination, before).when(propose(), unit)).toEqual({ events: [proposed] });
    }
  });

  it('keeps the present day when it names none', () => {
    expect(given(coordination, [invited]).when(propose({ dueOn: null }), unit)).toMatchObject({
      events: [{ data: { dueOn: '2023-05-31' } }],
    });
    const after = given(coordination, [invited, proposed, granted]);
    expect(after.when(propose({ changeId: 'c2', dueOn: null }), unit)).toMatchObject({
      events: [{ data: { dueOn: '2023-06-15' } }],
    });
  });

  it('is not proposed until a day that has passed, unless that is the present one', () => {
    const late = { ...unit, now: '2023-06-20T02:00:00.000Z' };
    expect(given(coordination, [invited]).when(propose({ dueOn: '2023-06-19' }), late)).toEqual({
      refused: 'DUE_ALREADY_PASSED',
      params: { proposedDueOn: '2023-06-19', today: '2023-06-20' },
    });
    for (const dueOn of ['2023-05-31', '2023-06-20']) {
      expect(given(coordination, [invited]).when(propose({ dueOn }), late)).toMatchObject({ events: [{}] });
    }
  });

  it('is proposed one at a time', () => {
    expect(waiting.when(propose({ changeId: 'c2' }), unit)).toEqual({
      refused: 'CHANGE_ALREADY_PROPOSED',
      params: { changeId: 'c1' },
    });
    const answered = given(coordination, [invited, proposed, changeRefused]);
    expect(answered.when(propose({ changeId: 'c2' }), unit)).toMatchObject({ events: [{}] });
  });

  it('is granted by the lead, and counts as acceptance', () => {
    expect(waiting.when(grant(), lead)).toEqual({ events: [granted] });
    const after = given(coordination, [invited, proposed, granted]);
    expect(after.state).toMatchObject({
      status: 'ACCEPTED',
      terms: { scope: 'Tư vấn theo lịch hẹn', dueOn: '2023-06-15' },
      openChange: null,
    });
  });

  it('is not granted once its day has passed, unless that is the present one', () => {
    const late = { ...lead, now: '2023-06-16T02:00:00.000Z' };
    expect(waiting.when(grant(), late)).toEqual({
      refused: 'DUE_ALREADY_PASSED',
      params: { proposedDueOn: '2023-06-15', today: '2023-06-16' },
    });
    expect(waiting.when(refuseChange(), late)).toEqual({ events: [changeRefused] });
    expect(waiting.when(grant(), { ...lead, now: '2023-06-15T02:00:00.000Z' })).toEqual({
      events: [granted],
    });
    const dueOn = '2023-05-31';
    const change = { coordinationId, changeId: 'c1', scope: 'Tư vấn', dueOn, reason: 'Trùng lịch' };
    const sameDay = { type: 'CoordinationChangeProposed' as const, data: change };
    expect(given(coordination, [invited, sameDay]).when(grant(), late)).toMatchObject({ events: [{}] });
  });

  it('is refused with a reason, and all stays as it was', () => {
    expect(waiting.when(refuseChange(), lead)).toEqual({ events: [changeRefused] });
    expect(given(coordination, [invited, proposed, changeRefused]).state).toEqual(
      given(coordination, [invited]).state,
    );
  });

  it('is taken back by its unit while it waits; another may follow, and all stays as it was', () => {
    expect(waiting.when(withdrawChange(), unit)).toEqual({ events: [changeWithdrawn] });
    const takenBack = given(coordination, [invited, proposed, changeWithdrawn]);
    expect(takenBack.state).toEqual(given(coordination, [invited]).state);
    expect(takenBack.when(propose({ changeId: 'c2' }), unit)).toMatchObject({ events: [{}] });
  });

  it('is neither answered nor taken back when it does not wait', () => {
    for (const [command, by] of [
      [grant('c2'), lead],
      [refuseChange('c2'), lead],
      [withdrawChange('c2'), unit],
    ] as const) {
      expect(waiting.when(command, by)).toMatchObject({
        refused: 'CHANGE_NOT_PROPOSED',
        params: { changeId: 'c2' },
      });
    }
    for (const [command, by] of [
      [grant(), lead],
      [refuseChange(), lead],
      [withdrawChange(), unit],
    ] as const) {
      expect(given(coordination, [invited]).when(command, by)).toMatchObject({
        refused: 'CHANGE_NOT_PROPOSED',
      });
    }
  });

  it('falls away when its unit declines', () => {
    const gone = given(coordination, [invited, proposed, declined]);
    for (const command of [grant(), refuseChange()]) {
      expect(gone.when(command, lead)).toMatchObject({ refused: 'CHANGE_NOT_PROPOSED' });
    }
  });
});
