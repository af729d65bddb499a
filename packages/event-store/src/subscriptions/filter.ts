import type { EventLog } from '../log/event-log.ts';
import type { Names } from '../log/names.ts';
import type { StoredRecord } from '../log/record.ts';
import { FilterError } from './filter-error.ts';
import { compiledRegex } from './regex-judge.ts';

/** What a caller asks for; with neither prefixes nor a regex every event passes. */
export type FilterOptions = {
  on: 'stream' | 'type';
  prefixes: string[];
  regex: string;
  /** Events looked at between checkpoints, times `checkpointMultiplier`; null for the default. */
  windowMax: number | null;
  checkpointMultiplier: number;
};

export type Filter = { matches(record: StoredRecord): boolean; checkpointInterval: number };

/** `bytes`: about what it takes in memory, beside the verdicts; `wire/filter-bytes.ts` bounds them over all calls. */
export type CompiledFilter = Filter & { bytes: number };

const defaultWindow = 32;
const prefixesMax = 1000;
const bytesOfPrefix = 32;
/** Of each filter, four bytes each: there may be as many filters as calls. */
const verdictsMax = 2_048;

/**
 * Compiles a filter. The verdicts on the stream names or event types that it met last are kept, so that a regex costs
 * nothing for most events.
 */
export function compileFilter(log: EventLog, options: FilterOptions): CompiledFilter {
  const { judge, bytes } =
    options.regex === '' ? prefixJudge(options.prefixes) : compiledRegex(options.regex);
  const matches =
    options.on === 'stream'
      ? verdicts(log.streamNames, ({ stream }) => stream, judge)
      : verdicts(log.typeNames, ({ type }) => type, judge);
  const window = options.windowMax ?? defaultWindow;
  if (window < 1) throw new FilterError('The search window of a filter must be at least 1.');
  return { matches, bytes, checkpointInterval: window * Math.max(1, options.checkpointMultiplier) };
}

/** Judges records by a name of theirs; a verdict is kept until a name comes that takes its place. */
export function verdicts(
  names: Pick<Names, 'nameOf'>,
  numberOf: (record: StoredRecord) => number,
  judge: (name: string) => boolean,
): (record: StoredRecord) => boolean {
  const kept = new Int32Array(verdictsMax).fill(-1);
  return (record) => {
    const id = numberOf(record);
    const place = id % verdictsMax;
    const known = kept[place];
    if (known === id * 2) return false;
    if (known === id * 2 + 1) return true;
    const verdict = judge(names.nameOf(id));
    kept[place] = id * 2 + (verdict ? 1 : 0);
    return verdict;
  };
}

function prefixJudge(prefixes: readonly string[]): { judge: (name: string) => boolean; bytes: number } {
  if (prefixes.length > prefixesMax) throw new FilterError(`A filter has more than ${prefixesMax} prefixes.`);
  const bytes = prefixes.reduce((sum, prefix) => sum + bytesOfPrefix + 2 * prefix.length, 0);
  if (prefixes.length === 0) return { judge: () => true, bytes };
  return { judge: (name) => prefixes.some((prefix) => name.startsWith(prefix)), bytes };
}
