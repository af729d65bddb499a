import type { HistoryEntry } from './history-entry-fields.ts';

/** The label of every check-in period that a task of this history ever had, the latest one of each. */
export function periodLabels(entries: readonly HistoryEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.flatMap(({ data }) => periodsOf(data)));
}

function periodsOf(data: unknown): (readonly [string, string])[] {
  const { schedule } = data as { schedule?: { periods?: { periodId: string; label: string }[] } };
  return (schedule?.periods ?? []).map(({ periodId, label }) => [periodId, label] as const);
}
