import { expect, test } from 'vitest';
import { groupsOf } from './waiting-groups.ts';

const item = (id: string, kind: string, taskId: string) => ({
  ...{ id, kind, coordination: null },
  task: { id: taskId },
});

test('the same step with several units of one task is one group, in the order of its longest wait', () => {
  const items = [
    item('1', 'CONCLUDE_COORDINATION', 'a'),
    item('2', 'ACKNOWLEDGE_TASK', 'b'),
    item('3', 'CONCLUDE_COORDINATION', 'a'),
    item('4', 'CONTRIBUTE', 'a'),
    item('5', 'CONCLUDE_COORDINATION', 'b'),
  ];
  expect(groupsOf(items).map((group) => group.items.map(({ id }) => id))).toEqual([
    ['1', '3'],
    ['2'],
    ['4'],
    ['5'],
  ]);
});

test('units that were asked in other words stand apart, those that were asked in the same together', () => {
  const asked = (id: string, scope: string | null) => ({
    ...item(id, 'CONTRIBUTE', 'task'),
    coordination: { scope },
  });
  const groups = groupsOf([asked('a', null), asked('b', 'Hai lớp'), asked('c', null), asked('d', 'Hai lớp')]);
  expect(groups.map((group) => group.items.map(({ id }) => id))).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ]);
});

test('no item is lost, and keys are unique', () => {
  const items = ['a', 'b', 'a'].map((taskId, place) => item(String(place), 'CONTRIBUTE', taskId));
  const groups = groupsOf(items);
  expect(groups.flatMap((group) => group.items)).toHaveLength(items.length);
  expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
});
