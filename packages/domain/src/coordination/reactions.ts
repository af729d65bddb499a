import type { FollowUp, Reaction } from '../kernel/index.ts';
import type { TaskEvent } from '../task/events.ts';
import type { CoordinationCommand } from './commands.ts';
import { coordinationIdOf } from './ids.ts';

type TaskEventOf<Type extends TaskEvent['type']> = Extract<TaskEvent, { type: Type }>['data'];

/** An assignment opens one coordination with each unit that it names, and withdraws those it drops. */
const assignmentOpensCoordinations: Reaction = {
  name: 'assignment opens coordinations',
  on: ['TaskAssigned'],
  react(event) {
    const assignment = event.data as TaskEventOf<'TaskAssigned'>;
    return [
      ...withdrawals(assignment.taskId, assignment.releasedUnitIds, releasedReason),
      ...openings(assignment),
    ];
  },
};

/** A task split among the units of a group is worked on in its children, which open their own. */
const splitWithdrawsCoordinations: Reaction = {
  name: 'split task withdraws coordinations',
  on: ['TaskSplit'],
  react(event) {
    const { taskId, releasedUnitIds } = event.data as TaskEventOf<'TaskSplit'>;
    return withdrawals(taskId, releasedUnitIds, releasedReason);
  },
};

/** A cancelled task takes its coordinations with it. */
const cancelledTaskWithdrawsCoordinations: Reaction = {
  name: 'cancelled task withdraws coordinations',
  on: ['TaskCancelled'],
  react(event) {
    const { taskId, releasedUnitIds, reason } = event.data as TaskEventOf<'TaskCancelled'>;
    return withdrawals(taskId, releasedUnitIds, reason);
  },
};

/** Who coordinates by the assignment is due with the task. */
const movedTaskReschedulesCoordinations: Reaction = {
  name: 'moved task reschedules coordinations',
  on: ['TaskDetailsChanged', 'TaskChangeGranted'],
  react(event) {
    const { taskId, dueMoved } = event.data as TaskEventOf<'TaskDetailsChanged' | 'TaskChangeGranted'>;
    if (dueMoved === null) return [];
    const { from: formerDueOn, to: dueOn, coordinatingUnitIds } = dueMoved;
    return coordinatingUnitIds.map((unitId) => {
      const input = { coordinationId: coordinationIdOf(taskId, unitId), formerDueOn, dueOn };
      return followUp(`reschedule-${unitId}`, { name: 'RescheduleCoordination', input });
    });
  },
};

export const coordinationReactions: readonly Reaction[] = [
  assignmentOpensCoordinations,
  splitWithdrawsCoordinations,
  cancelledTaskWithdrawsCoordinations,
  movedTaskReschedulesCoordinations,
];

/** Stands in the record beside what people wrote, hence in Vietnamese. */
const releasedReason = 'Đơn vị không còn phối hợp theo phân công mới.';

function openings(assignment: TaskEventOf<'TaskAssigned'>): FollowUp[] {
  const { taskId, planId, lead, coordinators, coordinationScope: scope, dueOn } = assignment;
  return coordinators.map(({ unitId, mode }) => {
    const coordinationId = coordinationIdOf(taskId, unitId);
    const input = { coordinationId, taskId, planId, leadUnitId: lead.unitId, unitId, mode, scope, dueOn };
    return followUp(`open-${unitId}`, { name: 'OpenCoordination', input });
  });
}

function withdrawals(taskId: string, unitIds: readonly string[], reason: string): FollowUp[] {
  return unitIds.map((unitId) => {
    const input = { coordinationId: coordinationIdOf(taskId, unitId), reason };
    return followUp(`withdraw-${unitId}`, { name: 'WithdrawCoordination', input });
  });
}

function followUp(key: string, command: CoordinationCommand): FollowUp {
  return { key, command };
}
