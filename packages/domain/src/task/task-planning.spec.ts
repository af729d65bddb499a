import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { task } from './index.ts';
import {
  acknowledged,
  added,
  addTask,
  assigned,
  attach,
  attached,
  cancelled,
  changeDetails,
  confirmed,
  details,
  evidenceWithdrawn,
  facts,
  labour,
  ofTheLead,
  ofThePlanner,
  planIssued,
  planner,
  quarters,
  split,
  submitted,
  withdrawEvidence,
} from './task.fixture.ts';

const withPlan = (change: object | null) => ({
  ...planner,
  facts: { ...facts, 'plan-p': change === null ? null : { ...planIssued, ...change } },
});
const [first, second] = quarters;
const overlapping = [first, { ...second, startsOn: '2023-03-31' }];

describe('when there is no task', () => {
  const nothing = given(task, []);

  it('is written into a plan, issued or not', () => {
    for (const status of ['ISSUED', 'DRAFT']) {
      expect(nothing.when(addTask(), withPlan({ status }))).toEqual({ events: [added()] });
    }
  });

  it('needs neither section nor English title', () => {
    expect(nothing.when(addTask({ sectionId: undefined, titleEnglish: undefined }), planner)).toMatchObject({
      events: [{ data: { sectionId: null, titleEnglish: null } }],
    });
  });

  it('has its check-in periods in order', () => {
    const schedule = { periods: [...quarters].reverse() };
    expect(nothing.when(addTask({ schedule }), planner)).toMatchObject({
      events: [{ data: { schedule: { kind: 'CHECK_INS', periods: quarters } } }],
    });
  });

  it.each([
    ['PLAN_NOT_FOUND', null],
    ['PLAN_CLOSED', { status: 'CLOSED' }],
    ['PLAN_CLOSED', { status: 'WITHDRAWN' }],
    ['SECTION_NOT_IN_PLAN', { sectionIds: ['s2'] }],
  ])('is refused by its plan: %s', (refused, change) => {
    expect(nothing.when(addTask(), withPlan(change))).toMatchObject({ refused });
  });

  it.each([
    ['a day before its start', 'DUE_BEFORE_START', { startsOn: '2023-07-01', dueOn: '2023-06-30' }],
    [
      'a period that ends before it starts',
      'DUE_BEFORE_START',
      { periods: [{ ...first, endsOn: '2022-12-31' }] },
    ],
    ['periods that overlap', 'PERIODS_OVERLAP', { periods: overlapping }],
    ['two periods of one id', 'PERIODS_OVERLAP', { periods: [first, { ...second, periodId: 'q1' }] }],
  ] as const)('refuses %s', (_name, refused, schedule) => {
    expect(nothing.when(addTask({ schedule: schedule as never }), planner)).toMatchObject({ refused });
  });

  it('may be due on the day it starts', () => {
    const schedule = { startsOn: '2023-06-30', dueOn: '2023-06-30' };
    expect(nothing.when(addTask({ schedule }), planner)).toMatchObject({ events: [{}] });
  });

  it('has nothing to change: every other command is refused', () => {
    for (const command of [...ofThePlanner, ...ofTheLead, attach(), withdrawEvidence]) {
      expect(nothing.when(command, planner)).toMatchObject({ refused: 'TASK_NOT_FOUND' });
    }
  });

  it('tells others nothing', () => {
    expect(task.facts(nothing.state)).toBeNull();
  });
});

describe('when added', () => {
  const written = given(task, [added()]);

  it('is not added twice', () => {
    expect(written.when(addTask(), planner)).toMatchObject({ refused: 'TASK_ALREADY_ADDED' });
  });

  it.each([
    ['section', { sectionId: 's2' }],
    ['title', { title: 'Bồi dưỡng 200 cán bộ' }],
    ['English title', { titleEnglish: 'Training' }],
    ['deliverables', { deliverables: [] }],
  ])('takes another %s', (_name, change) => {
    expect(written.when(changeDetails(change), planner)).toEqual({
      events: [{ type: 'TaskDetailsChanged', data: { ...details, ...change, dueMoved: null } }],
    });
  });

  it('takes check-in periods in place of its day', () => {
    expect(written.when(changeDetails({ schedule: { periods: quarters } }), planner)).toMatchObject({
      events: [{ data: { schedule: { kind: 'CHECK_INS', periods: quarters } } }],
    });
  });

  it('is not changed by the same details', () => {
    expect(written.when(changeDetails(), planner)).toEqual({ events: [] });
  });

  it.each([
    ['SECTION_NOT_IN_PLAN', { sectionId: 's3' }],
    ['DUE_BEFORE_START', { schedule: { startsOn: '2023-07-01', dueOn: '2023-06-30' } }],
    ['PERIODS_OVERLAP', { schedule: { periods: overlapping as never } }],
  ])('refuses other details: %s', (refused, change) => {
    expect(written.when(changeDetails(change), planner)).toMatchObject({ refused });
  });

  it('keeps a deliverable that has evidence, until the evidence is withdrawn', () => {
    const proved = given(task, [added(), assigned(), attached()]);
    const without = changeDetails({ deliverables: [] });
    expect(proved.when(without, planner)).toEqual({
      refused: 'DELIVERABLE_HAS_EVIDENCE',
      params: { deliverableId: 'd1' },
    });
    const unproved = given(task, [added(), assigned(), attached(), evidenceWithdrawn]);
    expect(unproved.when(without, planner)).toMatchObject({ events: [{}] });
  });

  it('tells others of its plan and day, and that nobody leads it', () => {
    expect(task.facts(written.state)).toEqual({
      taskId: 't',
      planId: 'p',
      assigned: false,
      leadUnitId: null,
      coordinatingUnitIds: [],
      underWay: false,
      dueOn: '2023-06-30',
    });
  });

  it('tells others of no day when its work is all year round', () => {
    const allYear = given(task, [added({ schedule: { kind: 'CHECK_INS', periods: quarters } })]);
    expect(task.facts(allYear.state)).toMatchObject({ dueOn: null });
  });

  it('is worked on by nobody before it is assigned', () => {
    for (const command of [...ofTheLead, attach()]) {
      const refused = command.name === 'WithdrawTaskChange' ? 'CHANGE_NOT_REQUESTED' : 'TASK_NOT_ASSIGNED';
      expect(written.when(command, labour)).toMatchObject({ refused });
    }
  });
});

describe('other details', () => {
  it('can be given to a split task', () => {
    const change = changeDetails({ title: 'Khác' });
    expect(given(task, [added(), split]).when(change, planner)).toMatchObject({ events: [{}] });
  });

  it.each([
    ['TASK_SUBMITTED', [submitted]],
    ['TASK_CONFIRMED', [submitted, confirmed]],
    ['TASK_CANCELLED', [cancelled]],
  ])('are refused: %s', (refused, last) => {
    const ended = given(task, [added(), assigned(), acknowledged, ...last]);
    expect(ended.when(changeDetails({ title: 'Khác' }), planner)).toMatchObject({ refused });
  });
});
