import { type CommandOf, type Refusal, refuse } from '../kernel/index.ts';
import type { CheckInPeriod, DueMoved, Schedule } from './events.ts';
import type { addTask } from './planner-commands.ts';
import type { Task } from './state.ts';

/** A schedule as people give it: `dueOn`, or check-in periods. */
type ScheduleInput = CommandOf<typeof addTask>['input']['schedule'];

export function scheduleOf({ startsOn, dueOn, periods }: ScheduleInput): Schedule {
  if (dueOn != null) return { kind: 'DUE_DATE', startsOn: startsOn ?? null, dueOn };
  const inOrder = [...(periods ?? [])].sort((a, b) => compare(a.startsOn, b.startsOn));
  return { kind: 'CHECK_INS', periods: inOrder };
}

/** An all-year task has no due day to move: there a change is one of words alone. */
export function movedTo(dueOn: string | null, schedule: Schedule): Schedule {
  return dueOn === null || schedule.kind === 'CHECK_INS' ? schedule : { ...schedule, dueOn };
}

/** A day that would be dropped is not taken. */
export function refuseDay(dueOn: string | null, schedule: Schedule): Refusal | null {
  return dueOn !== null && schedule.kind === 'CHECK_INS' ? refuse('TASK_HAS_NO_DUE_DAY', { dueOn }) : null;
}

export function refuseSchedule(schedule: Schedule): Refusal | null {
  if (schedule.kind === 'DUE_DATE') {
    const { startsOn, dueOn } = schedule;
    return startsOn !== null && dueOn < startsOn ? refuse('DUE_BEFORE_START', { startsOn, dueOn }) : null;
  }
  const backwards = schedule.periods.find(({ startsOn, endsOn }) => endsOn < startsOn);
  if (backwards !== undefined) {
    return refuse('DUE_BEFORE_START', { startsOn: backwards.startsOn, dueOn: backwards.endsOn });
  }
  const overlapping = schedule.periods.find((period, index) =>
    overlapsEarlier(schedule.periods, period, index),
  );
  return overlapping === undefined ? null : refuse('PERIODS_OVERLAP', { periodId: overlapping.periodId });
}

/** Periods stand in order; one overlaps when it starts within the one before, or takes an earlier one's id. */
function overlapsEarlier(periods: readonly CheckInPeriod[], period: CheckInPeriod, index: number): boolean {
  const before = periods[index - 1];
  if (before !== undefined && period.startsOn <= before.endsOn) return true;
  return periods.slice(0, index).some((earlier) => earlier.periodId === period.periodId);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The last day of the work; null for all-year tasks. */
export function dueOnOf(schedule: Schedule): string | null {
  return schedule.kind === 'DUE_DATE' ? schedule.dueOn : null;
}

/** What follows from the task's new schedule: whoever coordinates by the assignment is due with the task. */
export function dueMovedTo(schedule: Schedule, task: Pick<Task, 'schedule' | 'assignment'>): DueMoved {
  const [from, to] = [dueOnOf(task.schedule), dueOnOf(schedule)];
  const coordinatingUnitIds = task.assignment?.coordinators.map(({ unitId }) => unitId) ?? [];
  if (from === null || to === null || from === to || coordinatingUnitIds.length === 0) return null;
  return { from, to, coordinatingUnitIds };
}
