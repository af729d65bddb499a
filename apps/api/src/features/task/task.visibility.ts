import { and, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { taskPlanTable, taskTable } from './task.tables.ts';

/**
 * Tasks of plans that were issued are for everybody signed in; those of drafts for planners, auditors and the
 * unit that drafts. `planId` is the column that names the plan.
 */
export function visibleTasks(context: RequestContext, planId: PgColumn = taskTable.planId): SQL | undefined {
  const drafts = hiddenDrafts(context);
  return drafts === null ? undefined : sql`${planId} not in (${drafts})`;
}

/** Selects the ids of the plans whose tasks the viewer must not see; null when there are none by right. */
export function hiddenDrafts({ viewer, moment }: RequestContext): SQL | null {
  const role = viewer?.actor.role;
  if (role === 'PLANNER' || role === 'AUDITOR') return null;
  const { id, issued, draftingUnitId } = taskPlanTable;
  const notOurs = viewer?.unitId == null ? undefined : ne(draftingUnitId, viewer.unitId);
  return sql`select ${id} from ${taskPlanTable} where ${and(heldAt(taskPlanTable, moment), eq(issued, false), notOurs)}`;
}
