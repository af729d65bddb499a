import { expect, test } from 'vitest';
import { TASK_STATUSES, unfinishedTasks } from './task-status.ts';

test('a task is unfinished until it is confirmed or cancelled', () => {
  const counted = TASK_STATUSES.filter((status) => unfinishedTasks([{ status, count: 1 }]) === 1);
  expect(counted).toEqual(['OVERDUE', 'IN_PROGRESS', 'NOT_DUE']);
});

test('what is unfinished is summed over the statuses', () => {
  const byStatus = [
    { status: 'OVERDUE', count: 2 },
    { status: 'NOT_DUE', count: 3 },
    { status: 'DONE_LATE', count: 4 },
  ];
  expect(unfinishedTasks(byStatus)).toBe(5);
});
