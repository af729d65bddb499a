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
  withdrawTaskChange,
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
  withdrawTaskChange,
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
