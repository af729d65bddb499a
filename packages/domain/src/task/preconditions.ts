import { type Refusal, refuse } from '../kernel/index.ts';
import type { Deliverable, Schedule } from './events.ts';
import type { PlanFacts } from './foreign-facts.ts';
import type { Assignment, Task, TaskState } from './state.ts';

/** The task of a lead that may go on: open, assigned and not declined. */
export function taskAtWork(state: TaskState): (Task & { readonly assignment: Assignment }) | Refusal {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'SPLIT') return refuse('TASK_NOT_ASSIGNED');
  if (state.status !== 'OPEN') return refuse(`TASK_${state.status}`);
  const { task } = state;
  if (task.assignment === null) return refuse('TASK_NOT_ASSIGNED');
  if (task.assignment.answer === 'DECLINED') return refuse('TASK_REQUEST_DECLINED');
  return { ...task, assignment: task.assignment };
}

export function assignmentToAnswer(state: TaskState): Assignment | Refusal {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CANCELLED') return refuse('TASK_CANCELLED');
  return state.task.assignment ?? refuse('TASK_NOT_ASSIGNED');
}

/** A lead that declined is no unit of the task any more; whoever coordinates goes on. */
export function hasDeclined(unitId: string | null, { lead, answer }: Assignment): boolean {
  return answer === 'DECLINED' && lead.unitId === unitId;
}

export function openChangeOf(
  state: TaskState,
  changeId: string,
): { readonly proposedDueOn: string | null; readonly task: Task } | Refusal {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CANCELLED') return refuse('TASK_CANCELLED');
  const { task } = state;
  const { openChange } = task;
  if (openChange?.changeId !== changeId) return refuse('CHANGE_NOT_REQUESTED', { changeId });
  return { proposedDueOn: openChange.proposedDueOn, task };
}

/** Nobody can be given time until a day that is over; the business day itself is not. */
export function refusePassed(proposedDueOn: string | null, today: string): Refusal | null {
  if (proposedDueOn === null || proposedDueOn >= today) return null;
  return refuse('DUE_ALREADY_PASSED', { proposedDueOn, today });
}

export function refuseUnanswered({ lead, answer }: Assignment): Refusal | null {
  return lead.mode === 'REQUEST' && answer === 'AWAITING' ? refuse('TASK_REQUEST_UNANSWERED') : null;
}

export function refusePeriod(periodId: string | null, schedule: Schedule, today: string): Refusal | null {
  if (schedule.kind === 'DUE_DATE')
    return periodId === null ? null : refuse('PERIOD_NOT_IN_TASK', { periodId });
  if (periodId === null) return refuse('PERIOD_NEEDED');
  const period = schedule.periods.find((one) => one.periodId === periodId);
  if (period === undefined) return refuse('PERIOD_NOT_IN_TASK', { periodId });
  const { startsOn } = period;
  return startsOn <= today ? null : refuse('PERIOD_NOT_BEGUN', { startsOn, today });
}

export function refusePeople(people: object | null, countsPeople: boolean): Refusal | null {
  if (countsPeople) return people === null ? refuse('PEOPLE_NEEDED') : null;
  return people === null ? null : refuse('PEOPLE_NOT_COUNTED');
}

export function refuseSection(sectionId: string | null, plan: PlanFacts | null): Refusal | null {
  if (sectionId === null || plan?.sectionIds.includes(sectionId)) return null;
  return refuse('SECTION_NOT_IN_PLAN', { sectionId });
}

export function refuseDroppedDeliverable(task: Task, deliverables: readonly Deliverable[]): Refusal | null {
  const kept = new Set(deliverables.map(({ deliverableId }) => deliverableId));
  const dropped = task.evidence.find(
    ({ deliverableId, withdrawn }) => !withdrawn && deliverableId !== null && !kept.has(deliverableId),
  );
  if (dropped?.deliverableId == null) return null;
  return refuse('DELIVERABLE_HAS_EVIDENCE', { deliverableId: dropped.deliverableId });
}
