import { and, eq, inArray, notInArray, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { taskPlanTable, taskTable } from './task.tables.ts';

/** Which tasks are meant: of issued plans (true), of drafts (false), or of both. */
type Issued = boolean | null | undefined;

/**
 * Tasks of plans that were issued are for everybody signed in; those of drafts for planners, auditors and the
 * unit that drafts. `planId` is the column that names the plan.
 */
export async function visibleTasks(
  db: Database['db'],
  context: RequestContext,
  { planId = taskTable.planId, issued }: { readonly planId?: PgColumn; readonly issued?: Issued } = {},
): Promise<SQL | undefined> {
  const hidden = await leftOut(db, context, issued);
  const visible = hidden.length === 0 ? undefined : notInArray(planId, [...hidden]);
  if (issued !== false) return visible;
  return and(visible, inArray(planId, await draftIds(db, context)));
}

/** The tasks that `visibleTasks` leaves out; null when it leaves out none. */
export async function hiddenTasks(
  db: Database['db'],
  context: RequestContext,
  issued: Issued,
): Promise<SQL | null> {
  const hidden = await leftOut(db, context, issued);
  return hidden.length === 0 ? null : inArray(taskTable.planId, [...hidden]);
}

async function leftOut(
  db: Database['db'],
  context: RequestContext,
  issued: Issued,
): Promise<readonly string[]> {
  return issued === true ? draftIds(db, context) : hiddenDrafts(db, context);
}

/** The plans whose tasks the viewer must not see. */
async function hiddenDrafts(db: Database['db'], context: RequestContext): Promise<readonly string[]> {
  const { viewer } = context;
  const role = viewer?.actor.role;
  if (role === 'PLANNER' || role === 'AUDITOR') return [];
  const hidden = (await drafts(db, context)).filter(
    ({ draftingUnitId }) => draftingUnitId !== viewer?.unitId,
  );
  return hidden.map(({ id }) => id);
}

async function draftIds(db: Database['db'], context: RequestContext): Promise<string[]> {
  return (await drafts(db, context)).map(({ id }) => id);
}

/** The plans that were not issued at the moment: few, and mostly none. Read once a request. */
function drafts(db: Database['db'], context: RequestContext) {
  return context.once('drafts', () => {
    const { id, issued, draftingUnitId } = taskPlanTable;
    const where = and(heldAt(taskPlanTable, context.moment), eq(issued, false));
    return db.select({ id, draftingUnitId }).from(taskPlanTable).where(where);
  });
}
