import { expect, test } from 'vitest';
import { FilterError } from './filter-error.ts';
import { regexJudge } from './regex-judge.ts';

test.each<[source: string, name: string, expected: boolean]>([
  ['^[^$].*', 'task-1', true],
  ['^[^$].*', '$users', false],
  ['^(task|plan)-', 'plan-7', true],
  ['Requested$', 'ReportRequested', true],
  ['^kế', 'kế hoạch', true],
  ['^(?!\\$|Report)', 'task-1', true],
  ['^(?!\\$|Report)', 'ReportRequested', false],
])('%s on %s is %s', (source, name, expected) => {
  expect(regexJudge(source)(name)).toBe(expected);
});

/** Each of these held the node for a second when it was compiled as it stands. */
test.each([
  ['(?:', '\\b\\w{1,99}', 190, ')'],
  ['(?=a)(?:', '\\b\\w{1,99}', 150, ')'],
  ['', '\\w{1,99}', 220, ''],
  ['', '\\b\\w{0,999}', 170, ''],
  ['(?=a)', '(?:a{1,999}b?){1,99}', 1, ''],
  ['', '(?:(?:a{1000}){1000}){1000}', 1, ''],
  ['', '(?:a?){2147483647}', 1, ''],
  ['(?:', '()', 1000, '){0,5000}'],
])('%s%s, %i times, is refused before it is written out', (before, repeated, times, after) => {
  const source = before + repeated.repeat(times) + after;
  expect(source.length).toBeLessThanOrEqual(2048);
  expect(() => regexJudge(source)).toThrow(
    "The filter's regular expression comes to more than 5000 states with its counted repetitions written out. Count less, or write '*' or '+'.",
  );
});

test('what takes too many steps on a name is refused with what to do', () => {
  const source = '^(?:(a*)*\\1)*x$';
  expect(() => regexJudge(source)(`${'a'.repeat(60)}yx`)).toThrow(FilterError);
  expect(() => regexJudge(source)(`${'a'.repeat(60)}yx`)).toThrow(
    `The regular expression '${source}' takes more than 500000 steps on one name. Write one that goes back less`,
  );
});

test('an expression is made once for all who send it, and so is its refusal', () => {
  const made = regexJudge('^made-once$');
  expect(regexJudge('^made-once$')).toBe(made);
  expect(refusalOf(() => regexJudge('^refused-once('))).toBe(refusalOf(() => regexJudge('^refused-once(')));
});

test('what took many steps on a name is remembered', () => {
  const refusal = () => refusalOf(() => regexJudge('^(a*)*\\1!x$')(`${'a'.repeat(100)}y!x`));
  expect(refusal()).toBe(refusal());
});

test('an expression of many characters, or of groups within groups without end, is refused', () => {
  expect(() => regexJudge('a'.repeat(2049))).toThrow(/longer than 2048 characters. Write a shorter one/);
  expect(() => regexJudge(`${'('.repeat(1000)}a${')'.repeat(1000)}`)).toThrow(/nests more than 100 groups/);
  expect(() => regexJudge('(?('.repeat(600))).toThrow(/nests more than 100 groups/);
  expect(regexJudge(`${'('.repeat(100)}a${')'.repeat(100)}`)('a')).toBe(true);
});

function refusalOf(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
