import type { Projection } from '@songhanh/domain/kernel';
import type { TaskEvent } from '@songhanh/domain/task';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { searchable } from '../../platform/text/vietnamese.ts';
import { titled } from './task.row.ts';
import { type TaskWordsRow, taskWordsTable } from './task.tables.ts';

const taskWordsProjection: Projection<TaskWordsRow> = {
  name: 'taskWords',
  version: 1,
  ignores: [
    'TaskAssigned',
    'TaskSplit',
    'TaskAcknowledged',
    'TaskRequestAccepted',
    'TaskRequestDeclined',
    'TaskChangeRequested',
    'TaskChangeGranted',
    'TaskChangeRefused',
    'TaskChangeWithdrawn',
    'CheckInRecorded',
    'EvidenceAttached',
    'EvidenceWithdrawn',
    'TaskSubmitted',
    'TaskConfirmed',
    'TaskReturned',
    'TaskCancelled',
  ],
  on: handlers<TaskEvent, TaskWordsRow>(({ taskId }) => taskId, {
    TaskAdded: (_row, { taskId, planId, ...words }) => ({ id: taskId, planId, ...wordsOf(words) }),
    TaskDetailsChanged: (row, words) => row && { ...row, ...wordsOf({ ...words, code: row.code }) },
  }),
};

export const taskWordsReadModel = defineReadModel({ projection: taskWordsProjection, table: taskWordsTable });

function wordsOf(task: {
  readonly code: string;
  readonly title: string;
  readonly titleEnglish: string | null;
}): Pick<TaskWordsRow, 'code' | 'words' | 'codeKey' | 'titleKey'> {
  const { code, title, titleEnglish } = task;
  return { code, words: vectorOf(searchable(code, title, titleEnglish)), ...titled(task) };
}

/** As the database prints a vector: each word once, in order, quoted. It refuses longer words than 2 kB. */
function vectorOf(text: string): string {
  const words = text.split(' ').map((word) => word.slice(0, wordCharactersMax));
  return [...new Set(words.filter(Boolean))]
    .sort()
    .map((word) => `'${word}'`)
    .join(' ');
}

const wordCharactersMax = 200;
