import { describe, expect, it } from 'vitest';
import { type Facts, given } from '../kernel/index.ts';
import { type PlanCommand, type PlanEvent, plan, planCommands, planSectionsMax } from './index.ts';

interface Heading {
  title: string;
  titleEnglish: string | null;
  year: number;
  issuingUnitId: string;
  draftingUnitId: string;
  parentPlanIds: string[];
  siblingPlanIds: string[];
}

const heading: Heading = {
  title: 'Kế hoạch thử',
  titleEnglish: null,
  year: 2023,
  issuingUnitId: 'ubnd',
  draftingUnitId: 'unit-planner',
  parentPlanIds: ['plan-above'],
  siblingPlanIds: [],
};
const facts: Facts = {
  'organisation-ubnd': { kind: 'UNIT' },
  'organisation-unit-planner': { kind: 'UNIT' },
  'organisation-districts': { kind: 'GROUP' },
};
const section = {
  planId: 'p',
  sectionId: 's1',
  parentSectionId: null,
  kind: 'OBJECTIVE' as const,
  mark: 'II.1',
  title: 'Mục tiêu',
  titleEnglish: null,
};
const issuing = { planId: 'p', number: '25/KH-UBND', issuedOn: '2023-01-19', signerOffice: 'PHÓ CHỦ TỊCH' };
const amending = {
  planId: 'p',
  amendmentId: 'a1',
  number: '99/KH-UBND',
  issuedOn: '2023-02-01',
  signerOffice: 'CHỦ TỊCH',
  summary: 'Thêm một nhiệm vụ',
};

const drafted: PlanEvent = { type: 'PlanDrafted', data: { planId: 'p', ...heading, illustrative: false } };
const sectionAdded: PlanEvent = { type: 'PlanSectionAdded', data: section };
const issued: PlanEvent = { type: 'PlanIssued', data: { ...issuing, legalBases: [] } };
const amended: PlanEvent = { type: 'PlanAmended', data: amending };
const closed: PlanEvent = {
  type: 'PlanClosed',
  data: { planId: 'p', closedOn: '2023-03-01', summary: 'Đã xong' },
};
const withdrawn: PlanEvent = {
  type: 'PlanWithdrawn',
  data: { planId: 'p', reason: 'Gộp vào kế hoạch khác' },
};

const draftPlan: PlanCommand = {
  name: 'DraftPlan',
  input: { planId: 'p', ...heading, illustrative: false },
};
const changeHeading = (change: Partial<Heading> = {}): PlanCommand => ({
  name: 'ChangePlanHeading',
  input: { planId: 'p', ...heading, ...change },
});
const addSection = (change: Partial<{ sectionId: string; parentSectionId: string }> = {}): PlanCommand => ({
  name: 'AddPlanSection',
  input: { ...section, ...change },
});
const changeSection = (sectionId: string, title: string): PlanCommand => ({
  name: 'ChangePlanSection',
  input: { planId: 'p', sectionId, title },
});
const issuePlan = (change: Partial<{ number: null; issuedOn: string }> = {}): PlanCommand => ({
  name: 'IssuePlan',
  input: { ...issuing, legalBases: [], ...change },
});
const amendPlan = (change: Partial<typeof amending> = {}): PlanCommand => ({
  name: 'AmendPlan',
  input: { ...amending, ...change },
});
const closePlan: PlanCommand = { name: 'ClosePlan', input: { planId: 'p', summary: 'Đã xong' } };
const withdrawPlan: PlanCommand = {
  name: 'WithdrawPlan',
  input: { planId: 'p', reason: 'Gộp vào kế hoạch khác' },
};

const everyCommand = [
  draftPlan,
  changeHeading(),
  addSection(),
  changeSection('s1', 'x'),
  issuePlan(),
  amendPlan(),
  closePlan,
  withdrawPlan,
];

describe('when there is no plan', () => {
  const nothing = given(plan, []);

  it('is drafted by a planner of the drafting unit', () => {
    expect(nothing.when(draftPlan, { facts })).toEqual({ events: [drafted] });
  });

  it('names each parent once', () => {
    const command: PlanCommand = {
      name: 'DraftPlan',
      input: { planId: 'p', ...heading, parentPlanIds: ['plan-above', 'plan-above'], illustrative: false },
    };
    expect(nothing.when(command, { facts })).toEqual({ events: [drafted] });
  });

  it('refuses a unit that does not exist', () => {
    expect(nothing.when(draftPlan, { facts: {} })).toMatchObject({
      refused: 'UNIT_NOT_FOUND',
      params: { unitId: 'ubnd' },
    });
  });

  it('has nothing to change: every other command is refused', () => {
    for (const command of everyCommand.slice(1)) {
      expect(nothing.when(command, { facts })).toMatchObject({ refused: 'PLAN_NOT_FOUND' });
    }
  });

  it('tells others nothing', () => {
    expect(plan.facts(nothing.state)).toBeNull();
  });
});

describe('when drafted', () => {
  const draft = given(plan, [drafted]);
  const withSection = given(plan, [drafted, sectionAdded]);

  it('is not drafted twice', () => {
    expect(draft.when(draftPlan, { facts })).toMatchObject({ refused: 'PLAN_ALREADY_DRAFTED' });
  });

  it('takes another heading', () => {
    expect(draft.when(changeHeading({ title: 'Tên khác' }), { facts })).toEqual({
      events: [{ type: 'PlanHeadingChanged', data: { planId: 'p', ...heading, title: 'Tên khác' } }],
    });
  });

  it('is not changed by the same heading', () => {
    expect(draft.when(changeHeading(), { facts })).toEqual({ events: [] });
  });

  it.each([
    ['title', { title: 'Khác' }],
    ['English title', { titleEnglish: 'Other' }],
    ['year', { year: 2024 }],
    ['issuing unit', { issuingUnitId: 'unit-planner' }],
    ['drafting unit', { draftingUnitId: 'ubnd' }],
    ['parents', { parentPlanIds: [] }],
    ['siblings', { siblingPlanIds: ['plan-beside'] }],
  ])('takes another %s', (_name, change) => {
    expect(draft.when(changeHeading(change), { facts })).toMatchObject({
      events: [{ type: 'PlanHeadingChanged', data: change }],
    });
  });

  it('refuses a heading with a group in place of a unit', () => {
    expect(draft.when(changeHeading({ issuingUnitId: 'districts' }), { facts })).toEqual({
      refused: 'UNIT_NOT_FOUND',
      params: { unitId: 'districts' },
    });
  });

  it('is neither its own parent nor its own sibling', () => {
    for (const change of [{ parentPlanIds: ['p'] }, { siblingPlanIds: ['p'] }]) {
      expect(draft.when(changeHeading(change), { facts })).toMatchObject({
        refused: 'PLAN_REFERS_TO_ITSELF',
      });
    }
  });

  it('takes a section, and one below it', () => {
    expect(draft.when(addSection())).toEqual({ events: [sectionAdded] });
    expect(withSection.when(addSection({ sectionId: 's2', parentSectionId: 's1' }))).toMatchObject({
      events: [{ type: 'PlanSectionAdded', data: { sectionId: 's2', parentSectionId: 's1' } }],
    });
  });

  it('takes a section once', () => {
    expect(withSection.when(addSection())).toMatchObject({ refused: 'SECTION_ALREADY_ADDED' });
  });

  it('refuses a section below one that is not in the plan', () => {
    expect(draft.when(addSection({ sectionId: 's2', parentSectionId: 's1' }))).toMatchObject({
      refused: 'PARENT_SECTION_NOT_FOUND',
      params: { sectionId: 's1' },
    });
  });

  it('refuses more sections than its bound', () => {
    const sections = Array.from(
      { length: planSectionsMax },
      (_, n): PlanEvent => ({
        type: 'PlanSectionAdded',
        data: { ...section, sectionId: `s${n}` },
      }),
    );
    expect(given(plan, [drafted, ...sections]).when(addSection({ sectionId: 'more' }))).toMatchObject({
      refused: 'TOO_MANY_SECTIONS',
    });
  });

  it('takes other words for a section; the same words change nothing', () => {
    expect(withSection.when(changeSection('s1', 'Mục tiêu khác'))).toEqual({
      events: [
        {
          type: 'PlanSectionChanged',
          data: { planId: 'p', sectionId: 's1', title: 'Mục tiêu khác', titleEnglish: null },
        },
      ],
    });
    expect(withSection.when(changeSection('s1', 'Mục tiêu'))).toEqual({ events: [] });
  });

  it('refuses words for a section that it has not', () => {
    expect(draft.when(changeSection('s1', 'x'))).toMatchObject({ refused: 'SECTION_NOT_FOUND' });
  });

  it('is issued', () => {
    expect(withSection.when(issuePlan())).toEqual({ events: [issued] });
  });

  it('is not issued empty', () => {
    expect(draft.when(issuePlan())).toMatchObject({ refused: 'PLAN_EMPTY' });
  });

  it('is not issued without a number, unless it is illustrative', () => {
    expect(withSection.when(issuePlan({ number: null }))).toMatchObject({ refused: 'NUMBER_NEEDED' });
    const illustrative = given(plan, [
      { type: 'PlanDrafted', data: { planId: 'p', ...heading, illustrative: true } },
      sectionAdded,
    ]);
    expect(illustrative.when(issuePlan({ number: null }))).toMatchObject({
      events: [{ type: 'PlanIssued', data: { number: null } }],
    });
  });

  it('is issued on the business day at the latest', () => {
    expect(withSection.when(issuePlan({ issuedOn: '2023-03-01' }))).toMatchObject({ events: [{}] });
    expect(withSection.when(issuePlan({ issuedOn: '2023-03-02' }))).toMatchObject({
      refused: 'ISSUED_IN_THE_FUTURE',
    });
  });

  it('is withdrawn with a reason', () => {
    expect(draft.when(withdrawPlan)).toEqual({ events: [withdrawn] });
  });

  it('is neither amended nor closed', () => {
    for (const command of [amendPlan(), closePlan]) {
      expect(draft.when(command)).toMatchObject({ refused: 'PLAN_NOT_ISSUED' });
    }
  });

  it('tells others who keeps it and that it does not bind yet', () => {
    expect(plan.facts(withSection.state)).toEqual({
      planId: 'p',
      status: 'DRAFT',
      issuedOn: null,
      issuingUnitId: 'ubnd',
      draftingUnitId: 'unit-planner',
      sectionIds: ['s1'],
    });
  });
});

describe('when issued', () => {
  const binding = given(plan, [drafted, sectionAdded, issued]);

  it('keeps its heading and is neither issued again nor withdrawn', () => {
    for (const command of [changeHeading(), issuePlan(), withdrawPlan]) {
      expect(binding.when(command, { facts })).toMatchObject({
        refused: 'PLAN_NOT_DRAFT',
        params: { status: 'ISSUED' },
      });
    }
  });

  it('still takes sections and other words for them', () => {
    expect(binding.when(addSection({ sectionId: 's2' }))).toMatchObject({ events: [{}] });
    expect(binding.when(changeSection('s1', 'Khác'))).toMatchObject({ events: [{}] });
  });

  it('is amended by a later document', () => {
    expect(binding.when(amendPlan())).toEqual({ events: [amended] });
  });

  it('is not amended from before its issue, nor from before its last amendment', () => {
    expect(binding.when(amendPlan({ issuedOn: '2023-01-18' }))).toMatchObject({
      refused: 'AMENDMENT_BEFORE_ISSUE',
      params: { earliest: '2023-01-19' },
    });
    const twice = given(plan, [drafted, sectionAdded, issued, amended]);
    expect(twice.when(amendPlan({ amendmentId: 'a2', issuedOn: '2023-01-31' }))).toMatchObject({
      refused: 'AMENDMENT_BEFORE_ISSUE',
      params: { earliest: '2023-02-01' },
    });
  });

  it('is not amended in the future', () => {
    expect(binding.when(amendPlan({ issuedOn: '2023-03-02' }))).toMatchObject({
      refused: 'ISSUED_IN_THE_FUTURE',
    });
  });

  it('takes an amendment once', () => {
    expect(given(plan, [drafted, sectionAdded, issued, amended]).when(amendPlan())).toMatchObject({
      refused: 'AMENDMENT_ALREADY_RECORDED',
    });
  });

  it('is closed on the business day', () => {
    expect(binding.when(closePlan)).toEqual({ events: [closed] });
  });

  it('tells others since when it binds', () => {
    expect(plan.facts(binding.state)).toMatchObject({ status: 'ISSUED', issuedOn: '2023-01-19' });
  });
});

describe.each([
  ['closed', 'CLOSED', given(plan, [drafted, sectionAdded, issued, closed])],
  ['withdrawn', 'WITHDRAWN', given(plan, [drafted, sectionAdded, withdrawn])],
])('when %s', (_name, status, ended) => {
  it('refuses sections and words', () => {
    for (const command of [addSection({ sectionId: 's2' }), changeSection('s1', 'x')]) {
      expect(ended.when(command)).toEqual({ refused: 'PLAN_CLOSED', params: { status } });
    }
  });

  it('refuses what only a draft or a binding plan allows', () => {
    for (const command of [changeHeading(), issuePlan(), withdrawPlan]) {
      expect(ended.when(command, { facts })).toMatchObject({ refused: 'PLAN_NOT_DRAFT' });
    }
    for (const command of [amendPlan(), closePlan]) {
      expect(ended.when(command)).toMatchObject({ refused: 'PLAN_NOT_ISSUED' });
    }
  });

  it('tells others how it ended', () => {
    expect(plan.facts(ended.state)).toMatchObject({ status });
  });
});

describe('who may', () => {
  const draft = given(plan, [drafted, sectionAdded]);

  it('is asked of every command', () => {
    expect(everyCommand.map((command) => command.name)).toEqual(planCommands.map((each) => each.name));
  });

  it.each(everyCommand)('$name: planners of the issuing and of the drafting unit', (command) => {
    for (const unitId of ['ubnd', 'unit-planner']) {
      expect(draft.when(command, { facts, actor: { unitId } })).not.toHaveProperty('forbidden');
    }
  });

  it.each(everyCommand)('$name: nobody of another unit, and no other role', (command) => {
    const outsiders = [
      { unitId: 'unit-other' },
      { unitId: null },
      { role: 'OFFICER' as const },
      { role: 'LEADER' as const },
      { role: 'ADMINISTRATOR' as const },
      { role: 'SERVICE' as const },
    ];
    for (const actor of outsiders) {
      expect(draft.when(command, { facts, actor })).toEqual({ forbidden: 'NOT_A_PLANNER_OF_THE_PLAN' });
    }
  });

  it.each(everyCommand)('$name: no auditor', (command) => {
    expect(draft.when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  it('are the units of the heading, each once', () => {
    expect(plan.factsNeeded(draftPlan, plan.initialState, {})).toEqual([
      { noun: 'organisation', id: 'ubnd' },
      { noun: 'organisation', id: 'unit-planner' },
    ]);
    expect(plan.factsNeeded(changeHeading({ draftingUnitId: 'ubnd' }), plan.initialState, {})).toHaveLength(
      1,
    );
  });

  it('are none where no unit is named', () => {
    expect(plan.factsNeeded(closePlan, plan.initialState, {})).toEqual([]);
  });
});
