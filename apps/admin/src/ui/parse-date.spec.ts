import { expect, test } from 'vitest';
import { parseDate } from './parse-date.ts';

test('a date is read day first, with any of the usual separators', () => {
  expect(parseDate('2/10/2023')).toBe('2023-10-02');
  expect(parseDate(' 02-10-2023 ')).toBe('2023-10-02');
  expect(parseDate('02.10.2023')).toBe('2023-10-02');
  expect(parseDate('15/11/23')).toBe('2023-11-15');
});

test('a day that the calendar does not have is no date', () => {
  expect(parseDate('31/02/2023')).toBeNull();
  expect(parseDate('12/2023')).toBeNull();
  expect(parseDate('1/2/203')).toBeNull();
});
