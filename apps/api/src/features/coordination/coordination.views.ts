import { waitingSince } from './coordination.projection.ts';
import type { CoordinationOfTask, WaitingEdge, WaitingItem } from './coordination.queries.ts';

/** A coordination as the schema shows it. */
export function coordinationView({ taskClosed, ...row }: CoordinationOfTask) {
  const { taskId, leadUnitId, unitId, status, openChange, ...coordination } = row;
  return {
    ...coordination,
    openChange,
    taskId,
    task: { id: taskId },
    leadUnit: { id: leadUnitId },
    unit: { id: unitId },
    state: openChange === null ? status : 'CHANGE_PROPOSED',
    waitingSince: taskClosed ? null : waitingSince(row),
  };
}

export type CoordinationView = ReturnType<typeof coordinationView>;

export function inboxItemView({ id, kind, since, dueOn, ...item }: WaitingItem) {
  const { taskId, coordinationId, actingUnitId, waitingUnitId } = item;
  return {
    ...{ id, kind, since, dueOn },
    task: { id: taskId },
    coordination: coordinationId === null ? null : { id: coordinationId },
    actingUnit: { id: actingUnitId },
    waitingUnit: { id: waitingUnitId },
  };
}

export function waitingEdgeView({ waitingUnitId, actingUnitId, count, oldestSince }: WaitingEdge) {
  return { waitingUnit: { id: waitingUnitId }, actingUnit: { id: actingUnitId }, count, oldestSince };
}
