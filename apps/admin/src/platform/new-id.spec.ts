import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('an id is a UUID of version 7', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});

test('ids sort by the time they were made', () => {
  const early = newId(Date.UTC(2023, 0, 1));
  const late = newId(Date.UTC(2023, 0, 2));
  expect(early < late).toBe(true);
});
