import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import { type AccountCommand, type AccountEvent, account, accountEvents } from './index.ts';

const accountId = 'x';
const reason = 'nghỉ việc';
const day = fc.constantFrom('2021-01-01', '2022-01-01', '2023-01-01');
const officeId = fc.constantFrom('o1', 'o2', 'o3');
const person = fc.record({
  fullName: fc.constantFrom('Lan', 'Hoa'),
  email: fc.constantFrom('lan@example.vn', 'hoa@example.vn'),
  phone: fc.option(fc.constant('0234 000 000')),
});
const opening = person.map((details) => ({ accountId, ...details, illustrative: true }));
const details = person.map((fields) => ({ accountId, ...fields }));
const office = fc.record({
  accountId: fc.constant(accountId),
  officeId,
  unitId: fc.constantFrom(null, 'u1', 'u2', 'gone'),
  title: fc.constant('Chuyên viên'),
  titleEnglish: fc.constant(null),
  role: fc.constantFrom('ADMINISTRATOR' as const, 'OFFICER' as const),
  since: day,
});
const ending = fc.record({ accountId: fc.constant(accountId), officeId, lastDay: day });
const reasoned = fc.constant({ accountId, reason });

const anyEvent: fc.Arbitrary<AccountEvent> = fc.oneof(
  opening.map((data) => ({ type: 'AccountOpened' as const, data })),
  details.map((data) => ({ type: 'AccountDetailsChanged' as const, data })),
  office.map((data) => ({ type: 'OfficeGranted' as const, data })),
  ending.map((data) => ({ type: 'OfficeEnded' as const, data })),
  reasoned.map((data) => ({ type: 'AccountClosed' as const, data })),
  reasoned.map((data) => ({ type: 'AccountErased' as const, data })),
);

const anyCommand: fc.Arbitrary<AccountCommand> = fc.oneof(
  opening.map((input) => ({ name: 'OpenAccount' as const, input })),
  details.map((input) => ({ name: 'ChangeAccountDetails' as const, input })),
  office.map((input) => ({ name: 'GrantOffice' as const, input })),
  ending.map((input) => ({ name: 'EndOffice' as const, input })),
  reasoned.map((input) => ({ name: 'CloseAccount' as const, input })),
  reasoned.map((input) => ({ name: 'EraseAccount' as const, input })),
);

const inBeing = { kind: 'UNIT', since: '2000-01-01', lastDay: null };
const context: DecisionContext = {
  actor: { userId: 'a', officeId: null, unitId: null, role: 'ADMINISTRATOR', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts: { 'organisation-u1': inBeing, 'organisation-u2': inBeing },
  id: (n) => `id-${n}`,
};

describe('an account, whatever comes', () => {
  it('evolves over any order of events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const state = events.reduce(account.evolve, account.initialState);
        expect(account.facts(state) === null).toBe(state.status === 'NONE');
        expect(state.status !== 'ERASED' || !('person' in state)).toBe(true);
      }),
    );
  });

  it('never decides the same events twice, and only events that fit the storage format', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
        let state = account.initialState;
        for (const command of commands) {
          const decision = account.decide(command, state, context);
          if (isRefusal(decision)) continue;
          for (const event of decision) expect(parsed(event)).toEqual(event.data);
          state = decision.reduce(account.evolve, state);
          const again = account.decide(command, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function parsed(event: AccountEvent): unknown {
  return accountEvents.find((definition) => definition.type === event.type)?.schema.parse(event.data);
}
