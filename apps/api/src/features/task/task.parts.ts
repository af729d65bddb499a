import type { PartCounts, PartOfTask } from './task.tables.ts';

export const noParts: PartCounts = {
  all: 0,
  held: 0,
  confirmed: 0,
  started: 0,
  percentSum: 0,
  due: {},
  notDue: 0,
  submitted: {},
};

/** The counts with a child taken out as it was and put in as it is; the same counts when it gives the same. */
export function recounted(
  counts: PartCounts | null,
  before: PartOfTask | null,
  after: PartOfTask | null,
): PartCounts | null {
  if (before !== null && after !== null && givesTheSame(before, after)) return counts;
  const without = before === null ? (counts ?? noParts) : counted(counts ?? noParts, before, -1);
  return after === null ? without : counted(without, after, 1);
}

function counted(counts: PartCounts, part: PartOfTask, by: 1 | -1): PartCounts {
  const all = counts.all + by;
  if (part.cancelled) return { ...counts, all };
  const { confirmed, started, submittedOn, nextDueOn, lastDueOn, percent } = part;
  const isOpen = !confirmed && submittedOn === null;
  return {
    all,
    held: counts.held + by,
    confirmed: counts.confirmed + (confirmed ? by : 0),
    started: counts.started + (started ? by : 0),
    percentSum: counts.percentSum + by * percent,
    due: isOpen && nextDueOn !== null ? tallied(counts.due, nextDueOn, by) : counts.due,
    notDue: counts.notDue + (isOpen && nextDueOn === null ? by : 0),
    submitted:
      submittedOn === null ? counts.submitted : tallied(counts.submitted, `${submittedOn} ${lastDueOn}`, by),
  };
}

function tallied(
  tally: Readonly<Record<string, number>>,
  key: string,
  by: number,
): Readonly<Record<string, number>> {
  const { [key]: count = 0, ...others } = tally;
  return count + by === 0 ? others : { ...others, [key]: count + by };
}

function givesTheSame(before: PartOfTask, after: PartOfTask): boolean {
  const fields = [
    'cancelled',
    'confirmed',
    'started',
    'submittedOn',
    'nextDueOn',
    'lastDueOn',
    'percent',
  ] as const;
  return fields.every((field) => before[field] === after[field]);
}
