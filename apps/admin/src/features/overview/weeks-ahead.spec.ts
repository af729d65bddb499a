import { expect, test } from 'vitest';
import type { Light } from '../../ui/task-status.ts';
import { lastDayOfWeeks, weeksAhead } from './weeks-ahead.ts';

test('weeks begin on Monday, the first holds today', () => {
  const weeks = weeksAhead([], '2023-10-05', 3);
  expect(weeks.map((week) => week.startsOn)).toEqual([null, '2023-10-02', '2023-10-09', '2023-10-16']);
});

test('what is overdue is gathered before the weeks, even when it was due this week', () => {
  const weeks = weeksAhead(
    [
      due('2023-08-31', 'RED'),
      due('2023-10-03', 'RED'),
      due('2023-10-06', 'AMBER'),
      due('2023-10-15', 'GREEN'),
    ],
    '2023-10-05',
    2,
  );
  expect(weeks.map((week) => week.count)).toEqual([2, 1, 1]);
  expect(weeks[2]?.byLight.GREEN).toBe(1);
});

test('later weeks and tasks with nothing due are left out', () => {
  const weeks = weeksAhead([due('2024-01-31', 'GREEN'), due(null, 'NONE')], '2023-10-05', 2);
  expect(weeks.map((week) => week.count)).toEqual([0, 0, 0]);
});

test('a split task counts through its children, and what was handed in is due no more', () => {
  const weeks = weeksAhead(
    [due('2023-10-06', 'GREEN', 9), due('2023-10-06', 'GREEN'), due('2023-09-30', 'GREEN')],
    '2023-10-05',
    1,
  );
  expect(weeks.map((week) => week.count)).toEqual([0, 1]);
});

test('the last day is a Sunday', () => {
  expect(lastDayOfWeeks('2023-10-05', 1)).toBe('2023-10-08');
  expect(lastDayOfWeeks('2023-10-08', 2)).toBe('2023-10-15');
});

function due(dueOn: string | null, light: Light, childCount = 0) {
  return { dueOn, light, childCount };
}
