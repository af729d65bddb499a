import type { TaskDetail } from '../task-detail-operations.ts';

/** What every dialog of a task is given. */
export interface TaskDialogProps {
  readonly task: TaskDetail;
  readonly onClose: () => void;
}

/** Where a dialog keeps what was typed: under its command and what that is about. */
export function draftKeyOf(command: string, task: TaskDetail): string {
  const isOfChange = command === 'grantTaskChange' || command === 'refuseTaskChange';
  return `${command}/${isOfChange ? task.openChange?.id : task.id}`;
}

/** The rule of the schema for every reason. */
const reasonCharactersMin = 3;

export function reasonFault(reason: string, words: string): string | undefined {
  return reason.trim().length < reasonCharactersMin ? words : undefined;
}

/** Empty fields are left out of an input. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
