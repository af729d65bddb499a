import { expect, test } from 'vitest';
import { planTree } from './plan-tree.ts';

const objective = { id: 'o1', parentId: null };
const group = { id: 'g1', parentId: 'o1' };

test('groups stand below their objective, tasks below their group', () => {
  const task = { id: 't1', sectionId: 'g1' };
  expect(planTree([objective, group], [task])).toEqual([
    {
      section: objective,
      depth: 0,
      tasks: [],
      children: [{ section: group, depth: 1, tasks: [task], children: [] }],
    },
  ]);
});

test('tasks without a section, or of one that is not in the plan, are gathered last', () => {
  const tasks = [
    { id: 't1', sectionId: null },
    { id: 't2', sectionId: 'gone' },
  ];
  const last = planTree([objective], tasks).at(-1);
  expect(last).toEqual({ section: null, depth: 0, tasks, children: [] });
});

test('a section whose parent is not in the plan stands at the top', () => {
  expect(planTree([{ id: 'g2', parentId: 'gone' }], []).map((node) => node.section?.id)).toEqual(['g2']);
});

test('an empty plan has an empty tree', () => {
  expect(planTree([], [])).toEqual([]);
});
