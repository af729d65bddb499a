import { expect, test } from 'vitest';
import { attendancesOf, shareOfWomen } from './attendances.ts';
import { taskData } from './plan-progress.fixture.ts';

test('attendances are summed by sex over the tasks that count people', () => {
  const tasks = [
    taskData({ id: 'a', countsPeople: true, people: { female: 120, male: 80 } }),
    taskData({ id: 'b', countsPeople: true, people: { female: 30, male: 70 } }),
    taskData({ id: 'd', countsPeople: true, people: null }),
    taskData({ id: 'c' }),
  ];
  expect(attendancesOf(tasks)).toEqual({ countingTasks: 3, female: 150, male: 150, silentTasks: 1 });
});

test('of a cancelled task the attendances count that were told, and no figure is missed', () => {
  const cancelled = { countsPeople: true, status: 'CANCELLED' } as const;
  const tasks = [
    taskData({ id: 'a', ...cancelled, people: { female: 5, male: 4 } }),
    taskData({ id: 'b', ...cancelled, people: null }),
  ];
  expect(attendancesOf(tasks)).toEqual({ countingTasks: 2, female: 5, male: 4, silentTasks: 0 });
});

test('the share of women is a whole percent, and none where nobody was counted', () => {
  const counted = (female: number, male: number) => ({ countingTasks: 1, female, male, silentTasks: 0 });
  expect([shareOfWomen(counted(2, 1)), shareOfWomen(counted(0, 7)), shareOfWomen(counted(0, 0))]).toEqual([
    67,
    0,
    null,
  ]);
});
