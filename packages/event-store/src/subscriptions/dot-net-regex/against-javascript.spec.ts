import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilterError } from '../filter-error.ts';
import { compile } from './compile.ts';
import { match } from './match.ts';
import { parse } from './parse.ts';

/** Constructs that mean the same in .NET and in JavaScript for names of ASCII. */
const { pattern } = fc.letrec<{ pattern: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom(
    'a',
    'b',
    'c',
    '.',
    '[ab]',
    '[^a]',
    '[b-c]',
    '\\w',
    '\\W',
    '-',
    '^',
    '$',
    '\\b',
    '\\B',
    '(?:)',
  ),
  pattern: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { arbitrary: tie('leaf'), weight: 2 },
    { arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b), weight: 3 },
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(
        tie('pattern'),
        fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}'),
        fc.constantFrom('', '?'),
      )
      .map(([a, quantifier, lazy]) => `(?:${a})${quantifier}${lazy}`),
    fc.tuple(fc.constantFrom('?=', '?!', '?<=', '?<!'), tie('pattern')).map(([look, a]) => `(${look}${a})`),
  ),
}));
/** Without `m` JavaScript's `$` does not hold before a final line feed. */
const namesFor = (options: string) =>
  fc.array(
    fc.string({
      unit: fc.constantFrom(...'abcAB-', ...(options.includes('m') ? ['\n'] : [])),
      maxLength: 12,
    }),
    {
      minLength: 5,
      maxLength: 5,
    },
  );
const asked = fc
  .tuple(pattern, fc.subarray(['i', 'm', 's']))
  .chain(([source, options]) =>
    fc.tuple(fc.constant(source), fc.constant(options.join('')), namesFor(options.join(''))),
  );

test('what means the same in JavaScript selects the same names, with and without a memory of what failed', () => {
  fc.assert(
    fc.property(asked, ([source, options, names]) => {
      const program = programOf(options === '' ? source : `(?${options})${source}`);
      fc.pre(program !== null);
      const expected = names.map((each) => new RegExp(source, options).test(each));
      expect(names.map((each) => match(program, each).isMatch)).toEqual(expected);
      expect(names.map((each) => match(program, each, 0).isMatch)).toEqual(expected);
    }),
    { numRuns: 1000 },
  );
});

/** Null for what comes to too many states. */
function programOf(source: string) {
  try {
    return compile(parse(source));
  } catch (error) {
    if (error instanceof FilterError) return null;
    throw error;
  }
}
