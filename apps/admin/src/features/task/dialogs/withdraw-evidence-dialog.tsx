import { withdrawEvidence } from '../task-commands.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { TaskDialogProps } from './task-dialog.ts';

export function WithdrawEvidenceDialog({
  task,
  evidenceId,
  onClose,
}: TaskDialogProps & { evidenceId: string }) {
  const rest = { taskId: task.id, evidenceId };
  return (
    <ReasonDialog
      name="withdrawEvidence"
      subject={evidenceId}
      document={withdrawEvidence}
      rest={rest}
      onClose={onClose}
    />
  );
}
