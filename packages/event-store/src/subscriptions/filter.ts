import type { EventLog } from '../log/event-log.ts';
import type { Names } from '../log/names.ts';
import type { StoredRecord } from '../log/record.ts';
import { FilterError } from './filter-error.ts';
import { regexJudge } from './regex-judge.ts';

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

const defaultWindow = 32;
const prefixesMax = 1000;
/** Of each filter, four bytes each: there may be as many filters as calls. */
const verdictsMax = 2_048;

/**
 * Compiles a filter. The verdicts on the stream names or event types that it met last are kept, so that a regex costs
 * nothing for most events.
 */
export function compileFilter(log: EventLog, options: FilterOptions): Filter {
  const judge = options.regex === '' ? prefixJudge(options.prefixes) : regexJudge(options.regex);
  const matches =
    options.on === 'stream'
      ? verdicts(log.streamNames, ({ stream }) => stream, judge)
      : verdicts(log.typeNames, ({ type }) => type, judge);
  const window = options.windowMax ?? defaultWindow;
  if (window < 1) throw new FilterError('The search window of a filter must be at least 1.');
  return { matches, checkpointInterval: window * Math.max(1, options.checkpointMultiplier) };
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

function prefixJudge(prefixes: readonly string[]): (name: string) => boolean {
  if (prefixes.length > prefixesMax) throw new FilterError(`A filter has more than ${prefixesMax} prefixes.`);
  if (prefixes.length === 0) return () => true;
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}
