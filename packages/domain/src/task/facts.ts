import type { TaskState } from './state.ts';

/** What other nouns may know of a task. */
export interface TaskFacts {
  readonly taskId: string;
  readonly planId: string;
  readonly assigned: boolean;
  readonly leadUnitId: string | null;
  /** Named by the assignment; units invited later stand in their own coordinations. */
  readonly coordinatingUnitIds: readonly string[];
  /** Assigned, not declined, and neither submitted, confirmed, cancelled nor split. */
  readonly underWay: boolean;
  /** The due day; null for all-year tasks. */
  readonly dueOn: string | null;
}

export function facts(state: TaskState): TaskFacts | null {
  if (state.status === 'NONE') return null;
  const { taskId, planId, assignment, schedule } = state.task;
  return {
    taskId,
    planId,
    assigned: assignment !== null,
    leadUnitId: assignment?.lead.unitId ?? null,
    coordinatingUnitIds: assignment?.coordinators.map((coordinator) => coordinator.unitId) ?? [],
    underWay: state.status === 'OPEN' && assignment !== null && assignment.answer !== 'DECLINED',
    dueOn: schedule.kind === 'DUE_DATE' ? schedule.dueOn : null,
  };
}
