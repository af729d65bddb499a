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
