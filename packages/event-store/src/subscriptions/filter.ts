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
const verdictsMax = 65_536;

/**
 * Compiles a filter. Each stream name or event type is judged once and the verdict kept, so a regex costs nothing
 * per event.
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

/** Judges records by a name of theirs; each name is judged once and the verdict kept, for as many as fit. */
export function verdicts(
  names: Names,
  numberOf: (record: StoredRecord) => number,
  judge: (name: string) => boolean,
): (record: StoredRecord) => boolean {
  const kept = new Map<number, boolean>();
  return (record) => {
    const id = numberOf(record);
    const known = kept.get(id);
    if (known !== undefined) return known;
    const verdict = judge(names.nameOf(id));
    if (kept.size >= verdictsMax) kept.clear();
    kept.set(id, verdict);
    return verdict;
  };
}

function prefixJudge(prefixes: readonly string[]): (name: string) => boolean {
  if (prefixes.length > prefixesMax) throw new FilterError(`A filter has more than ${prefixesMax} prefixes.`);
  if (prefixes.length === 0) return () => true;
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}
