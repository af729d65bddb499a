import { type Actor, type Decision, factOf, type Noun, refuse } from '@songhanh/domain/kernel';
import { type TaskNoteCommand, writeTaskNote } from './commands.ts';
import { type TaskNoteEvent, taskNoteWritten } from './events.ts';

export type TaskNoteState =
  | { readonly status: 'NONE' }
  | { readonly status: 'WRITTEN'; readonly taskId: string };

/** What a note must know of its task; the task's own facts hold more. */
interface TaskFacts {
  readonly leadUnitId: string | null;
  readonly coordinatingUnitIds: readonly string[];
}

/** Planners, and the units that the task was given to. */
function worksOn({ leadUnitId, coordinatingUnitIds }: TaskFacts, { role, unitId }: Actor): boolean {
  if (role === 'PLANNER') return true;
  return unitId !== null && [leadUnitId, ...coordinatingUnitIds].includes(unitId);
}

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
    WriteTaskNote: ({ input }, _state, { actor, facts }) => {
      if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
      const task = factOf<TaskFacts>(facts, 'task', input.taskId);
      return task === null || worksOn(task, actor) ? null : refuse('NOT_A_UNIT_OF_THE_TASK');
    },
  },
  factsNeeded: ({ input }) => [{ noun: 'task', id: input.taskId }],
  facts: (state) => (state.status === 'NONE' ? null : { taskId: state.taskId }),
};
