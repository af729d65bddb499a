import i18n from 'i18next';
import { afterEach, beforeAll, expect, test } from 'vitest';
import {
  compareWords,
  dateOfInstant,
  daysBetween,
  endOfDate,
  formatBytes,
  formatDate,
  formatInstant,
  formatNumber,
} from './format.ts';

beforeAll(() => i18n.init({ lng: 'vi' }));
afterEach(() => i18n.changeLanguage('vi'));

test('a date is written day first', () => {
  expect(formatDate('2023-10-02')).toBe('02/10/2023');
});

test('an instant is written in the time of Vietnam', () => {
  expect(formatInstant('2023-10-01T18:05:00Z')).toBe('01:05 02/10/2023');
  expect(dateOfInstant('2023-10-01T18:05:00Z')).toBe('2023-10-02');
});

test('the end of a date still lies on that date', () => {
  expect(endOfDate('2023-06-30')).toBe('2023-06-30T16:59:59.000Z');
  expect(dateOfInstant(endOfDate('2023-06-30'))).toBe('2023-06-30');
});

test('Vietnamese numbers have a point for thousands and a decimal comma', () => {
  expect(formatNumber(12400.5)).toBe('12.400,5');
  expect(formatBytes(25 * 1024 * 1024)).toBe('25 MiB');
  expect(formatBytes(1536)).toBe('1,5 KiB');
});

test('English numbers have a comma for thousands and a decimal point', async () => {
  await i18n.changeLanguage('en');
  expect(formatNumber(12400.5)).toBe('12,400.5');
  expect(formatBytes(25 * 1024 * 1024)).toBe('25 MiB');
  expect(formatBytes(1536)).toBe('1.5 KiB');
});

test('words follow the Vietnamese alphabet', () => {
  expect(['Đài', 'Dân', 'Ban', 'Ân', 'An'].toSorted(compareWords)).toEqual(['An', 'Ân', 'Ban', 'Dân', 'Đài']);
});

test('days are counted between dates', () => {
  expect(daysBetween('2023-09-30', '2023-10-02')).toBe(2);
  expect(daysBetween('2023-10-02', '2023-09-30')).toBe(-2);
});
