import { expect, test } from 'vitest';
import { regexStatesMax } from './assembler.ts';
import { compile } from './compile.ts';
import { match, TooManySteps } from './match.ts';
import { parse } from './parse.ts';

const programOf = (pattern: string) => compile(parse(pattern));

/** Patterns that a matcher without a memory would try in ever so many ways. */
test.each([
  '^(a+)+$',
  '^(?=a)(a+)+$',
  '^(a|a)*b?$',
  '(a*)*$(?<!a)',
  '(?:a?){20}a{20}!',
  '^(?>(?:a+)+)b?$',
  '.*.*.*=',
])('%s takes steps in line with the length of a name', (pattern) => {
  const program = programOf(pattern);
  const stepsOf = (length: number) => match(program, `${'a'.repeat(length)}!=`.slice(0, length + 1)).steps;
  expect(stepsOf(3000)).toBeLessThan(3 * stepsOf(1500));
});

test.each(['(a*)*\\1x', '^(.*)(.*)(.*)\\1\\2\\3x', '(?=(a+))(?:\\1|a)*x'])(
  '%s, which must go back for ever, ends after a number of steps',
  (pattern) => {
    const program = programOf(pattern);
    expect(() => match(program, `${'a'.repeat(200)}yx`)).toThrow(TooManySteps);
  },
);

test('what every match must contain is looked for first', () => {
  expect(match(programOf('^(?:\\w+-)*Requested'), 'a-'.repeat(1000)).steps).toBe(1);
  expect(match(programOf('(task|plan)-(?:new){2}!?'), 'task-old').steps).toBe(1);
});

test('a name is tried from its start alone when nothing else can match', () => {
  const name = 'b'.repeat(1000);
  expect(match(programOf('^a|^c'), name).steps).toBeLessThan(10);
  expect(match(programOf('[ac]'), name).steps).toBeGreaterThan(name.length);
});

test('regular expressions like those of clients come to few states', () => {
  const patterns = [
    '^[^$].*',
    '^(?!\\$)(task|plan|report)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    '^\\b\\w{1,20}-\\d{1,10}$',
    `^(${Array.from({ length: 100 }, (_, number) => `Event${number}Happened`).join('|')})$`,
    '^.{1,255}$',
  ];
  for (const pattern of patterns) {
    expect(programOf(pattern).instructions.length).toBeLessThan(regexStatesMax / 2);
  }
});

test('a set costs one state, whatever it holds', () => {
  expect(programOf('[\\w\\p{IsGreek}\\s-[\\d]]').instructions).toHaveLength(2);
  expect(programOf('\\b\\w\\B').instructions).toHaveLength(4);
});

test('an alternative of many words is judged on the longest of names', () => {
  const program = programOf(
    `(${Array.from({ length: 30 }, (_, number) => `Event${number}`).join('|')})Happened?$`,
  );
  expect(match(program, 'EventHappene'.repeat(341)).isMatch).toBe(false);
});
