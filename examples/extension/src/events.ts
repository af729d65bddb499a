import { defineEvent, type EventOf, fields } from '@songhanh/domain/kernel';
import { z } from 'zod';

const { id, text } = fields;

/** The storage format: never renamed; a new shape is a new version with an upcaster. */
export const taskNoteWritten = defineEvent({
  type: 'TaskNoteWritten',
  description: 'Somebody wrote a note on a task.',
  schema: z.object({ noteId: id, taskId: id, text }),
});

export type TaskNoteEvent = EventOf<typeof taskNoteWritten>;
