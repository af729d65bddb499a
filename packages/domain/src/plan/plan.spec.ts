import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { type PlanCommand, type PlanEvent, plan, planSectionsMax } from './index.ts';
import {
  addSection,
  amendPlan,
  changeHeading,
  changeSection,
  closePlan,
  drafted,
  draftPlan,
  everyCommand,
  facts,
  heading,
  issued,
  issuePlan,
  section,
  sectionAdded,
  withdrawn,
  withdrawPlan,
} from './plan.fixture.ts';

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
    expect(
      withSection.when(addSection({ sectionId: 's2', parentSectionId: 's1', mark: 'II.1.a' })),
    ).toMatchObject({
      events: [{ type: 'PlanSectionAdded', data: { sectionId: 's2', parentSectionId: 's1' } }],
    });
  });

  it('takes a section once', () => {
    expect(withSection.when(addSection())).toMatchObject({ refused: 'SECTION_ALREADY_ADDED' });
  });

  it('takes a mark once under each parent, in capitals or not', () => {
    for (const mark of ['II.1', 'ii.1']) {
      expect(withSection.when(addSection({ sectionId: 's2', mark }))).toEqual({
        refused: 'SECTION_MARK_TAKEN',
        params: { mark },
      });
    }
    expect(withSection.when(addSection({ sectionId: 's2', mark: 'II.2' }))).toMatchObject({ events: [{}] });
    const below = addSection({ sectionId: 's2', parentSectionId: 's1', mark: 'II.1' });
    expect(withSection.when(below)).toMatchObject({ events: [{}] });
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
