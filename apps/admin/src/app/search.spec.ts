import { expect, test } from 'vitest';
import { parseSearch, pickSearch, stringifySearch } from './search.ts';

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
