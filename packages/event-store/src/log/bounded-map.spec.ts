import { expect, test } from 'vitest';
import { BoundedMap, weightOfText } from './bounded-map.ts';

const numbers = Array.from({ length: 1000 }, (_, index) => index);

test('what was asked for lately is kept, and no more than the bound', () => {
  const map = new BoundedMap<number, number>(100);
  for (const n of numbers) map.set(n, n);
  const kept = numbers.filter((n) => map.get(n) !== undefined);
  expect(kept.length).toBeGreaterThanOrEqual(50);
  expect(kept.length).toBeLessThanOrEqual(100);
  expect(kept.at(-1)).toBe(999);
});

test('one entry that is set again and again pushes no other out', () => {
  const map = new BoundedMap<number, number>(100);
  map.set(-1, -1);
  for (const n of numbers) map.set(0, n);
  expect([map.get(-1), map.get(0)]).toEqual([-1, 999]);
});

test('long texts count as several', () => {
  const map = new BoundedMap<string, number>(100, weightOfText);
  const names = numbers.map((n) => String(n).padStart(1280, 'x'));
  for (const name of names) map.set(name, 1);
  expect(names.filter((name) => map.get(name) !== undefined).length).toBeLessThanOrEqual(12);
});
