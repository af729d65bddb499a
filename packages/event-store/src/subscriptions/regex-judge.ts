import { setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';
import { fromDotNet } from './dot-net-regex.ts';
import { FilterError } from './filter-error.ts';

const regexLengthMax = 2048;
/** CPU milliseconds of this thread; a busy machine takes longer by the clock, and that is no fault of the regex. */
const regexCpuMsMax = 10;
const regexAttemptsMax = 20;
const regexCompileMsMax = 200;

/** Makes V8 accept the flag `l`: an engine without backtracking, whose time is linear in the name's length. */
setFlagsFromString('--enable-experimental-regexp-engine');

/**
 * Judges names by a caller's regular expression, which may be built to backtrack for ever. Most run in linear time;
 * what only a backtracking engine can do (back references, look-ahead, large counts) runs with a limit and is refused
 * beyond it.
 */
export function regexJudge(source: string): (name: string) => boolean {
  if (source.length > regexLengthMax) {
    throw new FilterError(`The regular expression of a filter is longer than ${regexLengthMax} characters.`);
  }
  const { ascii, unicode } = fromDotNet(source);
  const ofAscii = judge(ascii);
  if (unicode === ascii) return ofAscii;
  const ofOthers = judge(unicode);
  return (name) => (isAscii(name) ? ofAscii : ofOthers)(name);
}

function isAscii(name: string): boolean {
  return Buffer.byteLength(name) === name.length;
}

function judge(source: string): (name: string) => boolean {
  const linear = linearRegex(source);
  return linear === null ? limitedJudge(source) : (name) => linear.test(name);
}

/** Null where the engine cannot run it, and for Unicode classes, which it would read as something else. */
function linearRegex(source: string): RegExp | null {
  if (/\\(?:p|u\{)/iu.test(source)) return null;
  try {
    return new RegExp(source, 'l');
  } catch {
    return null;
  }
}

function limitedJudge(source: string): (name: string) => boolean {
  const regex = compileRegex(source);
  const context = createContext(Object.assign(Object.create(null), { regex, name: '' }));
  const test = new Script('regex.test(name)');
  compile(source, () => test.runInContext(context, { timeout: regexCompileMsMax }));
  return (name) => {
    context.name = name;
    const before = process.threadCpuUsage();
    for (let attempt = 0; attempt < regexAttemptsMax; attempt += 1) {
      try {
        return test.runInContext(context, { timeout: regexCpuMsMax }) === true;
      } catch {
        const { user, system } = process.threadCpuUsage(before);
        if ((user + system) / 1000 >= regexCpuMsMax * 0.9) break;
      }
    }
    throw new FilterError(
      `The regular expression '${source}' takes longer than ${regexCpuMsMax} ms on one name. Write one that does not backtrack.`,
    );
  };
}

/** V8 compiles an expression when it is first used, and once more soon after: the limit above is for names alone. */
function compile(source: string, use: () => void): void {
  try {
    use();
    use();
  } catch {
    throw new FilterError(
      `The regular expression '${source}' takes longer than ${regexCompileMsMax} ms to compile.`,
    );
  }
}

function compileRegex(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    try {
      return new RegExp(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new FilterError(`The filter's regular expression is not valid: ${reason}`);
    }
  }
}
