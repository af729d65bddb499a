import type { ExtensionKit, ExtensionPlatform, RequestContext, ResolverMap } from '@songhanh/api/extension';
import { and, desc, inArray } from 'drizzle-orm';
import type { TaskNoteRow, TaskNoteTable } from './read-model.ts';

/** Foreign nouns are returned as `{ id }`: their own features fill them, in one batch a request. */
export function taskNoteResolvers(
  { heldAt, batched }: ExtensionKit,
  { database, references }: ExtensionPlatform,
  table: TaskNoteTable,
): ResolverMap {
  const notesWhere =
    (column: 'id' | 'taskId') =>
    async (ids: readonly string[], { moment }: RequestContext) => {
      const held = heldAt(table, moment);
      const rows = await database.db
        .select()
        .from(table)
        .where(and(inArray(table[column], [...ids]), held))
        .orderBy(desc(table.writtenAt), desc(table.id));
      return rows.map(view);
    };
  const byId = notesWhere('id');
  const byTask = notesWhere('taskId');
  /** Who may not see a task sees no note on it either: the task's own feature says so. */
  const isSeen = async (taskId: string, context: RequestContext) =>
    (await references.load('Task', taskId, context)) !== null;
  references.register('TaskNote', async (ids, context) => {
    const notes = await byId(ids, context);
    const seen = await Promise.all(notes.map(({ task }) => isSeen(task.id, context)));
    const shown = new Map(notes.filter((_note, place) => seen[place]).map((note) => [note.id, note]));
    return ids.map((id) => shown.get(id) ?? null);
  });
  const notesOfTask = batched('notes of tasks', async (ids, context) => {
    const notes = await byTask(ids, context);
    return ids.map((id) => notes.filter(({ task }) => task.id === id));
  });
  return {
    Query: {
      taskNotes: async (_source, { taskId }, context) =>
        (await isSeen(taskId, context)) ? notesOfTask(taskId, context) : [],
    },
    Task: { notes: ({ id }, _arguments, context) => notesOfTask(id, context) },
  };
}

function view({ id, taskId, text, writtenAt, unitId }: TaskNoteRow) {
  return { id, text, writtenAt, task: { id: taskId }, unit: unitId === null ? null : { id: unitId } };
}
