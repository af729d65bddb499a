import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import {
  type CoordinationCommand,
  type CoordinationEvent,
  coordination,
  coordinationCommands,
  coordinationEvents,
} from './index.ts';

const coordinationId = 't.u1';
const word = fc.constantFrom('Một', 'Hai');
const day = fc.constantFrom('2023-01-01', '2023-04-01');
const maybeDay = fc.option(day);
const reason = fc.constant('thôi vậy');
const changeId = fc.constantFrom('c1', 'c2');
const on = { coordinationId: fc.constant(coordinationId) };
const named = {
  ...on,
  taskId: fc.constant('t'),
  planId: fc.constant('p'),
  leadUnitId: fc.constantFrom('lead', 'other'),
  unitId: fc.constant('u1'),
  mode: fc.constantFrom('ORDER' as const, 'REQUEST' as const),
  scope: fc.option(word),
  dueOn: maybeDay,
};
const proposal = fc.record({ ...on, changeId, scope: word, dueOn: maybeDay, reason });
const contribution = fc.record({ ...on, contributionId: fc.constantFrom('k1', 'k2'), text: word });
const refusal = fc.record({ ...on, changeId, reason });
const end = fc.record({ ...on, reason });
const conclusion = fc.record({ ...on, summary: word });

const anyEvent: fc.Arbitrary<CoordinationEvent> = fc.oneof(
  fc
    .record({ ...named, origin: fc.constantFrom('ASSIGNMENT' as const, 'INVITATION' as const) })
    .map((data) => ({ type: 'CoordinationOpened' as const, data })),
  fc.constant({ type: 'CoordinationAcknowledged' as const, data: { coordinationId } }),
  fc.constant({ type: 'CoordinationAccepted' as const, data: { coordinationId } }),
  end.map((data) => ({ type: 'CoordinationDeclined' as const, data })),
  proposal.map((data) => ({ type: 'CoordinationChangeProposed' as const, data })),
  fc
    .record({ ...on, changeId, scope: word, dueOn: maybeDay })
    .map((data) => ({ type: 'CoordinationChangeGranted' as const, data })),
  fc.record({ ...on, dueOn: day }).map((data) => ({ type: 'CoordinationRescheduled' as const, data })),
  refusal.map((data) => ({ type: 'CoordinationChangeRefused' as const, data })),
  fc.record({ ...on, changeId }).map((data) => ({ type: 'CoordinationChangeWithdrawn' as const, data })),
  contribution.map((data) => ({ type: 'ContributionMade' as const, data })),
  conclusion.map((data) => ({ type: 'CoordinationConcluded' as const, data })),
  end.map((data) => ({ type: 'CoordinationWithdrawn' as const, data })),
);

const anyCommand: fc.Arbitrary<CoordinationCommand> = fc.oneof(
  fc.record(named).map((input) => ({ name: 'OpenCoordination' as const, input })),
  end.map((input) => ({ name: 'WithdrawCoordination' as const, input })),
  fc
    .record({ ...on, formerDueOn: day, dueOn: day })
    .map((input) => ({ name: 'RescheduleCoordination' as const, input })),
  fc
    .record({ ...on, taskId: fc.constant('t'), unitId: fc.constant('u1'), scope: word, dueOn: maybeDay })
    .map((input) => ({ name: 'InviteCoordination' as const, input })),
  fc.constant({ name: 'AcknowledgeCoordination' as const, input: { coordinationId } }),
  fc.constant({ name: 'AcceptCoordination' as const, input: { coordinationId } }),
  end.map((input) => ({ name: 'DeclineCoordination' as const, input })),
  proposal.map((input) => ({ name: 'ProposeCoordinationChange' as const, input })),
  fc.record({ ...on, changeId }).map((input) => ({ name: 'GrantCoordinationChange' as const, input })),
  refusal.map((input) => ({ name: 'RefuseCoordinationChange' as const, input })),
  fc.record({ ...on, changeId }).map((input) => ({ name: 'WithdrawCoordinationChange' as const, input })),
  end.map((input) => ({ name: 'WithdrawInvitation' as const, input })),
  contribution.map((input) => ({ name: 'Contribute' as const, input })),
  conclusion.map((input) => ({ name: 'ConcludeCoordination' as const, input })),
);

const context: DecisionContext = {
  actor: { userId: 'a', officeId: 'o', unitId: 'u1', role: 'OFFICER', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts: {
    'task-t': {
      planId: 'p',
      assigned: true,
      leadUnitId: 'lead',
      coordinatingUnitIds: [],
      underWay: true,
      dueOn: null,
    },
    'organisation-u1': { kind: 'UNIT', since: '2016-01-01', lastDay: null },
  },
  id: (n) => `id-${n}`,
};

describe('a coordination, whatever comes', () => {
  it('evolves over any order of events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30, size: 'max' }), (events) => {
        const state = events.reduce(coordination.evolve, coordination.initialState);
        expect(coordination.facts(state) === null).toBe(state.status === 'NONE');
      }),
    );
  });

  it('decides nothing twice, only events that fit the storage format, only refusals that are listed', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40, size: 'max' }), (commands) => {
        let state = coordination.initialState;
        for (const command of commands) {
          const decision = coordination.decide(command, state, context);
          if (isRefusal(decision)) {
            expect(refusalsOf(command)).toContain(decision.reason);
            continue;
          }
          for (const event of decision) expect(parsed(event)).toEqual(event.data);
          state = decision.reduce(coordination.evolve, state);
          const again = coordination.decide(command, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function refusalsOf({ name }: CoordinationCommand): readonly string[] {
  return coordinationCommands.find((definition) => definition.name === name)?.refusals ?? [];
}

function parsed(event: CoordinationEvent): unknown {
  return coordinationEvents.find((definition) => definition.type === event.type)?.schema.parse(event.data);
}
