import { expect, test } from 'vitest';
import { shownChanges } from './shown-changes.ts';

test('ids and fields that stay empty are left out', () => {
  const changes = [
    { field: 'taskId', before: null, after: 't1' },
    { field: 'coordinators', before: null, after: [] },
    { field: 'percent', before: 20, after: 45 },
  ];
  expect(shownChanges(changes)).toEqual([{ field: 'percent', before: 20, after: 45 }]);
});

test('a value that went away is a change', () => {
  expect(shownChanges([{ field: 'people', before: { female: 2 }, after: null }])).toHaveLength(1);
});
