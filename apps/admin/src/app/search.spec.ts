import { expect, test } from 'vitest';
import { parseSearch, pickMoment, pickSearch, stringifySearch } from './search.ts';

test('what is written into the address is read back', () => {
  const search = { q: 'huế & cộng sự', status: 'OVERDUE,NOT_DUE', asOf: '2023-06-30T16:59:59Z' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

test('lists stay readable and empty values leave no trace', () => {
  expect(stringifySearch({ status: 'OVERDUE,NOT_DUE', q: '', lead: undefined })).toBe(
    '?status=OVERDUE,NOT_DUE',
  );
  expect(stringifySearch({})).toBe('');
});

test('unknown parameters are dropped', () => {
  expect(pickSearch('q')({ q: 'a', evil: 'b' })).toEqual({ q: 'a' });
});

test.each(['2023-06-30T16:59:59Z', '2023-06-30T16:59:59.000Z', '2023-06-30T23:59+07:00'])(
  'the moment %s is kept',
  (asOf) => {
    expect(pickMoment({ asOf, q: 'a' })).toEqual({ asOf });
  },
);

test('a plain day is its end in Vietnam, as when it is chosen on the screen', () => {
  expect(pickMoment({ asOf: '2023-03-01' })).toEqual({ asOf: '2023-03-01T16:59:59.000Z' });
});

test.each([
  'garbage',
  '',
  '2023',
  '2023-02-31',
  '2023-13-01',
  '2023-13-45T25:00:00Z',
  '2023-06-30T16:59:59',
  '1234',
  undefined,
])('a moment %s is none, and now is shown', (asOf) => {
  expect(pickMoment({ asOf })).toEqual({});
});

test('a moment that lies ahead is dropped', () => {
  expect(pickMoment({ asOf: new Date(Date.now() + 60_000).toISOString() })).toEqual({});
  expect(pickMoment({ asOf: '2999-01-01T00:00:00Z' })).toEqual({});
  expect(pickMoment({ asOf: '2999-01-01' })).toEqual({});
});

test('a moment that is dropped is named, so that it goes; one that is not there is not, so that it stays', () => {
  expect(Object.keys(pickMoment({ asOf: 'garbage' }))).toEqual(['asOf']);
  expect(Object.keys(pickMoment({}))).toEqual([]);
});
