import { expect, test } from 'vitest';
import { SAMPLE_UNTIL, sampleWorld } from './script.ts';

const steps = [...sampleWorld('2024-12-31')];

test('the script is the same at every run', () => {
  expect([...sampleWorld('2024-12-31')]).toEqual(steps);
});

test('the clock never goes back, and no command id comes twice', () => {
  expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
  expect(new Set(steps.map(({ commandId }) => commandId)).size).toBe(steps.length);
});

test('a play that stops earlier is the beginning of one that goes on', () => {
  const shorter = [...sampleWorld(SAMPLE_UNTIL)];
  expect(steps.slice(0, shorter.length)).toEqual(shorter);
  expect(shorter.length).toBeLessThan(steps.length);
});

test('both plans of the province and the city plan hold at least forty rows, and one amendment', () => {
  const count = (name: string) => steps.filter(({ commandName }) => commandName === name).length;
  expect(count('IssuePlan')).toBe(3);
  expect(count('AddTask')).toBeGreaterThanOrEqual(40);
  expect(count('AmendPlan')).toBe(1);
  expect(count('DeclineTaskRequest')).toBeGreaterThanOrEqual(1);
  expect(count('GrantTaskChange')).toBeGreaterThanOrEqual(1);
  expect(count('ReturnTask')).toBeGreaterThanOrEqual(1);
});

test('a file that a step binds has the digest that its command names', () => {
  const files = steps.flatMap(({ file, input }) => (file === undefined ? [] : [{ file, input }]));
  expect(files.length).toBeGreaterThan(0);
  for (const { file, input } of files) expect(input).toMatchObject({ sha256: file.sha256 });
});
