import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amberDaysMax,
  daysBetween,
  lastDueOn,
  nextDueOn,
  TASK_STATUSES,
  type TaskStatusFacts,
  TRAFFIC_LIGHTS,
  taskStatus,
  trafficLight,
} from './index.ts';
import { dueDate, quarters } from './task.fixture.ts';

const due = '2023-06-30';
const untouched: TaskStatusFacts = {
  cancelled: false,
  confirmed: false,
  submittedOn: null,
  started: false,
  lastDueOn: due,
  nextDueOn: due,
};
const started = { started: true };
const submitted = (submittedOn: string) => ({ ...started, submittedOn });
const confirmed = (submittedOn: string) => ({ ...submitted(submittedOn), confirmed: true });

describe('the table of statuses and lights', () => {
  it.each([
    // Whom nobody touched waits for its day: the day itself is not past.
    ['not begun, long before', {}, '2023-01-02', 'NOT_DUE', 'GREEN'],
    ['not begun, 8 days before', {}, '2023-06-22', 'NOT_DUE', 'GREEN'],
    ['not begun, 7 days before', {}, '2023-06-23', 'NOT_DUE', 'AMBER'],
    ['not begun, on its day', {}, '2023-06-30', 'NOT_DUE', 'AMBER'],
    ['not begun, the day after', {}, '2023-07-01', 'OVERDUE', 'RED'],
    ['begun, 8 days before', started, '2023-06-22', 'IN_PROGRESS', 'GREEN'],
    ['begun, 7 days before', started, '2023-06-23', 'IN_PROGRESS', 'AMBER'],
    ['begun, on its day', started, '2023-06-30', 'IN_PROGRESS', 'AMBER'],
    ['begun, the day after', started, '2023-07-01', 'OVERDUE', 'RED'],
    // A submission stops the clock, whoever takes their time to confirm it.
    ['submitted, before its day', submitted('2023-06-29'), '2023-06-29', 'IN_PROGRESS', 'GREEN'],
    ['submitted in time, long after', submitted('2023-06-30'), '2023-12-01', 'IN_PROGRESS', 'GREEN'],
    ['submitted late', submitted('2023-07-01'), '2023-12-01', 'IN_PROGRESS', 'GREEN'],
    // Late is who submitted late, not who was confirmed late.
    ['confirmed, submitted on its day', confirmed('2023-06-30'), '2023-12-01', 'DONE_ON_TIME', 'NONE'],
    ['confirmed, submitted the day after', confirmed('2023-07-01'), '2023-12-01', 'DONE_LATE', 'NONE'],
    // Cancelled comes before all.
    ['cancelled, begun and past its day', { ...started, cancelled: true }, '2023-12-01', 'CANCELLED', 'NONE'],
    [
      'cancelled, submitted',
      { ...submitted('2023-07-01'), cancelled: true },
      '2023-12-01',
      'CANCELLED',
      'NONE',
    ],
    // All year round: what counts is the next check-in that is owed.
    ['all its check-ins made', { ...started, nextDueOn: null }, '2023-12-01', 'IN_PROGRESS', 'GREEN'],
    ['a period ended without one', { ...started, nextDueOn: '2023-03-31' }, '2023-04-01', 'OVERDUE', 'RED'],
    ['a period ends today', { ...started, nextDueOn: '2023-03-31' }, '2023-03-31', 'IN_PROGRESS', 'AMBER'],
  ] as const)('%s', (_name, change, today, status, light) => {
    const facts = { ...untouched, ...change };
    expect([taskStatus(facts, today), trafficLight(facts, today)]).toEqual([status, light]);
  });

  it('has a light of each colour and a row for each status', () => {
    expect(TASK_STATUSES).toHaveLength(6);
    expect(TRAFFIC_LIGHTS).toEqual(['RED', 'AMBER', 'GREEN', 'NONE']);
    expect(amberDaysMax).toBe(7);
  });
});

describe('the next due day', () => {
  const allYear = { kind: 'CHECK_INS' as const, periods: quarters };

  it('is the due day', () => {
    expect(nextDueOn(dueDate, [], null)).toBe('2023-06-30');
  });

  it('is the end of the first period without a check-in, whatever the order of the check-ins', () => {
    expect(nextDueOn(allYear, [], '2023-02-03')).toBe('2023-03-31');
    expect(nextDueOn(allYear, ['q1'], '2023-02-03')).toBe('2023-06-30');
    expect(nextDueOn(allYear, ['q2'], '2023-02-03')).toBe('2023-03-31');
    expect(nextDueOn({ ...allYear, periods: [...quarters].reverse() }, [], '2023-02-03')).toBe('2023-03-31');
  });

  it('owes nothing for a period that ended before the task was assigned', () => {
    expect(nextDueOn(allYear, [], '2023-03-31')).toBe('2023-03-31');
    expect(nextDueOn(allYear, [], '2023-04-01')).toBe('2023-06-30');
    expect(nextDueOn(allYear, ['q2'], '2023-04-01')).toBeNull();
  });

  it('is the end of the last period while nobody was assigned, and when somebody was only afterwards', () => {
    expect(nextDueOn(allYear, [], null)).toBe('2023-06-30');
    expect(nextDueOn(allYear, [], '2023-08-01')).toBe('2023-06-30');
  });

  it('is none once every period has one', () => {
    expect(nextDueOn(allYear, ['q2', 'q1', 'q1'], '2023-02-03')).toBeNull();
  });

  it('is followed by the last, which decides whether the task was done late', () => {
    expect(lastDueOn(dueDate)).toBe('2023-06-30');
    expect(lastDueOn(allYear)).toBe('2023-06-30');
    expect(lastDueOn({ ...allYear, periods: [...quarters].reverse() })).toBe('2023-06-30');
  });
});

describe('days between', () => {
  it.each([
    ['2023-06-30', '2023-06-30', 0],
    ['2023-06-23', '2023-06-30', 7],
    ['2023-07-01', '2023-06-30', -1],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-12-31', '2024-01-01', 1],
  ])('%s and %s: %i', (from, until, days) => {
    expect(daysBetween(from, until)).toBe(days);
  });
});

describe('status and light, whatever the facts', () => {
  const day = fc
    .date({ min: new Date('2023-01-01'), max: new Date('2023-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const anyFacts = fc.record({
    cancelled: fc.boolean(),
    confirmed: fc.boolean(),
    submittedOn: fc.option(day),
    started: fc.boolean(),
    lastDueOn: day,
    nextDueOn: fc.option(day),
  });

  it('agree: red is overdue, and no light is done or cancelled', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, today) => {
        const status = taskStatus(facts, today);
        const light = trafficLight(facts, today);
        expect(light === 'RED').toBe(status === 'OVERDUE');
        expect(light === 'NONE').toBe(['CANCELLED', 'DONE_ON_TIME', 'DONE_LATE'].includes(status));
      }),
    );
  });

  it('only ever grow worse with the days, while nothing else happens', () => {
    const order = ['GREEN', 'AMBER', 'RED'];
    fc.assert(
      fc.property(anyFacts, day, day, (facts, one, other) => {
        const [before, after] = [one, other].sort();
        if (before === undefined || after === undefined || trafficLight(facts, before) === 'NONE') return;
        const worse = order.indexOf(trafficLight(facts, after)) - order.indexOf(trafficLight(facts, before));
        expect(worse).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
