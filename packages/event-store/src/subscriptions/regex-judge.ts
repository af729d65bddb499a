import { BoundedMap, weightOfText } from '../log/bounded-map.ts';
import { compile } from './dot-net-regex/compile.ts';
import { match, regexStepsMax, TooManySteps } from './dot-net-regex/match.ts';
import { parse } from './dot-net-regex/parse.ts';
import type { Program } from './dot-net-regex/program.ts';
import { FilterError } from './filter-error.ts';

const regexCharactersMax = 2048;
/** States of the expressions that are kept, about a hundred bytes each; every one, and a refusal, weighs a hundred. */
const keptStatesMax = 100_000;
const statesOfOne = 100;
const bytesOfState = 100;
/** A set of characters takes most, and at least three characters to write. */
const bytesOfCharacter = 150;
/** What took more steps than this on a name is kept for all who send the same expression. */
const cheapStepsMax = 10_000;
/** Names of up to 128 characters; longer ones count for more. */
const dearNamesMax = 200;

type Judge = (name: string) => boolean;
type Made = { judge: Judge; states: number } | FilterError;

/** What was made of an expression, or why it was refused: clients send the same one with every call. */
const kept = new BoundedMap<string, Made>(
  keptStatesMax,
  (_, made) => statesOfOne + (made instanceof FilterError ? 0 : made.states),
);

/**
 * Judges names by a caller's regular expression, written for .NET and possibly in bad faith. Its states, and the steps
 * that it takes on one name, are bounded by number: it cannot hold up the node, and is judged alike on every machine.
 */
export function regexJudge(source: string): Judge {
  return compiledRegex(source).judge;
}

/** The judge, and about what it takes in memory. */
export function compiledRegex(source: string): { judge: Judge; bytes: number } {
  if (source.length > regexCharactersMax) {
    throw new FilterError(
      `The regular expression of a filter is longer than ${regexCharactersMax} characters. Write a shorter one, or filter by prefixes.`,
    );
  }
  let made = kept.get(source);
  if (made === undefined) {
    made = make(source);
    kept.set(source, made);
  }
  if (made instanceof FilterError) throw made;
  return { judge: made.judge, bytes: made.states * bytesOfState + source.length * bytesOfCharacter };
}

function make(source: string): Made {
  try {
    const program = compile(parse(source));
    return { judge: judgeBy(program, source), states: program.instructions.length };
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}

function judgeBy(program: Program, source: string): Judge {
  const dear = new BoundedMap<string, boolean | FilterError>(dearNamesMax, weightOfText);
  return (name) => {
    let verdict = dear.get(name);
    if (verdict === undefined) {
      const { isMatch, steps } = judgeOnce(program, source, name);
      verdict = isMatch;
      if (steps > cheapStepsMax) dear.set(name, verdict);
    }
    if (verdict instanceof FilterError) throw verdict;
    return verdict;
  };
}

function judgeOnce(
  program: Program,
  source: string,
  name: string,
): { isMatch: boolean | FilterError; steps: number } {
  try {
    return match(program, name);
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    const isMatch = new FilterError(
      `The regular expression '${source}' takes more than ${regexStepsMax} steps on one name. Write one that goes back less: without repetitions within repetitions, or beginning with '^'.`,
    );
    return { isMatch, steps: regexStepsMax };
  }
}
