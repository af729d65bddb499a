import { and, eq, inArray, ne, notInArray, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { taskPlanTable, taskTable } from './task.tables.ts';

/**
 * Tasks of plans that were issued are for everybody signed in; those of drafts for planners, auditors and the
 * unit that drafts. `planId` is the column that names the plan.
 */
export async function visibleTasks(
  db: Database['db'],
  context: RequestContext,
  planId: PgColumn = taskTable.planId,
): Promise<SQL | undefined> {
  const drafts = await hiddenDrafts(db, context);
  return drafts.length === 0 ? undefined : notInArray(planId, [...drafts]);
}

/** The tasks that `visibleTasks` leaves out; null when it leaves out none. */
export async function hiddenTasks(db: Database['db'], context: RequestContext): Promise<SQL | null> {
  const drafts = await hiddenDrafts(db, context);
  return drafts.length === 0 ? null : inArray(taskTable.planId, [...drafts]);
}

/** The plans whose tasks the viewer must not see: few at any moment, and mostly none. Read once a request. */
function hiddenDrafts(db: Database['db'], context: RequestContext): Promise<readonly string[]> {
  return context.once('hidden drafts', async () => {
    const { viewer, moment } = context;
    const role = viewer?.actor.role;
    if (role === 'PLANNER' || role === 'AUDITOR') return [];
    const { id, issued, draftingUnitId } = taskPlanTable;
    const notOurs = viewer?.unitId == null ? undefined : ne(draftingUnitId, viewer.unitId);
    const where = and(heldAt(taskPlanTable, moment), eq(issued, false), notOurs);
    return (await db.select({ id }).from(taskPlanTable).where(where)).map((plan) => plan.id);
  });
}
