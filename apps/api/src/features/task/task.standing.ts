import {
  type TaskStatus,
  type TaskStatusFacts,
  type TrafficLight,
  taskStatus,
  trafficLight,
} from '@songhanh/domain/task';
import type { AssignmentState, TaskRow } from './task.tables.ts';

/** All by which tasks are counted, but for their lead; the few thousand that there are stand for all tasks. */
export interface Standing {
  readonly assignment: AssignmentState;
  readonly isChild: boolean;
  /** Submitted and waiting for confirmation. */
  readonly submitted: boolean;
  readonly nextDueOn: string | null;
  readonly facts: TaskStatusFacts;
}

type StandingColumns = Pick<
  TaskRow,
  | 'assignment'
  | 'parentTaskId'
  | 'cancelled'
  | 'confirmed'
  | 'submittedOn'
  | 'lastDueOn'
  | 'started'
  | 'nextDueOn'
>;

/** `standing` of a task's row: letters for its assignment, whether it is a child, and its phase; then its next due day. */
export function standingCodeOf(row: StandingColumns): string {
  const letter = letterOf[row.assignment];
  return `${letter}${row.parentTaskId === null ? '-' : 'c'}${phaseOf(row)}${row.nextDueOn ?? ''}`;
}

/** Reads what `standingCodeOf` wrote; its facts give the same status and light on every day as the row's own. */
export function standingOfCode(code: string): Standing {
  const phase = phases.get(code.charAt(2));
  const assignment = assignments.get(code.charAt(0));
  if (phase === undefined || assignment === undefined) throw new Error(`no standing is written ${code}`);
  const nextDueOn = code.length > 3 ? code.slice(3) : null;
  const { submittedOn } = phase;
  return {
    assignment,
    isChild: code.charAt(1) === 'c',
    submitted: submittedOn !== null && !phase.confirmed && !phase.cancelled && assignment !== 'SPLIT',
    nextDueOn,
    facts: { ...phase, nextDueOn },
  };
}

/** What the standings of tasks may be asked for. */
export interface StandingFilter {
  readonly statuses?: readonly TaskStatus[] | null;
  readonly lights?: readonly TrafficLight[] | null;
  readonly assignments?: readonly AssignmentState[] | null;
  readonly submitted?: boolean | null;
  readonly dueBefore?: string | null;
  readonly withChildren?: boolean | null;
}

export function matchesStanding(filter: StandingFilter, standing: Standing, today: string): boolean {
  const { statuses, lights, assignments: states, submitted, dueBefore, withChildren } = filter;
  const { facts, nextDueOn } = standing;
  if (statuses != null && !statuses.includes(taskStatus(facts, today))) return false;
  if (lights != null && !lights.includes(trafficLight(facts, today))) return false;
  if (states != null && !states.includes(standing.assignment)) return false;
  if (submitted != null && submitted !== standing.submitted) return false;
  if (dueBefore != null && (nextDueOn === null || nextDueOn > dueBefore)) return false;
  return withChildren !== false || !standing.isChild;
}

/** Whether the filter asks for anything of the standing. */
export function asksForStanding(filter: StandingFilter): boolean {
  const { statuses, lights, assignments: states, submitted, dueBefore, withChildren } = filter;
  return (
    [statuses, lights, states, submitted, dueBefore].some((asked) => asked != null) || withChildren === false
  );
}

const letterOf: Readonly<Record<AssignmentState, string>> = {
  UNASSIGNED: 'U',
  AWAITING_ANSWER: 'W',
  ACKNOWLEDGED: 'K',
  ACCEPTED: 'A',
  DECLINED: 'D',
  SPLIT: 'S',
};
const assignments = new Map(
  Object.entries(letterOf).map(([state, letter]) => [letter, state as AssignmentState]),
);

type Phase = Omit<TaskStatusFacts, 'nextDueOn'>;

const open: Phase = { cancelled: false, confirmed: false, submittedOn: null, started: false, lastDueOn: '' };

/** The days of submission and of the last due day matter only in that one is after the other. */
const phases: ReadonlyMap<string, Phase> = new Map([
  ['x', { ...open, cancelled: true }],
  ['t', { ...open, confirmed: true }],
  ['l', { ...open, confirmed: true, submittedOn: '1', lastDueOn: '0' }],
  ['s', { ...open, submittedOn: '0', lastDueOn: '0' }],
  ['S', { ...open, submittedOn: '0', lastDueOn: '0', started: true }],
  ['o', open],
  ['O', { ...open, started: true }],
]);

function phaseOf({ cancelled, confirmed, submittedOn, lastDueOn, started }: StandingColumns): string {
  if (cancelled) return 'x';
  if (confirmed) return submittedOn !== null && submittedOn > lastDueOn ? 'l' : 't';
  if (submittedOn !== null) return started ? 'S' : 's';
  return started ? 'O' : 'o';
}
