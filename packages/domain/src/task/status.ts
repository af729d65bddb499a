import type { Schedule } from './events.ts';

export const TASK_STATUSES = [
  'CANCELLED',
  'DONE_ON_TIME',
  'DONE_LATE',
  'OVERDUE',
  'IN_PROGRESS',
  'NOT_DUE',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const TRAFFIC_LIGHTS = ['RED', 'AMBER', 'GREEN', 'NONE'] as const;
export type TrafficLight = (typeof TRAFFIC_LIGHTS)[number];

/** A task is amber from this many days before its next due day. */
export const amberDaysMax = 7;

/** What the status of a task is computed from. Days are YYYY-MM-DD. */
export interface TaskStatusFacts {
  readonly cancelled: boolean;
  readonly confirmed: boolean;
  /** The day of the submission that stands; null when there is none or it was returned. */
  readonly submittedOn: string | null;
  /** Acknowledged, accepted or any check-in. */
  readonly started: boolean;
  /** The day that decides whether the task was done late: see `lastDueOn`. */
  readonly lastDueOn: string;
  /** The day that must not pass without the next sign of life: see `nextDueOn`; null when nothing is owed. */
  readonly nextDueOn: string | null;
}

/** The table of statuses: the first row that holds is the status on that business day. */
const statusTable: readonly {
  readonly status: TaskStatus;
  readonly holds: (facts: TaskStatusFacts, today: string) => boolean;
}[] = [
  { status: 'CANCELLED', holds: ({ cancelled }) => cancelled },
  { status: 'DONE_ON_TIME', holds: (facts) => facts.confirmed && !isLate(facts) },
  { status: 'DONE_LATE', holds: ({ confirmed }) => confirmed },
  {
    status: 'OVERDUE',
    holds: ({ submittedOn, nextDueOn }, today) =>
      submittedOn === null && nextDueOn !== null && nextDueOn < today,
  },
  { status: 'IN_PROGRESS', holds: ({ started }) => started },
  { status: 'NOT_DUE', holds: () => true },
];

export function taskStatus(facts: TaskStatusFacts, today: string): TaskStatus {
  return statusTable.find(({ holds }) => holds(facts, today))?.status ?? 'NOT_DUE';
}

/** Red when overdue, amber with at most `amberDaysMax` days left, else green; none once done or cancelled. */
export function trafficLight(facts: TaskStatusFacts, today: string): TrafficLight {
  if (facts.cancelled || facts.confirmed) return 'NONE';
  if (taskStatus(facts, today) === 'OVERDUE') return 'RED';
  if (facts.submittedOn !== null || facts.nextDueOn === null) return 'GREEN';
  return daysBetween(today, facts.nextDueOn) <= amberDaysMax ? 'AMBER' : 'GREEN';
}

/** Days from one business day to another; negative when it has passed. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / millisecondsOfDay);
}

/**
 * The due day; for an all-year task the end of the first period without a check-in, null when all have one. A period
 * that ended before the task was assigned owes nothing; before it is assigned at all, only the last one does.
 */
export function nextDueOn(
  schedule: Schedule,
  checkedInPeriodIds: readonly string[],
  assignedOn: string | null,
): string | null {
  if (schedule.kind === 'DUE_DATE') return schedule.dueOn;
  const last = lastDueOn(schedule);
  const since = assignedOn !== null && assignedOn < last ? assignedOn : last;
  const owed = schedule.periods.filter(({ periodId }) => !checkedInPeriodIds.includes(periodId));
  return earliest(owed.map(({ endsOn }) => endsOn).filter((endsOn) => endsOn >= since));
}

/** The due day; for an all-year task the end of its last period. */
export function lastDueOn(schedule: Schedule): string {
  if (schedule.kind === 'DUE_DATE') return schedule.dueOn;
  return schedule.periods
    .map(({ endsOn }) => endsOn)
    .reduce((left, right) => (left > right ? left : right), '');
}

function isLate({ submittedOn, lastDueOn }: TaskStatusFacts): boolean {
  return submittedOn !== null && submittedOn > lastDueOn;
}

function earliest(days: readonly string[]): string | null {
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

const millisecondsOfDay = 86_400_000;
