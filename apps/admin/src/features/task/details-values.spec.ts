import { expect, test } from 'vitest';
import { detailsInput, emptyDetails } from './details-values.ts';

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
