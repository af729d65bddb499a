import type { FollowUp, Reaction } from '../kernel/index.ts';
import type { TaskEvent } from './events.ts';

type SplitData = Extract<TaskEvent, { type: 'TaskSplit' }>['data'];
type CancelledData = Extract<TaskEvent, { type: 'TaskCancelled' }>['data'];

/** One child task per unit of the group that leads. */
export const splitMakesChildren: Reaction = {
  name: 'task split makes children',
  on: ['TaskSplit'],
  react: (event) => childrenOf(event.data as SplitData),
};

/** A cancelled parent takes along what its units have not finished. */
export const cancelledParentCancelsChildren: Reaction = {
  name: 'cancelled parent cancels children',
  on: ['TaskCancelled'],
  react: (event) => cancelledChildren(event.data as CancelledData),
};

function childrenOf(data: SplitData): FollowUp[] {
  const { planId, sectionId, title, titleEnglish, deliverables, countsPeople, illustrative } = data;
  return data.children.map((child) => ({
    key: child.taskId,
    command: {
      name: 'AddChildTask',
      input: {
        taskId: child.taskId,
        parentTaskId: data.taskId,
        planId,
        sectionId,
        code: child.code,
        title,
        titleEnglish,
        schedule: scheduleInputOf(data.schedule),
        deliverables,
        countsPeople,
        illustrative,
        lead: child.lead,
        coordinators: data.coordinators.filter(({ unitId }) => unitId !== child.lead.unitId),
        coordinationScope: data.coordinationScope,
      },
    },
  }));
}

function cancelledChildren({ childTaskIds, reason }: CancelledData): FollowUp[] {
  return childTaskIds.map((taskId) => ({
    key: taskId,
    command: { name: 'CancelTask', input: { taskId, reason } },
  }));
}

function scheduleInputOf(schedule: SplitData['schedule']): object {
  if (schedule.kind === 'CHECK_INS') return { periods: schedule.periods };
  return { startsOn: schedule.startsOn, dueOn: schedule.dueOn };
}
