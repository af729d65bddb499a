import { expect, test } from 'vitest';
import { detailsInput, emptyDetails, isCodeTaken } from './details-values.ts';

const typed = {
  ...emptyDetails('s1'),
  title: ' Tập huấn ',
  deliverables: 'Báo cáo\n\nDanh sách\nBáo cáo',
  seed: 'n',
};

test('lines become deliverables, once each, with ids that a second sending repeats', () => {
  const once = detailsInput(typed, 2023, null);
  expect(once.deliverables).toEqual([
    { deliverableId: 'n.1', title: 'Báo cáo' },
    { deliverableId: 'n.2', title: 'Danh sách' },
  ]);
  expect(detailsInput(typed, 2023, null)).toEqual(once);
});

test('an all-year task gets periods and no due day', () => {
  const { schedule } = detailsInput({ ...typed, scheduleKind: 'CHECK_INS', dueOn: '2023-05-01' }, 2023, null);
  expect(schedule.dueOn).toBeUndefined();
  expect(schedule.periods).toHaveLength(4);
});

test('empty English words are left out', () => {
  expect(detailsInput(typed, 2023, null)).toMatchObject({ title: 'Tập huấn', titleEnglish: null });
});

test('a code is taken by another task of the plan, in capitals or not, never by the task itself', () => {
  const tasks = [{ id: 't1', code: 'Z1' }];
  expect(isCodeTaken({ taskId: 'new', code: ' z1 ' }, tasks)).toBe(true);
  expect(isCodeTaken({ taskId: 'new', code: 'Z10' }, tasks)).toBe(false);
  expect(isCodeTaken({ taskId: 't1', code: 'Z1' }, tasks)).toBe(false);
});
