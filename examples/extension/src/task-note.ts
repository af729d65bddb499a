import { type Decision, factOf, type Noun, refuse } from '@songhanh/domain/kernel';
import { type TaskNoteCommand, writeTaskNote } from './commands.ts';
import { type TaskNoteEvent, taskNoteWritten } from './events.ts';

export type TaskNoteState =
  | { readonly status: 'NONE' }
  | { readonly status: 'WRITTEN'; readonly taskId: string };

/** The noun: one stream a note, `taskNote-<noteId>`. */
export const taskNote: Noun<TaskNoteState, TaskNoteEvent, TaskNoteCommand> = {
  name: 'taskNote',
  events: [taskNoteWritten],
  commands: [writeTaskNote],
  initialState: { status: 'NONE' },
  evolve: (_state, { data }) => ({ status: 'WRITTEN', taskId: data.taskId }),
  decide({ input }, state, { facts }): Decision<TaskNoteEvent> {
    if (state.status === 'WRITTEN') return refuse('NOTE_ALREADY_WRITTEN');
    if (factOf(facts, 'task', input.taskId) === null) return refuse('TASK_NOT_FOUND');
    return [{ type: 'TaskNoteWritten', data: input }];
  },
  policy: {
    WriteTaskNote: (_command, _state, { actor }) =>
      actor.role === 'AUDITOR' ? refuse('AUDITOR_CHANGES_NOTHING') : null,
  },
  factsNeeded: ({ input }) => [{ noun: 'task', id: input.taskId }],
  facts: (state) => (state.status === 'NONE' ? null : { taskId: state.taskId }),
};
