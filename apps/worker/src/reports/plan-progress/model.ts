import { type Attendances, attendancesOf } from './attendances.ts';
import { type PlanData, type SectionData, TASK_STATUSES, type TaskData, type TaskStatus } from './query.ts';
import type { PlanProgressData } from './read.ts';

export type StatusCounts = Readonly<Record<TaskStatus, number>>;

/** How a set of tasks stands; a split task counts through its children only. */
export interface Standing {
  readonly taskCount: number;
  readonly counts: StatusCounts;
  /** Mean of the percent of tasks that are not cancelled, 0 to 100, rounded. */
  readonly percent: number;
}

/** A section with tasks of its own, in the order of the document; null gathers tasks without a section. */
export interface Group {
  readonly section: SectionData | null;
  readonly standing: Standing;
  readonly attendances: Attendances;
  /** By their codes, the children of a split task below it. */
  readonly tasks: readonly TaskData[];
}

/** What a unit said, or was told, about a task that does not run as planned. */
export interface Explanation {
  readonly task: TaskData;
  readonly kind: 'CHANGE' | 'DECLINED' | 'RETURNED';
  readonly text: string;
  /** Of a change: what was proposed and what became of it. */
  readonly change: TaskData['changes'][number] | null;
}

/** A task that the planner cancelled: no word of a unit. */
export interface Cancellation {
  readonly task: TaskData;
  readonly reason: string;
}

/** The report without words of any language: what is counted, listed and explained. */
export interface PlanProgressModel {
  readonly moment: PlanProgressData['moment'];
  readonly plan: PlanData;
  readonly illustrative: boolean;
  readonly standing: Standing;
  readonly groups: readonly Group[];
  /** Longest overdue first. */
  readonly overdue: readonly TaskData[];
  readonly explanations: readonly Explanation[];
  readonly cancellations: readonly Cancellation[];
  readonly coordination: { readonly total: number; readonly unanswered: number; readonly declined: number };
  readonly submitted: number;
  readonly attendances: Attendances;
}

export function planProgressModel({ moment, plan, tasks }: PlanProgressData): PlanProgressModel {
  const groups = groupsOf(plan, tasks);
  const listed = groups.flatMap((group) => group.tasks);
  const counted = listed.filter((task) => !isSplit(task));
  const coordinations = counted.flatMap((task) => task.coordinations);
  const inState = (state: string) => coordinations.filter((one) => one.state === state).length;
  return {
    moment,
    plan,
    illustrative: plan.illustrative || tasks.some((task) => task.illustrative),
    standing: standingOf(counted),
    groups,
    overdue: counted
      .filter(({ status }) => status === 'OVERDUE')
      .sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')),
    explanations: listed.flatMap(explanationsOf),
    cancellations: cancellationsOf(listed),
    coordination: {
      total: coordinations.length - inState('WITHDRAWN'),
      unanswered: inState('AWAITING_ANSWER'),
      declined: inState('DECLINED'),
    },
    submitted: counted.filter((task) => task.submitted).length,
    attendances: attendancesOf(counted),
  };
}

export function isSplit(task: TaskData): boolean {
  return task.assignment === 'SPLIT';
}

/** Days between a due day that passed and the business day. */
export function daysLate({ daysLeft }: TaskData): number {
  return daysLeft === null ? 0 : Math.max(0, -daysLeft);
}

/** What the lead said last: the result it submitted, while that waits or was confirmed, or else its last check-in. */
export function latestWord(task: TaskData): string | null {
  const isResult = task.submitted || task.status === 'DONE_ON_TIME' || task.status === 'DONE_LATE';
  const result = isResult ? task.submissionSummary : null;
  return result ?? task.checkIns.find(({ superseded }) => !superseded)?.text ?? null;
}

function groupsOf(plan: PlanData, tasks: readonly TaskData[]): Group[] {
  const known = new Set(tasks.map(({ id }) => id));
  const childrenOf = Map.groupBy(
    tasks.filter(({ parent }) => parent !== null && known.has(parent.id)),
    ({ parent }) => parent?.id,
  );
  const tops = tasks.filter(({ parent }) => parent === null || !known.has(parent.id));
  const sectionIds = new Set(plan.sections.map(({ id }) => id));
  return [...plan.sections, null].flatMap((section) => {
    const here = tops.filter(({ sectionId }) =>
      section === null ? sectionId === null || !sectionIds.has(sectionId) : sectionId === section.id,
    );
    if (here.length === 0) return [];
    const listed = here.flatMap((task) => [task, ...(childrenOf.get(task.id) ?? [])]);
    const counted = listed.filter((task) => !isSplit(task));
    const [standing, attendances] = [standingOf(counted), attendancesOf(counted)];
    return [{ section, standing, attendances, tasks: listed }];
  });
}

function standingOf(tasks: readonly TaskData[]): Standing {
  const counts = Object.fromEntries(
    TASK_STATUSES.map((status) => [status, tasks.filter((task) => task.status === status).length]),
  ) as Record<TaskStatus, number>;
  const held = tasks.filter((task) => task.status !== 'CANCELLED');
  const sum = held.reduce((total, { percent }) => total + percent, 0);
  return {
    taskCount: tasks.length,
    counts,
    percent: held.length === 0 ? 0 : Math.round(sum / held.length),
  };
}

function explanationsOf(task: TaskData): Explanation[] {
  const said = (kind: Explanation['kind'], text: string | null): Explanation[] =>
    text === null ? [] : [{ task, kind, text, change: null }];
  return [
    ...task.changes.map((change) => ({ task, kind: 'CHANGE' as const, text: change.reason, change })),
    ...said('DECLINED', task.assignment === 'DECLINED' ? task.declineReason : null),
    ...said('RETURNED', task.returnReason),
  ];
}

/** Children that were cancelled along with their parent are told with it. */
function cancellationsOf(tasks: readonly TaskData[]): Cancellation[] {
  const reasons = new Map(tasks.map(({ id, cancelReason }) => [id, cancelReason]));
  return tasks.flatMap((task) => {
    const { cancelReason: reason, parent } = task;
    const isToldWithParent = parent !== null && reasons.get(parent.id) === reason;
    return reason === null || isToldWithParent ? [] : [{ task, reason }];
  });
}
