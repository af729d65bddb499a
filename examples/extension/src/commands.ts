import { type CommandOf, defineCommand, fields } from '@songhanh/domain/kernel';
import { z } from 'zod';

const { id, text } = fields;

/**
 * Requirements:
 * - the task exists; a note is written once
 * - by planners and by the units of the task, by no auditor
 */
export const writeTaskNote = defineCommand({
  name: 'WriteTaskNote',
  description: 'Write a note on a task.',
  schema: z.object({ noteId: id, taskId: id, text }),
  streamId: ({ noteId }) => noteId,
  refusals: ['TASK_NOT_FOUND', 'NOTE_ALREADY_WRITTEN'],
});

export type TaskNoteCommand = CommandOf<typeof writeTaskNote>;
