import type { PlanStatus } from '@songhanh/domain/plan';
import { and, arrayOverlaps, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { type PlanRow, planTable } from './plan.tables.ts';

export interface PlanFilter {
  readonly statuses?: readonly PlanStatus[] | null;
  readonly year?: number | null;
}

/** Rows of plans as they held at the moment of a request, of those that its viewer may see. */
export function planQueries({ db }: Database) {
  const select = (where: SQL | undefined, context: RequestContext): Promise<PlanRow[]> =>
    db
      .select()
      .from(planTable)
      .where(and(heldAt(planTable, context.moment), visiblePlans(context), where))
      .orderBy(...order);

  return {
    byId: (ids: readonly string[], context: RequestContext) =>
      select(inArray(planTable.id, [...ids]), context),
    withParents: (ids: readonly string[], context: RequestContext) =>
      select(arrayOverlaps(planTable.parentIds, [...ids]), context),
    withSiblings: (ids: readonly string[], context: RequestContext) =>
      select(arrayOverlaps(planTable.siblingIds, [...ids]), context),

    /** One row more than the page, so that it is known whether more follow. */
    async page(filter: PlanFilter, page: Page, context: RequestContext) {
      const where = and(heldAt(planTable, context.moment), visiblePlans(context), ...conditionsOf(filter));
      const rows: PlanRow[] = await db
        .select()
        .from(planTable)
        .where(and(where, after(page)))
        .orderBy(...order)
        .limit(page.first + 1);
      const total = async () =>
        (await db.select({ total: count() }).from(planTable).where(where))[0]?.total ?? 0;
      return { rows, total };
    },
  };
}

export type PlanQueries = ReturnType<typeof planQueries>;

const order = [desc(planTable.year), desc(planTable.issuedKey), desc(planTable.id)];

/** Everybody signed in sees what was issued; drafts are for planners, auditors and the unit that drafts. */
function visiblePlans({ viewer }: RequestContext): SQL | undefined {
  const role = viewer?.actor.role;
  if (role === 'PLANNER' || role === 'AUDITOR') return undefined;
  const issued = inArray(planTable.status, ['ISSUED', 'CLOSED']);
  if (viewer === null || viewer.unitId === null) return issued;
  return or(issued, eq(planTable.draftingUnitId, viewer.unitId));
}

function conditionsOf({ statuses, year }: PlanFilter): readonly SQL[] {
  return [
    ...(statuses == null ? [] : [inArray(planTable.status, [...statuses])]),
    ...(year == null ? [] : [eq(planTable.year, year)]),
  ];
}

function after({ after: key }: Page): SQL | undefined {
  if (key === null) return undefined;
  const [year, issuedKey, id] = key;
  return sql`(${planTable.year}, ${planTable.issuedKey}, ${planTable.id}) < (${Number(year)}::integer, ${String(issuedKey)}, ${String(id)})`;
}
