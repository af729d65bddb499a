import { expect, test } from 'vitest';
import { FilterError } from '../filter-error.ts';
import { regexJudge } from '../regex-judge.ts';

/** What .NET refuses as well. */
const invalid: [pattern: string, reason: string][] = [
  ['(', "a '(' is not closed (before character 2)"],
  ['(?(a', "a '(' is not closed"],
  ['a)', "a ')' closes nothing"],
  ['[a', "a '[' is not closed"],
  ['[]', "a '[' is not closed"],
  ['[^]', "a '[' is not closed"],
  ['a\\', 'it ends with a backslash'],
  ['[\\', 'it ends with a backslash'],
  ['*', 'a quantifier follows nothing'],
  ['a|+', 'a quantifier follows nothing'],
  ['(?:*)', 'a quantifier follows nothing'],
  ['{2}', 'a quantifier follows nothing'],
  ['a**', 'a quantifier follows nothing'],
  ['a*+', 'a quantifier follows nothing'],
  ['a{2}{3}', 'a quantifier follows nothing'],
  ['a{2,1}', 'bounds in reverse order'],
  ['a{99999999999}', '99999999999 is too large a number'],
  ['\\h', "'\\h' is no escape"],
  ['\\_', "'\\_' is no escape"],
  ['\\ệ', "'\\ệ' is no escape"],
  ['\\8', "it refers to a group '8'"],
  ['[\\8]', "'\\8' is no escape"],
  ['[^\\B]', "'\\B' is no escape"],
  ['\\x{41}', "'\\x' wants two hexadecimal digits"],
  ['\\u12', "'\\u' wants four hexadecimal digits"],
  ['\\u{41}', "'\\u' wants four hexadecimal digits"],
  ['\\c1', "'\\c' wants a letter"],
  ['\\pL', 'a name in braces'],
  ['\\p{Greek}', "'Greek' is no Unicode category or block"],
  ['\\p{Script=Greek}', 'a name in braces'],
  ['\\p{IsgREEK}', "'IsgREEK' is no Unicode category or block"],
  ['\\p{L&}', 'a name in braces'],
  ['\\p{constructor}', "'constructor' is no Unicode category or block"],
  ['[z-a]', 'in reverse order'],
  ['[a-\\d]', 'ends with a set'],
  ['[a-z-[b]c]', 'a subtraction must come last'],
  ['(a)\\2', "it refers to a group '2'"],
  ['\\k<n>', "it refers to a group 'n'"],
  ['\\k', "'\\k' wants a name"],
  ['(?<n>a)\\k{n}', "'\\k' wants a name"],
  ['(?P<n>a)', "'(?' begins none of the groups"],
  ['(?)', "'(?' begins none of the groups"],
  ['(?<0>a)', 'no group can have the number 0'],
  ['(?<n', "a group's name is not valid"],
  ['(?<a.b>c)', "a group's name is not valid"],
  ['(?(1)a|b)', "asks for a group '1'"],
  ['(?(1x)a|b)', "asks for a group '1'"],
  ['(a)(?(1)a|b|c)', 'more than two alternatives'],
  ['(?(?<n>a)b)', 'a comment, a named group or an option'],
  ['(?(?i)a|b)', 'a comment, a named group or an option'],
  ['(?(a)(?i)ab|c)', "'(?' begins none of the groups"],
  ['(?(a)ab|(?i:c))', "'(?' begins none of the groups"],
  ['(?iz)a', "'(?' begins none of the groups"],
  ['(?i', "'(?' begins none of the groups"],
  ['a(?i)*', 'a quantifier follows nothing'],
  ['(?x)a( ?:b)', 'a quantifier follows nothing'],
  ['(?n)(a)\\1', "it refers to a group '1'"],
  ['a(?#b', 'a comment is not closed'],
];

test.each(invalid)('%s is refused as in .NET', (pattern, reason) => {
  expect(() => regexJudge(pattern)).toThrow(FilterError);
  expect(() => regexJudge(pattern)).toThrow(`The filter's regular expression is not valid: `);
  expect(() => regexJudge(pattern)).toThrow(reason);
});

test.each([
  ['(?<open>a)(?<-open>b)', 'a balancing group', 'Filter by a prefix'],
  ['(?<open>a)(?<inner-open>b)', 'a balancing group', 'Filter by a prefix'],
  ['[a-z-[b-[c]]]', 'a subtraction from what is subtracted', 'Write one set without the other.'],
])('%s, which .NET knows, is refused with what to do instead', (pattern, what, instead) => {
  expect(() => regexJudge(pattern)).toThrow(`The filter's regular expression is not supported: ${what} `);
  expect(() => regexJudge(pattern)).toThrow(instead);
});
