import { and, arrayContains, asc, eq, getTableColumns, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { isSearch } from '../../platform/text/vietnamese.ts';
import { matching, matchingWords, type TaskFilter } from './task.filter.ts';
import { leadOf, type SortedRow, type TaskSort, taskOrder } from './task.order.ts';
import { type TaskRow, taskTable, taskUnitTable, taskWordsTable } from './task.tables.ts';
import type { TaskTally } from './task.tally.ts';
import { visibleTasks } from './task.visibility.ts';

/** Rows of tasks as they held at the moment of a request, of those that its viewer may see. */
export function taskQueries({ db }: Database, tally: TaskTally) {
  return {
    byId: async (ids: readonly string[], context: RequestContext): Promise<TaskRow[]> =>
      db
        .select()
        .from(taskTable)
        .where(
          and(
            inArray(taskTable.id, [...ids]),
            heldAt(taskTable, context.moment),
            await visibleTasks(db, context),
          ),
        ),

    childrenOf: (parentIds: readonly string[], context: RequestContext): Promise<TaskRow[]> =>
      db
        .select()
        .from(taskTable)
        .where(and(inArray(taskTable.parentTaskId, [...parentIds]), heldAt(taskTable, context.moment)))
        .orderBy(asc(taskTable.codeKey), asc(taskTable.id)),

    /** One row more than the page, so that it is known whether more follow. */
    async page(filter: TaskFilter, sort: TaskSort | null | undefined, page: Page, context: RequestContext) {
      const { moment } = context;
      const withWords = isSearch(filter.search) || readsPastByWords(filter, sort, context);
      const order = taskOrder(sort, withWords);
      // What is sorted is narrow; the rows themselves are read for the page alone.
      const select = db
        .select({
          id: taskTable.id,
          fromPosition: taskTable.fromPosition,
          sortValue: sql<string | number>`${order.value}`.as('sort_value'),
        })
        .from(taskTable)
        .$dynamic();
      if (order.byUnit) select.leftJoin(taskUnitTable, leadOf(moment));
      if (withWords) select.innerJoin(taskWordsTable, eq(taskWordsTable.id, taskTable.id));
      const words = withWords ? matchingWords(filter.search, moment) : undefined;
      const keys = select
        .where(and(await matching(db, filter, context, tally), words, order.after(page)))
        .orderBy(...order.orderBy)
        .limit(page.first + 1)
        .as('page');
      const rows: (TaskRow & SortedRow)[] = await db
        .select({ ...getTableColumns(taskTable), sortValue: keys.sortValue })
        .from(keys)
        .innerJoin(taskTable, and(eq(taskTable.id, keys.id), eq(taskTable.fromPosition, keys.fromPosition)))
        .orderBy(...order.orderRowsBy(keys.sortValue));
      return { rows, keyOf: order.keyOf };
    },

    /** Most pressing first; what is submitted presses nobody any more, and a split task its children. */
    async due(
      unitId: string | null,
      untilDay: string,
      first: number,
      context: RequestContext,
    ): Promise<TaskRow[]> {
      const filter = { leadUnitId: unitId, dueBefore: untilDay, submitted: false, issued: true };
      return db
        .select()
        .from(taskTable)
        .where(and(await matching(db, filter, context, tally), ne(taskTable.assignment, 'SPLIT')))
        .orderBy(asc(taskTable.dueKey), asc(taskTable.codeKey), asc(taskTable.id))
        .limit(first);
    },
  };
}

export type TaskQueries = ReturnType<typeof taskQueries>;

/** The past has no index of tasks by code or title: their words, which hardly change, are read in that order. */
function readsPastByWords(
  { planId, parentTaskId, leadUnitId }: TaskFilter,
  sort: TaskSort | null | undefined,
  { moment }: RequestContext,
): boolean {
  const isNarrow = planId != null || parentTaskId != null || leadUnitId != null;
  const field = sort?.field ?? 'CODE';
  return moment.position !== null && !isNarrow && (field === 'CODE' || field === 'TITLE');
}

/** Tasks that hold a file now. */
export async function tasksWithFile(
  { db }: Database,
  sha256: string,
  context: RequestContext,
): Promise<TaskRow[]> {
  return db
    .select()
    .from(taskTable)
    .where(
      and(
        arrayContains(taskTable.evidenceDigests, [sha256]),
        isNull(taskTable.toPosition),
        await visibleTasks(db, context),
      ),
    );
}
