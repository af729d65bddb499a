import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecisionContext, isRefusal } from '../kernel/index.ts';
import { type LegalBasis, type PlanCommand, type PlanEvent, plan, planEvents } from './index.ts';

const planId = 'p';
const sectionId = fc.constantFrom('s1', 's2', 's3');
const maybeSectionId = fc.option(sectionId);
const word = fc.constantFrom('Một', 'Hai');
const day = fc.constantFrom('2023-01-01', '2023-02-01', '2023-04-01');
const number = fc.option(fc.constant('1/KH'));
const heading = fc.record({
  title: word,
  titleEnglish: fc.option(word),
  year: fc.constant(2023),
  issuingUnitId: fc.constantFrom('u1', 'u2', 'gone'),
  draftingUnitId: fc.constant('u1'),
  parentPlanIds: fc.subarray(['p', 'q', 'r']),
  siblingPlanIds: fc.subarray(['s']),
});
const section = fc.record({
  planId: fc.constant(planId),
  sectionId,
  parentSectionId: maybeSectionId,
  kind: fc.constantFrom('OBJECTIVE' as const, 'SOLUTION_GROUP' as const),
  mark: fc.constantFrom('I', 'i', 'II', 'III'),
  title: word,
  titleEnglish: fc.constant(null),
});
const words = fc.record({
  planId: fc.constant(planId),
  sectionId,
  title: word,
  titleEnglish: fc.option(word),
});
const issue = fc.record({
  planId: fc.constant(planId),
  number,
  issuedOn: day,
  signerOffice: word,
  legalBases: fc.constant<LegalBasis[]>([]),
});
const amendment = fc.record({
  planId: fc.constant(planId),
  amendmentId: fc.constantFrom('a1', 'a2'),
  number,
  issuedOn: day,
  signerOffice: word,
  summary: word,
});
const drafting = fc
  .tuple(heading, fc.boolean())
  .map(([fields, illustrative]) => ({ planId, ...fields, illustrative }));
const changing = heading.map((fields) => ({ planId, ...fields }));

const anyEvent: fc.Arbitrary<PlanEvent> = fc.oneof(
  drafting.map((data) => ({ type: 'PlanDrafted' as const, data })),
  changing.map((data) => ({ type: 'PlanHeadingChanged' as const, data })),
  section.map((data) => ({ type: 'PlanSectionAdded' as const, data })),
  words.map((data) => ({ type: 'PlanSectionChanged' as const, data })),
  issue.map((data) => ({ type: 'PlanIssued' as const, data })),
  issue.map((data) => ({ type: 'PlanIssueCorrected' as const, data: { ...data, reason: 'nhầm' } })),
  amendment.map((data) => ({ type: 'PlanAmended' as const, data })),
  fc.record({ planId: fc.constant(planId), closedOn: day, summary: word }).map((data) => ({
    type: 'PlanClosed' as const,
    data,
  })),
  fc.constant({ type: 'PlanWithdrawn' as const, data: { planId, reason: 'thôi' } }),
);

const anyCommand: fc.Arbitrary<PlanCommand> = fc.oneof(
  drafting.map((input) => ({ name: 'DraftPlan' as const, input })),
  changing.map((input) => ({ name: 'ChangePlanHeading' as const, input })),
  section.map((input) => ({ name: 'AddPlanSection' as const, input })),
  words.map((input) => ({ name: 'ChangePlanSection' as const, input })),
  issue.map((input) => ({ name: 'IssuePlan' as const, input })),
  issue.map((input) => ({ name: 'CorrectPlanIssue' as const, input: { ...input, reason: 'nhầm' } })),
  amendment.map((input) => ({ name: 'AmendPlan' as const, input })),
  word.map((summary) => ({ name: 'ClosePlan' as const, input: { planId, summary } })),
  fc.constant({ name: 'WithdrawPlan' as const, input: { planId, reason: 'thôi' } }),
);

const context: DecisionContext = {
  actor: { userId: 'a', officeId: 'o', unitId: 'u1', role: 'PLANNER', onBehalfOfOfficeId: null },
  now: '2023-03-01T02:00:00.000Z',
  today: '2023-03-01',
  facts: { 'organisation-u1': { kind: 'UNIT' }, 'organisation-u2': { kind: 'UNIT' } },
  id: (n) => `id-${n}`,
};

describe('a plan, whatever comes', () => {
  it('evolves over any order of events', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const state = events.reduce(plan.evolve, plan.initialState);
        expect(plan.facts(state) === null).toBe(state.status === 'NONE');
      }),
    );
  });

  it('never decides the same events twice, and only events that fit the storage format', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
        let state = plan.initialState;
        for (const command of commands) {
          const decision = plan.decide(command, state, context);
          if (isRefusal(decision)) continue;
          for (const event of decision) expect(parsed(event)).toEqual(event.data);
          state = decision.reduce(plan.evolve, state);
          const again = plan.decide(command, state, context);
          expect(isRefusal(again) || again.length === 0).toBe(true);
        }
      }),
    );
  });
});

function parsed(event: PlanEvent): unknown {
  return planEvents.find((definition) => definition.type === event.type)?.schema.parse(event.data);
}
