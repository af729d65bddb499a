import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import {
  type CoordinationRow,
  coordinationPlanTable,
  coordinationTable,
  coordinationTaskTable,
  coordinationWaitingTable,
  taskWaitingTable,
  type WaitingKind,
} from './coordination.tables.ts';

/** One thing that one unit waits for and another must do. */
export interface WaitingItem {
  readonly id: string;
  readonly kind: WaitingKind;
  readonly taskId: string;
  readonly coordinationId: string | null;
  readonly actingUnitId: string;
  readonly waitingUnitId: string;
  readonly since: string;
  readonly dueOn: string | null;
}

export interface WaitingEdge {
  readonly waitingUnitId: string;
  readonly actingUnitId: string;
  readonly count: number;
  readonly oldestSince: string;
}

export type Side = 'ACTING' | 'WAITING';

/** Things shown on one side of an inbox. */
const inboxItemsMax = 500;

/** Rows of coordinations, and of what is waited for, as they held at a moment. */
export function coordinationQueries({ db }: Database) {
  return {
    byId: (ids: readonly string[], moment: RequestMoment): Promise<CoordinationRow[]> =>
      db
        .select()
        .from(coordinationTable)
        .where(and(inArray(coordinationTable.id, [...ids]), heldAt(coordinationTable, moment))),

    ofTasks: (taskIds: readonly string[], moment: RequestMoment): Promise<CoordinationRow[]> =>
      db
        .select()
        .from(coordinationTable)
        .where(and(inArray(coordinationTable.taskId, [...taskIds]), heldAt(coordinationTable, moment)))
        .orderBy(asc(coordinationTable.openedAt), asc(coordinationTable.id)),

    /** What a unit must do, or what it waits for, longest first. */
    async items(unitId: string, side: Side, moment: RequestMoment): Promise<WaitingItem[]> {
      const { rows } = await db.execute(sql`
        select * from (${waiting(moment, unitId)}) as item
        where ${side === 'ACTING' ? sql.raw('"actingUnitId"') : sql.raw('"waitingUnitId"')} = ${unitId}
        order by since, id limit ${inboxItemsMax}`);
      return rows as unknown as WaitingItem[];
    },

    /** One row for each pair of units, those that wait longest first. */
    async edges(
      { unitId, planId }: { readonly unitId: string | null; readonly planId: string | null },
      first: number,
      moment: RequestMoment,
    ): Promise<WaitingEdge[]> {
      const { rows } = await db.execute(sql`
        select "waitingUnitId", "actingUnitId", count(*)::integer as count, min(since) as "oldestSince"
        from (${waiting(moment, unitId)}) as item
        where "waitingUnitId" <> "actingUnitId"
          and (${unitId}::text is null or ${unitId} in ("waitingUnitId", "actingUnitId"))
          and (${planId}::text is null or "planId" = ${planId})
        group by 1, 2 order by 4, 1, 2 limit ${first}`);
      return rows as unknown as WaitingEdge[];
    },
  };
}

export type CoordinationQueries = ReturnType<typeof coordinationQueries>;

/**
 * All that is waited for; with a unit, only what may concern it, so that indexes are used. Of a task that is
 * confirmed or cancelled nothing is waited for any more, whatever became of its coordinations.
 */
function waiting(moment: RequestMoment, unitId: string | null): SQL {
  const c = coordinationWaitingTable;
  const t = taskWaitingTable;
  const { draftingUnitId, issuingUnitId } = coordinationPlanTable;
  const keeper = sql`case when ${draftingUnitId} = ${t.leadUnitId} then ${issuingUnitId} else ${draftingUnitId} end`;
  const closedTasks = sql`select ${coordinationTaskTable.id} from ${coordinationTaskTable} where ${and(
    eq(coordinationTaskTable.id, c.taskId),
    heldAt(coordinationTaskTable, moment),
    eq(coordinationTaskTable.closed, true),
  )}`;
  const concernsUnit =
    unitId === null ? undefined : or(eq(c.actingUnitId, unitId), eq(c.waitingUnitId, unitId));
  const concernsLeadOrKeeper =
    unitId === null
      ? undefined
      : or(
          eq(t.actingUnitId, unitId),
          eq(t.waitingUnitId, unitId),
          sql`${t.planId} in (select ${coordinationPlanTable.id} from ${coordinationPlanTable}
            where ${and(heldAt(coordinationPlanTable, moment), or(eq(draftingUnitId, unitId), eq(issuingUnitId, unitId)))})`,
        );
  return sql`
    select ${c.id} as id, ${c.kind} as kind, ${c.taskId} as "taskId", ${c.coordinationId} as "coordinationId",
      ${c.actingUnitId} as "actingUnitId", ${c.waitingUnitId} as "waitingUnitId", ${c.planId} as "planId",
      ${c.since} as since, ${c.dueOn} as "dueOn"
    from ${c} where ${and(heldAt(c, moment), concernsUnit)} and not exists (${closedTasks})
    union all
    select ${t.id}, ${t.kind}, ${t.taskId}, null,
      coalesce(${t.actingUnitId}, ${keeper}), coalesce(${t.waitingUnitId}, ${keeper}), ${t.planId},
      ${t.since}, ${t.dueOn}
    from ${t} join ${coordinationPlanTable} on ${coordinationPlanTable.id} = ${t.planId}
      and ${heldAt(coordinationPlanTable, moment)}
    where ${and(heldAt(t, moment), concernsLeadOrKeeper)}`;
}
