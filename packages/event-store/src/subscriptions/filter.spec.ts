import { expect, test } from 'vitest';
import type { StoredRecord } from '../log/record.ts';
import { verdicts } from './filter.ts';

const ofStream = (stream: number): StoredRecord => ({
  position: 1,
  stream,
  revision: 0,
  type: 1,
  createdMs: 0,
  record: new Uint8Array(0),
});

test('a verdict is kept, and is never taken for that on another name', () => {
  const judged: string[] = [];
  const names = { nameOf: (id: number) => `${id % 3 === 0 ? 'task' : 'plan'}-${id}` };
  const isTask = verdicts(
    names,
    ({ stream }) => stream,
    (name) => {
      judged.push(name);
      return name.startsWith('task-');
    },
  );
  const streams = Array.from({ length: 20_000 }, (_, index) => index + 1);
  for (const stream of [...streams, ...streams]) expect(isTask(ofStream(stream))).toBe(stream % 3 === 0);
  const before = judged.length;
  for (let n = 0; n < 1_000; n += 1)
    expect([isTask(ofStream(6)), isTask(ofStream(7))]).toEqual([true, false]);
  expect(judged.length - before).toBeLessThanOrEqual(2);
});
