/** In the order in which screens list them: what presses first. */
export const TASK_STATUSES = [
  'OVERDUE',
  'IN_PROGRESS',
  'NOT_DUE',
  'DONE_ON_TIME',
  'DONE_LATE',
  'CANCELLED',
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const LIGHTS = ['RED', 'AMBER', 'GREEN', 'NONE'] as const;
export type Light = (typeof LIGHTS)[number];

/**
 * For the address of the task list: every answer but SPLIT. A split task is counted through its children, so
 * this lists exactly what a count has counted.
 */
export const COUNTED_ANSWERS = 'UNASSIGNED,AWAITING_ANSWER,ACKNOWLEDGED,ACCEPTED,DECLINED';

/** Neither confirmed nor cancelled. */
const unfinished: ReadonlySet<string> = new Set<TaskStatus>(['OVERDUE', 'IN_PROGRESS', 'NOT_DUE']);

/** Confirmed or cancelled. */
export function isOver(status: TaskStatus): boolean {
  return !unfinished.has(status);
}

/** How many of the tasks counted by status still want to be finished. */
export function unfinishedTasks(
  byStatus: readonly { readonly status: string; readonly count: number }[],
): number {
  return byStatus.reduce((sum, { status, count }) => (unfinished.has(status) ? sum + count : sum), 0);
}
