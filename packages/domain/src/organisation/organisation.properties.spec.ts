import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import {
  type OrganisationCommand,
  type OrganisationEvent,
  organisation,
  organisationEvents,
} from './index.ts';

const unitId = 'x';
const groupId = 'x';
const word = fc.constantFrom('Một', 'Hai');
const since = fc.constantFrom('2000-01-01', '2010-01-01', '2020-01-01');
const others = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
const naming = {
  name: word,
  nameEnglish: fc.option(word),
  shortName: word,
  code: fc.option(fc.constantFrom('111', '222')),
};
const unit = fc.record({
  unitId: fc.constant(unitId),
  parentUnitId: fc.constantFrom(null, 'a'),
  kind: fc.constantFrom('DISTRICT' as const, 'PARTY_BODY' as const),
  ...naming,
  since,
});
const renaming = fc.record({
  unitId: fc.constant(unitId),
  ...naming,
  since,
  legalAct: fc.option(word),
});
const dissolution = fc.record({
  unitId: fc.constant(unitId),
  lastDay: since,
  successorUnitIds: others,
  legalAct: fc.option(word),
});
const group = fc.record({
  groupId: fc.constant(groupId),
  name: word,
  nameEnglish: fc.option(word),
  memberUnitIds: others,
  since,
});
const members = fc.record({ groupId: fc.constant(groupId), memberUnitIds: others, since });

const anyEvent: fc.Arbitrary<OrganisationEvent> = fc.oneof(
  unit.map((data) => ({ type: 'UnitEstablished' as const, data })),
  renaming.map((data) => ({ type: 'UnitRenamed' as const, data })),
  dissolution.map((data) => ({ type: 'UnitDissolved' as const, data })),
  group.map((data) => ({ type: 'UnitGroupDefined' as const, data })),
  members.map((data) => ({ type: 'UnitGroupChanged' as const, data })),
);

const anyCommand: fc.Arbitrary<OrganisationCommand> = fc.oneof(
  unit.map((input) => ({ name: 'EstablishUnit' as const, input })),
  renaming.map((input) => ({ name: 'RenameUnit' as const, input })),
  dissolution.map((input) => ({ name: 'DissolveUnit' as const, input })),
  group.map((input) => ({ name: 'DefineUnitGroup' as const, input })),
  members.map((input) => ({ name: 'ChangeUnitGroup' as const, input })),
);

const inBeing = { kind: 'UNIT', since: '2005-01-01', lastDay: null };
const context: DecisionContext = {
  actor: { userId: 'a', officeId: null, unitId: null, role: 'ADMINISTRATOR', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts: { 'organisation-a': inBeing, 'organisation-b': inBeing },
  id: (n) => `id-${n}`,
};

describe('a unit or a group, whatever comes', () => {
  it('evolves over any order of events, and its memberships stay in order', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const state = events.reduce(organisation.evolve, organisation.initialState);
        expect(organisation.facts(state) === null).toBe(state.status === 'NONE');
        if (state.status !== 'GROUP') return;
        const days = state.memberships.map((membership) => membership.since);
        expect(days).toEqual([...new Set(days)].sort());
      }),
    );
  });

  it('never decides the same events twice, and only events that fit the storage format', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
        let state = organisation.initialState;
        for (const command of commands) {
          const decision = organisation.decide(command, state, context);
          if (isRefusal(decision)) continue;
          for (const event of decision) expect(parsed(event)).toEqual(event.data);
          state = decision.reduce(organisation.evolve, state);
          const again = organisation.decide(command, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function parsed(event: OrganisationEvent): unknown {
  return organisationEvents.find((definition) => definition.type === event.type)?.schema.parse(event.data);
}
