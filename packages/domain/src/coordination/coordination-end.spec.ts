import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import {
  accept,
  accepted,
  acknowledge,
  acknowledged,
  conclude,
  concluded,
  contribute,
  contributed,
  coordinationId,
  decline,
  declined,
  facts,
  grant,
  granted,
  invite,
  invited,
  lead,
  ordered,
  propose,
  proposed,
  refuseChange,
  rescheduled,
  task,
  terms,
  unit,
  withdrawChange,
  withdrawInvitation,
  withdrawn,
} from './coordination.fixture.ts';
import { type CoordinationEvent, coordination } from './index.ts';

describe('when answered', () => {
  const agreed = given(coordination, [invited, accepted]);

  it('is contributed to, more than once, each contribution under its own id', () => {
    expect(agreed.when(contribute(), unit)).toEqual({ events: [contributed] });
    const once = given(coordination, [invited, accepted, contributed]);
    expect(once.when(contribute('k2'), unit)).toMatchObject({ events: [{}] });
    expect(once.when(contribute(), unit)).toEqual({
      refused: 'CONTRIBUTION_ALREADY_MADE',
      params: { contributionId: 'k1' },
    });
  });

  it('is contributed to once an order is acknowledged', () => {
    expect(given(coordination, [ordered, acknowledged]).when(contribute(), unit)).toEqual({
      events: [contributed],
    });
  });

  it('is concluded by the lead, once', () => {
    expect(agreed.when(conclude, lead)).toEqual({ events: [concluded] });
    expect(given(coordination, [invited, accepted, concluded]).when(conclude, lead)).toEqual({ events: [] });
  });
});

describe('when declined', () => {
  const ended = given(coordination, [invited, declined]);

  it('is not declined twice', () => {
    expect(ended.when(decline, unit)).toEqual({ events: [] });
  });

  it('is neither accepted, changed, contributed to nor concluded', () => {
    for (const command of [accept, propose(), contribute()]) {
      expect(ended.when(command, unit)).toMatchObject({ refused: 'COORDINATION_DECLINED' });
    }
    expect(ended.when(conclude, lead)).toMatchObject({ refused: 'COORDINATION_DECLINED' });
  });

  it('is opened again when the lead invites again', () => {
    expect(ended.when(invite(), lead)).toEqual({ events: [invited] });
    expect(given(coordination, [invited, declined, invited]).when(accept, unit)).toEqual({
      events: [accepted],
    });
  });

  it('is opened again by an invitation though the assignment named the unit', () => {
    const scenario = { ...lead, facts: { ...facts, 'task-t': { ...task, coordinatingUnitIds: ['health'] } } };
    expect(ended.when(invite(), scenario)).toEqual({ events: [invited] });
  });
});

describe.each([
  ['concluded', 'CONCLUDED', concluded],
  ['withdrawn', 'WITHDRAWN', withdrawn],
] as const)('when %s', (_name, status, last) => {
  it('is closed to everything but a new invitation', () => {
    const request = given(coordination, [invited, accepted, last]);
    for (const command of [accept, decline, propose(), withdrawChange(), contribute()]) {
      expect(request.when(command, unit)).toEqual({ refused: 'COORDINATION_CLOSED', params: { status } });
    }
    for (const command of [withdrawInvitation, grant(), refuseChange()]) {
      expect(request.when(command, lead)).toEqual({ refused: 'COORDINATION_CLOSED', params: { status } });
    }
    expect(given(coordination, [ordered, last]).when(acknowledge, unit)).toMatchObject({
      refused: 'COORDINATION_CLOSED',
    });
    expect(request.when(invite(), lead)).toEqual({ events: [invited] });
  });

  it('keeps what was contributed when it is opened again', () => {
    const again = given(coordination, [invited, accepted, contributed, last, invited, accepted]);
    expect(again.when(contribute(), unit)).toMatchObject({ refused: 'CONTRIBUTION_ALREADY_MADE' });
  });

  it('tells others how it ended', () => {
    expect(coordination.facts(given(coordination, [invited, last]).state)).toMatchObject({ status });
  });
});

it('a withdrawn coordination is not concluded', () => {
  expect(given(coordination, [invited, withdrawn]).when(conclude, lead)).toMatchObject({
    refused: 'COORDINATION_WITHDRAWN',
  });
});

describe('an assignment', () => {
  const { origin: _, mode: __, ...same } = terms;
  const named = { ...same, mode: 'ORDER' as 'ORDER' | 'REQUEST' };
  const open = (state: readonly CoordinationEvent[], change: Partial<typeof named> = {}) =>
    decided(state, { name: 'OpenCoordination', input: { ...named, ...change } });

  it('opens the coordination', () => {
    expect(open([])).toEqual([ordered]);
    expect(
      decided([], { name: 'OpenCoordination', input: { ...named, scope: undefined, dueOn: undefined } }),
    ).toMatchObject([{ data: { scope: null, dueOn: null } }]);
  });

  it('changes nothing when it says the same again', () => {
    expect(open([ordered])).toEqual([]);
    expect(open([ordered, acknowledged, concluded])).toEqual([]);
  });

  it('asks the unit anew on other terms', () => {
    for (const change of [
      { leadUnitId: 'other' },
      { mode: 'REQUEST' as const },
      { scope: 'Khác' },
      { dueOn: '2023-08-01' },
    ]) {
      expect(open([ordered, acknowledged], change)).toMatchObject([
        { type: 'CoordinationOpened', data: change },
      ]);
    }
    expect(open([invited, accepted])).toEqual([ordered]);
  });

  it('keeps a change that was granted when it says the same again', () => {
    const changed: CoordinationEvent = {
      type: 'CoordinationChangeGranted',
      data: { coordinationId, changeId: 'c1', scope: 'Khác', dueOn: null },
    };
    expect(open([ordered, acknowledged, changed])).toEqual([]);
  });

  it('asks again a unit that had declined or was released', () => {
    expect(open([ordered, withdrawn])).toEqual([ordered]);
    expect(open([invited, declined])).toEqual([ordered]);
  });
});

describe('a task that is moved', () => {
  const move = (state: readonly CoordinationEvent[], formerDueOn = terms.dueOn) =>
    decided(state, {
      name: 'RescheduleCoordination',
      input: { coordinationId, formerDueOn, dueOn: rescheduled.data.dueOn },
    });

  it('takes along what is open and due with it', () => {
    for (const before of [[ordered], [ordered, acknowledged, contributed]]) {
      expect(move(before)).toEqual([rescheduled]);
    }
    expect(move([ordered, rescheduled], rescheduled.data.dueOn)).toEqual([]);
  });

  it('leaves another day that was agreed, an invitation, what has ended, and what never was', () => {
    for (const before of [
      [ordered, proposed, granted],
      [invited],
      [ordered, acknowledged, concluded],
      [ordered, withdrawn],
      [],
    ]) {
      expect(move(before)).toEqual([]);
    }
  });

  it('asks nobody anew when the assignment says the new day', () => {
    const state = [ordered, acknowledged, rescheduled];
    const input = { ...terms, mode: 'ORDER' as const, dueOn: rescheduled.data.dueOn };
    expect(decided(state, { name: 'OpenCoordination', input })).toEqual([]);
  });
});

describe('a release', () => {
  const release = (state: readonly CoordinationEvent[]) =>
    decided(state, { name: 'WithdrawCoordination', input: withdrawn.data });

  it('withdraws what is open', () => {
    for (const before of [[invited], [invited, accepted], [ordered, acknowledged, contributed]]) {
      expect(release(before)).toEqual([withdrawn]);
    }
  });

  it('leaves what has ended as it ended, and what never was', () => {
    for (const before of [[], [invited, declined], [invited, accepted, concluded], [ordered, withdrawn]]) {
      expect(release(before)).toEqual([]);
    }
  });
});

/** A follow-up is decided without asking the policy: its cause was authorised. */
function decided(
  events: readonly CoordinationEvent[],
  command: Parameters<typeof coordination.decide>[0],
): ReturnType<typeof coordination.decide> {
  const context = {
    actor: { userId: 'a', officeId: null, unitId: null, role: 'PLANNER' as const, onBehalfOfOfficeId: null },
    now: '2023-03-01T02:00:00.000Z',
    today: '2023-03-01',
    facts: {},
    id: String,
  };
  return coordination.decide(command, events.reduce(coordination.evolve, coordination.initialState), context);
}
