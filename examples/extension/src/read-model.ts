import type { ExtensionKit } from '@songhanh/api/extension';
import type { Projection } from '@songhanh/domain/kernel';
import { index, text } from 'drizzle-orm/pg-core';
import type { TaskNoteEvent } from './events.ts';

/** A note as it stands in its table. */
export interface TaskNoteRow {
  readonly id: string;
  readonly taskId: string;
  readonly text: string;
  readonly writtenAt: string;
  readonly unitId: string | null;
}

export const taskNoteProjection: Projection<TaskNoteRow> = {
  name: 'taskNote',
  version: 1,
  ignores: [],
  on: {
    TaskNoteWritten: {
      keys: ({ event }) => [(event as TaskNoteEvent).data.noteId],
      fold(_row, { event, metadata }, id) {
        const { taskId, text: words } = (event as TaskNoteEvent).data;
        return { id, taskId, text: words, writtenAt: metadata.recordedAt, unitId: metadata.actor.unitId };
      },
    },
  },
};

export function taskNoteTable({ versionedTable, current }: ExtensionKit) {
  return versionedTable(
    'task_note',
    {
      taskId: text('task_id').notNull(),
      text: text('text').notNull(),
      writtenAt: text('written_at').notNull(),
      unitId: text('unit_id'),
    },
    (t) => [index('task').on(t.taskId, t.writtenAt).where(current)],
  );
}

export type TaskNoteTable = ReturnType<typeof taskNoteTable>;
