import { expect, test } from 'vitest';
import { FilterError } from './filter-error.ts';
import { regexJudge } from './regex-judge.ts';

const cases: [source: string, name: string, expected: boolean][] = [
  ['^[^$]', 'task-1', true],
  ['^[^$]', '$users', false],
  ['^(task|plan)-', 'plan-7', true],
  ['Requested$', 'ReportRequested', true],
  ['^\\p{L}+$', 'kếhoạch', true],
  ['^kế', 'kế hoạch', true],
  ['(?=task)task-(\\d)\\1', 'task-77', true],
  ['(?=task)task-(\\d)\\1', 'task-78', false],
  // What .NET means otherwise than JavaScript.
  ['^\\w+-\\d$', 'task-1', true],
  ['^\\w+-\\d$', 'việc-1', true],
  ['^[\\w-]+$', 'kế_hoạch-٣', true],
  ['^\\W', 'việc-1', false],
  ['-\\D+$', 'việc-٣', false],
  ['kế\\b', 'kế hoạch', true],
  ['k\\b', 'kế hoạch', false],
  ['ho\\B', 'kế hoạch', true],
  ['\\Aviệc-\\d\\Z', 'việc-1', true],
  ['\\Atask\\z', 'task-1', false],
  ['[[a-c]x', 'cx', true],
];

test.each(cases)('%s on %s is %s', (source, name, expected) => {
  expect(regexJudge(source)(name)).toBe(expected);
});

test('a regex with nested repeats is judged without backtracking', () => {
  expect(regexJudge('^(a+)+$')(`${'a'.repeat(4000)}!`)).toBe(false);
});

test('a regex that must backtrack for ever is refused', () => {
  expect(() => regexJudge('^(?=a)(a+)+$')(`${'a'.repeat(40)}!`)).toThrow(FilterError);
});

test.each(['^[a-z-[aeiou]]+$', '[\\W]', '[^\\B]'])('%s, which only .NET knows, is refused', (source) => {
  expect(() => regexJudge(source)).toThrow(/is not supported/);
});

test('what is no regex, or a very long one, is refused', () => {
  expect(() => regexJudge('(')).toThrow(FilterError);
  expect(() => regexJudge('a'.repeat(3000))).toThrow(FilterError);
});
