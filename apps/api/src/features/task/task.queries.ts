import type { TASK_STATUSES, TRAFFIC_LIGHTS } from '@songhanh/domain/task';
import { and, arrayContains, asc, count, eq, getTableColumns, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { matching, type TaskFilter, visibleTasks } from './task.filter.ts';
import { leadOf, type SortedRow, type TaskSort, taskOrder } from './task.order.ts';
import { type TaskRow, taskPlanTable, taskTable, taskUnitTable } from './task.tables.ts';
import { lightOn, statusOn } from './task-status.sql.ts';

/** How many tasks of a section (or of none) are in a status and under a light, and the sum of their percents. */
export interface ProgressCount {
  readonly planId: string;
  readonly sectionId: string | null;
  readonly status: (typeof TASK_STATUSES)[number];
  readonly light: (typeof TRAFFIC_LIGHTS)[number];
  readonly tasks: number;
  readonly percentSum: number;
}

/** Rows of tasks as they held at the moment of a request, of those that its viewer may see. */
export function taskQueries({ db }: Database) {
  return {
    byId: (ids: readonly string[], context: RequestContext): Promise<TaskRow[]> =>
      db
        .select()
        .from(taskTable)
        .where(
          and(inArray(taskTable.id, [...ids]), heldAt(taskTable, context.moment), visibleTasks(context)),
        ),

    childrenOf: (parentIds: readonly string[], context: RequestContext): Promise<TaskRow[]> =>
      db
        .select()
        .from(taskTable)
        .where(and(inArray(taskTable.parentTaskId, [...parentIds]), heldAt(taskTable, context.moment)))
        .orderBy(asc(taskTable.codeKey), asc(taskTable.id)),

    withFile: (sha256: string, context: RequestContext): Promise<TaskRow[]> =>
      db
        .select()
        .from(taskTable)
        .where(
          and(
            arrayContains(taskTable.evidenceDigests, [sha256]),
            isNull(taskTable.toPosition),
            visibleTasks(context),
          ),
        ),

    /** One row more than the page, so that it is known whether more follow. */
    async page(filter: TaskFilter, sort: TaskSort | null | undefined, page: Page, context: RequestContext) {
      const where = matching(filter, context);
      const order = taskOrder(sort);
      // What is sorted is narrow; the rows themselves are read for the page alone.
      const select = db
        .select({
          id: taskTable.id,
          fromPosition: taskTable.fromPosition,
          sortValue: sql<string | number>`${order.value}`.as('sort_value'),
        })
        .from(taskTable)
        .$dynamic();
      const keys = (order.byUnit ? select.leftJoin(taskUnitTable, leadOf(context.moment)) : select)
        .where(and(where, order.after(page)))
        .orderBy(...order.orderBy(order.value))
        .limit(page.first + 1)
        .as('page');
      const rows: (TaskRow & SortedRow)[] = await db
        .select({ ...getTableColumns(taskTable), sortValue: keys.sortValue })
        .from(keys)
        .innerJoin(taskTable, and(eq(taskTable.id, keys.id), eq(taskTable.fromPosition, keys.fromPosition)))
        .orderBy(...order.orderBy(keys.sortValue));
      const total = async () =>
        (await db.select({ total: count() }).from(taskTable).where(where))[0]?.total ?? 0;
      return { rows, total, keyOf: order.keyOf };
    },

    /** Most pressing first; what is submitted presses nobody any more, and a split task its children. */
    due(unitId: string | null, untilDay: string, first: number, context: RequestContext): Promise<TaskRow[]> {
      const filter = { leadUnitId: unitId, dueBefore: untilDay, submitted: false };
      return db
        .select()
        .from(taskTable)
        .where(and(matching(filter, context), ne(taskTable.assignment, 'SPLIT')))
        .orderBy(asc(taskTable.dueKey), asc(taskTable.codeKey), asc(taskTable.id))
        .limit(first);
    },

    counts: (filter: TaskFilter, context: RequestContext): Promise<ProgressCount[]> =>
      counted(filter, context, false),
    countsOfPlans: (planIds: readonly string[], context: RequestContext): Promise<ProgressCount[]> =>
      counted({ planIds }, context, true),

    sectionsOf: (planIds: readonly string[], { moment }: RequestContext) =>
      db
        .select({ planId: taskPlanTable.id, sections: taskPlanTable.sections })
        .from(taskPlanTable)
        .where(and(inArray(taskPlanTable.id, [...planIds]), heldAt(taskPlanTable, moment))),
  };

  /** A split task counts through its children only. */
  async function counted(
    { planIds, ...filter }: TaskFilter & { readonly planIds?: readonly string[] },
    context: RequestContext,
    bySection: boolean,
  ): Promise<ProgressCount[]> {
    const { today } = context.moment;
    const own = planIds === undefined ? undefined : inArray(taskTable.planId, [...planIds]);
    const rows = await db
      .select({
        planId: bySection ? taskTable.planId : sql<string>`''`,
        sectionId: bySection ? taskTable.sectionId : sql<string | null>`null`,
        status: statusOn(today).as('status'),
        light: lightOn(today).as('light'),
        tasks: count(),
        percentSum: sql<number>`sum(${taskTable.percent})::integer`,
      })
      .from(taskTable)
      .where(and(matching(filter, context), own, ne(taskTable.assignment, 'SPLIT')))
      .groupBy(sql`1, 2, 3, 4`);
    return rows as ProgressCount[];
  }
}

export type TaskQueries = ReturnType<typeof taskQueries>;
