import { cancelTask, declineTaskRequest, refuseTaskChange, returnTask } from '../task-commands.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { TaskDialogProps } from './task-dialog.ts';

export function DeclineDialog({ task, onClose }: TaskDialogProps) {
  const rest = { taskId: task.id };
  return (
    <ReasonDialog
      name="declineTaskRequest"
      subject={task.id}
      document={declineTaskRequest}
      rest={rest}
      onClose={onClose}
    />
  );
}

export function ReturnDialog({ task, onClose }: TaskDialogProps) {
  const rest = { taskId: task.id };
  return (
    <ReasonDialog name="returnTask" subject={task.id} document={returnTask} rest={rest} onClose={onClose} />
  );
}

export function CancelDialog({ task, onClose }: TaskDialogProps) {
  const rest = { taskId: task.id };
  return (
    <ReasonDialog name="cancelTask" subject={task.id} document={cancelTask} rest={rest} onClose={onClose} />
  );
}

export function RefuseChangeDialog({ task, onClose }: TaskDialogProps) {
  const changeId = task.openChange?.id;
  if (changeId === undefined) return null;
  const rest = { taskId: task.id, changeId };
  return (
    <ReasonDialog
      name="refuseTaskChange"
      subject={changeId}
      document={refuseTaskChange}
      rest={rest}
      onClose={onClose}
    />
  );
}
