import { expect, test } from 'vitest';
import { fileNamesIn, shownChanges } from './shown-changes.ts';

test('ids and fields that stay empty are left out', () => {
  const changes = [
    { field: 'taskId', before: null, after: 't1' },
    { field: 'coordinators', before: null, after: [] },
    { field: 'percent', before: 20, after: 45 },
  ];
  const data = { taskId: 't1', coordinators: [], percent: 45 };
  expect(shownChanges({ changes, data })).toEqual([{ field: 'percent', before: 20, after: 45 }]);
});

test('a value that went away is a change', () => {
  const changes = [{ field: 'dueOn', before: '2023-06-30', after: null }];
  expect(shownChanges({ changes, data: { dueOn: null } })).toHaveLength(1);
});

test('a check-in tells what it reported, not what it would replace: people add up', () => {
  const people = { female: 1234, male: 56 };
  const changes = [
    { field: 'percent', before: 20, after: 45 },
    { field: 'people', before: { female: 12, male: 3 }, after: people },
  ];
  const data = { checkInId: 'c2', percent: 45, text: 'Như kỳ trước', people };
  expect(shownChanges({ changes, data })).toEqual([
    { field: 'percent', before: 20, after: 45 },
    { field: 'text', before: null, after: 'Như kỳ trước' },
    { field: 'people', before: null, after: people },
  ]);
});

test('a withdrawal tells the file that was withdrawn', () => {
  const attached = { changes: [], data: { evidenceId: 'e1', fileName: 'ảnh.jpg' } };
  const withdrawn = { changes: [], data: { taskId: 't1', evidenceId: 'e1', reason: 'Nhầm' } };
  const fileNames = fileNamesIn([attached, withdrawn]);
  expect(shownChanges(withdrawn, fileNames)).toEqual([{ field: 'fileName', before: null, after: 'ảnh.jpg' }]);
});

test('a second submission on the same day tells its day too', () => {
  const data = { taskId: 't1', submittedOn: '2023-06-30', summary: 'Xong' };
  expect(shownChanges({ changes: [], data })).toEqual([
    { field: 'submittedOn', before: null, after: '2023-06-30' },
    { field: 'summary', before: null, after: 'Xong' },
  ]);
});
