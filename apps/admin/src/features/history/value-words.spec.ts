import { expect, test } from 'vitest';
import { type ValueVocabulary, wordsOfValue } from './value-words.ts';

const vocabulary: ValueVocabulary = {
  word: (key, parameters) =>
    ({ none: 'không có', ORDER: 'giao', people: `${parameters?.female} nữ, ${parameters?.male} nam` })[key] ??
    null,
  nameOf: (id) => ({ u1: 'Sở Y tế', q1: 'Quý I' })[id] ?? null,
  planName: (id) => (id === 'p23-c' ? '12/KH-UBND' : 'kế hoạch khác'),
};
const words = (field: string, value: unknown) => wordsOfValue(field, value, vocabulary);

test('a year is no quantity', () => {
  expect(words('year', 2023)).toBe('2023');
  expect(words('size', 2023)).toBe('2.023');
});

test('plans are named', () => {
  expect(words('parentPlanIds', ['p23-c', 'x'])).toBe('12/KH-UBND; kế hoạch khác');
  expect(words('siblingPlanIds', [])).toBe('không có');
});

test('parts that a document does not have leave no gap', () => {
  const named = { number: '28/NQ-CP', issuedOn: null, subject: 'Chiến lược quốc gia' };
  expect(words('legalBases', [named])).toBe('28/NQ-CP, Chiến lược quốc gia');
  expect(words('legalBases', [{ ...named, issuedOn: '2021-03-03' }])).toBe(
    '28/NQ-CP, 03/03/2021, Chiến lược quốc gia',
  );
});

test('a schedule tells its first day too, where it has one', () => {
  const schedule = { kind: 'DUE_DATE', startsOn: '2023-10-01', dueOn: '2023-12-01' };
  expect(words('schedule', schedule)).toBe('01/10/2023 – 01/12/2023');
  expect(words('schedule', { ...schedule, startsOn: null })).toBe('01/12/2023');
});

test('units, periods, modes and people have their words', () => {
  expect(words('lead', { unitId: 'u1', mode: 'ORDER' })).toBe('Sở Y tế (giao)');
  expect(words('periodId', 'q1')).toBe('Quý I');
  expect(words('people', { female: 1234, male: 56 })).toBe('1.234 nữ, 56 nam');
});
