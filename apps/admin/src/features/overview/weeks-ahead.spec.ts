import { expect, test } from 'vitest';
import { lastDayOfWeeks, weeksAhead } from './weeks-ahead.ts';

test('weeks begin on Monday, the first holds today', () => {
  const weeks = weeksAhead([], '2023-10-05', 3);
  expect(weeks.map((week) => week.startsOn)).toEqual([null, '2023-10-02', '2023-10-09', '2023-10-16']);
});

test('what is overdue is gathered before the weeks, even when it was due this week', () => {
  const weeks = weeksAhead(
    [
      { dueOn: '2023-08-31', light: 'RED' },
      { dueOn: '2023-10-03', light: 'RED' },
      { dueOn: '2023-10-06', light: 'AMBER' },
      { dueOn: '2023-10-15', light: 'GREEN' },
    ],
    '2023-10-05',
    2,
  );
  expect(weeks.map((week) => week.count)).toEqual([2, 1, 1]);
  expect(weeks[2]?.byLight.GREEN).toBe(1);
});

test('later weeks and tasks with nothing due are left out', () => {
  const weeks = weeksAhead(
    [
      { dueOn: '2024-01-31', light: 'GREEN' },
      { dueOn: null, light: 'NONE' },
    ],
    '2023-10-05',
    2,
  );
  expect(weeks.map((week) => week.count)).toEqual([0, 0, 0]);
});

test('the last day is a Sunday', () => {
  expect(lastDayOfWeeks('2023-10-05', 1)).toBe('2023-10-08');
  expect(lastDayOfWeeks('2023-10-08', 2)).toBe('2023-10-15');
});
