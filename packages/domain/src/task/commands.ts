import type { CommandOf } from '../kernel/index.ts';
import {
  addChildTask,
  addTask,
  assignTask,
  cancelTask,
  changeTaskDetails,
  confirmTask,
  grantTaskChange,
  refuseTaskChange,
  returnTask,
} from './planner-commands.ts';
import {
  acceptTaskRequest,
  acknowledgeTask,
  attachEvidence,
  checkIn,
  declineTaskRequest,
  requestTaskChange,
  submitTask,
  withdrawEvidence,
} from './unit-commands.ts';

export const taskCommands = [
  addTask,
  addChildTask,
  changeTaskDetails,
  assignTask,
  acknowledgeTask,
  acceptTaskRequest,
  declineTaskRequest,
  requestTaskChange,
  grantTaskChange,
  refuseTaskChange,
  checkIn,
  attachEvidence,
  withdrawEvidence,
  submitTask,
  confirmTask,
  returnTask,
  cancelTask,
] as const;

export type TaskCommand = CommandOf<(typeof taskCommands)[number]>;
