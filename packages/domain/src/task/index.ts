import type { Noun } from '../kernel/index.ts';
import { type TaskCommand, taskCommands } from './commands.ts';
import { decide } from './decide.ts';
import { type TaskEvent, taskEvents } from './events.ts';
import { facts } from './facts.ts';
import { factsNeeded } from './foreign-facts.ts';
import { policy } from './policy.ts';
import { evolve, initialState, type TaskState } from './state.ts';

export { type TaskCommand, taskCommands } from './commands.ts';
export {
  type Assignee,
  type AssignmentMode,
  type CheckInPeriod,
  type Deliverable,
  type Schedule,
  type TaskEvent,
  taskEvents,
} from './events.ts';
export type { TaskFacts } from './facts.ts';
export { childTaskIdOf } from './ids.ts';
export { cancelledParentCancelsChildren, splitMakesChildren } from './reactions.ts';
export type { Answer, Assignment, Task, TaskState } from './state.ts';
export {
  amberDaysMax,
  daysBetween,
  lastDueOn,
  nextDueOn,
  TASK_STATUSES,
  type TaskStatus,
  type TaskStatusFacts,
  TRAFFIC_LIGHTS,
  type TrafficLight,
  taskStatus,
  trafficLight,
} from './status.ts';

export const task: Noun<TaskState, TaskEvent, TaskCommand> = {
  name: 'task',
  initialState,
  evolve,
  decide,
  events: taskEvents,
  commands: taskCommands,
  policy,
  factsNeeded,
  facts,
};
