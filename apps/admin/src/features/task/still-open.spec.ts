import { expect, test } from 'vitest';
import { stillOpen } from './still-open.ts';

const finished = {
  percent: 100,
  deliverables: [{ evidenceCount: 1 }],
  coordinations: [
    { state: 'CONCLUDED' as const },
    { state: 'WITHDRAWN' as const },
    { state: 'DECLINED' as const },
  ],
};

test('nothing is told of a task of which nothing is open', () => {
  expect(stillOpen(finished)).toBeNull();
  expect(stillOpen({ percent: 100, deliverables: [], coordinations: [] })).toBeNull();
});

test('a percentage below 100 is told, of a task that was never reported too', () => {
  expect(stillOpen({ ...finished, percent: 60 })).toEqual({ percent: 60, deliverables: 0, coordinations: 0 });
  expect(stillOpen({ ...finished, percent: 0 })?.percent).toBe(0);
});

test('deliverables count whose evidence is none, or was withdrawn; not those whose evidence is hidden', () => {
  const deliverables = [
    { evidenceCount: 0 },
    { evidenceCount: 2 },
    { evidenceCount: null },
    { evidenceCount: 0 },
  ];
  expect(stillOpen({ ...finished, deliverables })).toEqual({
    percent: null,
    deliverables: 2,
    coordinations: 0,
  });
});

test('coordinations count until they are concluded, withdrawn or declined', () => {
  const open = ['AWAITING_ANSWER', 'ACKNOWLEDGED', 'ACCEPTED', 'CHANGE_PROPOSED'] as const;
  const coordinations = [...finished.coordinations, ...open.map((state) => ({ state }))];
  expect(stillOpen({ ...finished, coordinations })?.coordinations).toBe(4);
});
