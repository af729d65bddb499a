import { codeOnly } from './code-only.ts';
import type { Fault, SourceFile } from './fault.ts';

/** One thing that is not written here, and what to write instead. */
interface BannedWord {
  readonly name: string;
  readonly pattern: RegExp;
  /** Paths in which it is banned. */
  readonly where: RegExp;
  /** Paths among those in which it is the right word after all. */
  readonly except?: RegExp;
  /** Also in comments and prose; otherwise in code alone. */
  readonly inComments?: boolean;
  readonly instead: string;
}

const code = /\.(?:ts|tsx|mts|mjs|cjs|js)$/u;
const spec = /\.spec\.tsx?$/u;
const pure = /^packages\/(?:domain|sample-world)\/src\//u;
const anyText = /\.(?:ts|tsx|mts|mjs|cjs|js|css|graphql|md|yaml|yml|json|html|sh|sql)$/u;
/** This folder names what it bans. */
const tidy = /^tools\/tidy\//u;
/** Written by a generator, or the shape of a module that is none of ours. */
const declared = /\.d\.ts$/u;

export const bannedWords: readonly BannedWord[] = [
  {
    name: 'Date.now()',
    pattern: /\bDate\.now\b/u,
    where: pure,
    instead: 'context.now (the domain), or the clock that the caller hands in',
  },
  {
    name: 'new Date()',
    pattern: /\bnew Date\(\s*\)/u,
    where: pure,
    instead: 'context.today or context.now (the domain), or the clock that the caller hands in',
  },
  {
    name: 'performance.now()',
    pattern: /\bperformance\.now\b/u,
    where: pure,
    instead: 'context.now; a pure function has nothing to measure',
  },
  {
    name: 'Math.random()',
    pattern: /\bMath\.random\b/u,
    where: pure,
    except: spec,
    instead: 'context.id(n) (the domain), or a generator with a printed seed',
  },
  {
    name: 'randomUUID()',
    pattern: /\brandomUUID\b/u,
    where: pure,
    instead: 'context.id(n): the same each time the command is decided',
  },
  {
    name: 'a timer',
    pattern: /\bset(?:Timeout|Interval|Immediate)\b/u,
    where: /^packages\/domain\/src\//u,
    instead: 'an event with a date; a pure function waits for nothing',
  },
  {
    name: 'throw',
    pattern: /\bthrow\b/u,
    where: /^packages\/domain\/src\//u,
    except: spec,
    instead: "refuse('REASON', { … }): a refusal is a value",
  },
  {
    name: 'waiting for luck',
    pattern: /\bsetTimeout\(|\bwaitForTimeout\(|\bfrom 'node:timers\/promises'/u,
    where: spec,
    instead: 'a condition with a bound: expect.poll or vi.waitFor',
  },
  {
    name: 'a mock',
    pattern: /\b(?:vi|jest)\.(?:mock|doMock|spyOn|fn|stubGlobal|useFakeTimers)\(/u,
    where: code,
    /** A clock that jumps is one of the faults that a simulation plays. */
    except: /^packages\/event-store\/simulation\//u,
    instead: 'the real part, or a fake that passes the contract suite',
  },
  {
    name: 'a test left out',
    pattern: /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|fails)\b|\bx(?:it|describe)\(/u,
    where: code,
    instead: 'a test that runs, or none',
  },
  {
    name: 'process.env',
    pattern: /\bprocess\.env\b/u,
    where: /^(?:apps|packages|examples)\//u,
    except: /\/(?:environment|main|command)\.ts$|\.config\.ts$|\/(?:e2e|simulation)\/|\.spec\.tsx?$/u,
    instead: 'environment.ts, to which main.ts hands it once, and which prints all its faults together',
  },
  {
    name: 'process.exit()',
    pattern: /\bprocess\.exit\(/u,
    where: /^(?:apps|packages|examples)\//u,
    except: /\/(?:main|command)\.ts$|\/e2e\/|\.spec\.ts$/u,
    instead: 'an error that main.ts turns into an exit code',
  },
  {
    name: 'export *',
    pattern: /^\s*export \* from\b/mu,
    where: code,
    instead: 'named exports, so that a reader sees what a module offers',
  },
  {
    name: 'a default export',
    pattern: /^\s*export (?:default\b|\{[^}]*\bas default\b)/mu,
    where: code,
    /** Who stands in for a driver is imported as the driver's users import it. */
    except: /\.config\.(?:ts|mjs)$|^tools\/bench\/peers\/sqlite3\//u,
    instead: 'a named export: one thing, one name, everywhere',
  },
  {
    name: 'a type checker switched off',
    pattern: /@ts-(?:ignore|nocheck|expect-error)\b|\beslint-disable\b/u,
    where: code,
    inComments: true,
    instead: 'the right type',
  },
  {
    name: 'TODO',
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/u,
    where: anyText,
    inComments: true,
    instead: 'an issue, or the thing itself',
  },
  {
    name: 'a banner',
    pattern: /^\s*(?:\/\/|\/\*+|#)\s*[-=*#~]{4,}/mu,
    where: code,
    inComments: true,
    instead: 'a file of its own for each part',
  },
  {
    name: 'commented-out code',
    pattern: /^\s*\/\/\s*(?:(?:const|let|import|export|return|await|if|for)\b.*[;{]|\}.*)\s*$/mu,
    where: code,
    inComments: true,
    instead: 'git, which remembers it',
  },
];

/** Every banned word in a file, with its line. */
export function wordFaults(file: SourceFile): Fault[] {
  const words = bannedWords.filter((word) => word.where.test(file.path) && !word.except?.test(file.path));
  if (words.length === 0 || tidy.test(file.path) || declared.test(file.path)) return [];
  const bare = codeOnly(file.text);
  return words.flatMap((word) =>
    linesOf(word.inComments ? file.text : bare, word.pattern).map((line) => ({
      path: file.path,
      line,
      what: `${word.name} is not written here; instead: ${word.instead}`,
    })),
  );
}

function linesOf(text: string, pattern: RegExp): number[] {
  const everywhere = new RegExp(pattern, `${pattern.flags}g`);
  const lines = [...text.matchAll(everywhere)].map((match) => {
    const start = match.index + (match[0].length - match[0].trimStart().length);
    return text.slice(0, start).split('\n').length;
  });
  return [...new Set(lines)];
}
