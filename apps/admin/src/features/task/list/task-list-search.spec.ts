import { expect, test } from 'vitest';
import { filterOf, lightsOf, nextSort, sortOf, statusesOf, wordOf } from './task-list-search.ts';

test('the address becomes the filter of the schema', () => {
  expect(
    filterOf({ q: 'huế', unit: 'u1', as: 'lead', status: 'OVERDUE,NOT_DUE', light: 'RED', submitted: 'yes' }),
  ).toEqual({
    search: 'huế',
    leadUnitId: 'u1',
    statuses: ['OVERDUE', 'NOT_DUE'],
    lights: ['RED'],
    submitted: true,
  });
});

test('an empty address asks for everything, by code', () => {
  expect(filterOf({})).toEqual({});
  expect(sortOf({})).toEqual({ field: 'CODE', direction: 'ASCENDING' });
});

test('words that nobody knows are passed over', () => {
  expect(statusesOf({ status: 'NEW,OVERDUE' })).toEqual(['OVERDUE']);
  expect(lightsOf({ light: 'PURPLE' })).toEqual([]);
  expect(sortOf({ sort: '-colour' })).toEqual({ field: 'CODE', direction: 'ASCENDING' });
});

test('a second press on a column turns the order round', () => {
  expect(nextSort({}, 'due')).toBe('due');
  expect(nextSort({ sort: 'due' }, 'due')).toBe('-due');
  expect(nextSort({ sort: '-due' }, 'due')).toBe('due');
  expect(nextSort({}, 'code')).toBe('-code');
  expect(nextSort({ sort: '-code' }, 'code')).toBeUndefined();
});

test('lists are written back as they were read', () => {
  expect(wordOf(statusesOf({ status: 'OVERDUE,IN_PROGRESS' }))).toBe('OVERDUE,IN_PROGRESS');
  expect(wordOf([])).toBeUndefined();
});
