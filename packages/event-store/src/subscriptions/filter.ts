import type { EventLog } from '../log/event-log.ts';
import type { StoredRecord } from '../log/record.ts';
import { FilterError, regexJudge } from './regex-judge.ts';

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
  const names = options.on === 'stream' ? log.streamNames : log.typeNames;
  const verdicts = new Map<number, boolean>();
  const matches = (record: StoredRecord): boolean => {
    const id = options.on === 'stream' ? record.stream : record.type;
    const known = verdicts.get(id);
    if (known !== undefined) return known;
    const verdict = judge(names.nameOf(id));
    if (verdicts.size >= verdictsMax) verdicts.clear();
    verdicts.set(id, verdict);
    return verdict;
  };
  const window = options.windowMax ?? defaultWindow;
  if (window < 1) throw new FilterError('The search window of a filter must be at least 1.');
  return { matches, checkpointInterval: window * Math.max(1, options.checkpointMultiplier) };
}

function prefixJudge(prefixes: readonly string[]): (name: string) => boolean {
  if (prefixes.length > prefixesMax) throw new FilterError(`A filter has more than ${prefixesMax} prefixes.`);
  if (prefixes.length === 0) return () => true;
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}
