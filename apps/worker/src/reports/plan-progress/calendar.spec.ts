import { expect, test } from 'vitest';
import { count, dayOf, longDate, percentOf, shortDate, timeOf } from './calendar.ts';

test.each([
  ['2023-02-03', 'ngày 03 tháng 02 năm 2023', '3 February 2023'],
  ['2023-03-10', 'ngày 10 tháng 3 năm 2023', '10 March 2023'],
  ['2023-12-31', 'ngày 31 tháng 12 năm 2023', '31 December 2023'],
])('%s is written as Decree 30 writes days, and in English', (date, vietnamese, english) => {
  expect([longDate(date, 'vi'), longDate(date, 'en')]).toEqual([vietnamese, english]);
});

test('a short day is short, and nothing is nothing', () => {
  expect([shortDate('2023-02-03', 'vi'), shortDate('2023-02-03', 'en'), shortDate(null, 'vi')]).toEqual([
    '03/02/2023',
    '3 Feb 2023',
    '',
  ]);
});

test('the day of an instant is that of Viet Nam', () => {
  expect([dayOf('2023-09-30T16:59:59Z'), dayOf('2023-09-30T17:00:00Z')]).toEqual([
    '2023-09-30',
    '2023-10-01',
  ]);
  expect([timeOf('2023-09-30T17:05:00Z', 'vi'), timeOf('2023-09-30T17:05:00Z', 'en')]).toEqual([
    '00 giờ 05',
    '00:05',
  ]);
});

test('thousands are parted by a point in Vietnamese and a comma in English', () => {
  expect([count(7, 'vi'), count(1234, 'vi'), count(1234567, 'en')]).toEqual(['7', '1.234', '1,234,567']);
});

test('a percent stays with its sign', () => {
  expect(percentOf(67)).toBe('67\u00a0%');
});
