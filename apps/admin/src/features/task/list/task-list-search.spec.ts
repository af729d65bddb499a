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
    issued: true,
  });
});

test('an empty address asks for all work, by code', () => {
  expect(filterOf({})).toEqual({ issued: true });
  expect(sortOf({})).toEqual({ field: 'CODE', direction: 'ASCENDING' });
});

test('the tasks of a draft are asked for with their plan', () => {
  expect(filterOf({ plan: 'p1' })).toEqual({ planId: 'p1' });
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
