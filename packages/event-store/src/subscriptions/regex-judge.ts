import { setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';

/** The filter cannot be used: its expression is not one, or takes too long on a name. */
export class FilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilterError';
  }
}

const regexLengthMax = 2048;
/** CPU milliseconds of this thread; a busy machine takes longer by the clock, and that is no fault of the regex. */
const regexCpuMsMax = 10;
const regexAttemptsMax = 20;

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
