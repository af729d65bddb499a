import { and, asc, eq, getTableColumns, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
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

export interface CoordinationOfTask extends CoordinationRow {
  /** Confirmed or cancelled: nothing is waited for any more. */
  readonly taskClosed: boolean;
}

export interface CoordinatingUnit {
  readonly taskId: string;
  readonly unitId: string;
}

export type Side = 'ACTING' | 'WAITING';

const itemsCountedMax = 10_000;

/** Rows of coordinations, and of what is waited for, as they held at a moment. */
export function coordinationQueries({ db }: Database) {
  return {
    byId: (ids: readonly string[], moment: RequestMoment): Promise<CoordinationOfTask[]> =>
      db
        .select(withTask(moment))
        .from(coordinationTable)
        .where(and(inArray(coordinationTable.id, [...ids]), heldAt(coordinationTable, moment))),

    ofTasks: (taskIds: readonly string[], moment: RequestMoment): Promise<CoordinationOfTask[]> =>
      db
        .select(withTask(moment))
        .from(coordinationTable)
        .where(and(inArray(coordinationTable.taskId, [...taskIds]), heldAt(coordinationTable, moment)))
        .orderBy(asc(coordinationTable.openedAt), asc(coordinationTable.id)),

    /** Units that were neither withdrawn nor declined, in the order in which they were asked. */
    coordinatingUnits: (taskIds: readonly string[], moment: RequestMoment): Promise<CoordinatingUnit[]> =>
      db
        .select({ taskId: coordinationTable.taskId, unitId: coordinationTable.unitId })
        .from(coordinationTable)
        .where(
          and(
            inArray(coordinationTable.taskId, [...taskIds]),
            heldAt(coordinationTable, moment),
            notInArray(coordinationTable.status, ['DECLINED', 'WITHDRAWN']),
          ),
        )
        .orderBy(asc(coordinationTable.openedAt), asc(coordinationTable.id)),

    /** What a unit must do, or what it waits for, longest first. */
    async items(unitId: string, side: Side, first: number, moment: RequestMoment): Promise<WaitingItem[]> {
      const parts = itemsOf(unitId, side, moment).map(
        (part) => sql`(${part} order by since, id limit ${first})`,
      );
      const { rows } = await db.execute(sql`
        select * from (${sql.join(parts, sql` union all `)}) as item order by since, id limit ${first}`);
      return rows as unknown as WaitingItem[];
    },

    /** At most `itemsCountedMax`. */
    async itemCount(unitId: string, side: Side, moment: RequestMoment): Promise<number> {
      const parts = itemsOf(unitId, side, moment).map((part) => sql`(${part} limit ${itemsCountedMax})`);
      const { rows } = await db.execute(sql`
        select count(*)::integer as count
        from (select id from (${sql.join(parts, sql` union all `)}) as item limit ${itemsCountedMax}) as counted`);
      return Number(rows[0]?.count ?? 0);
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
          ${unitId === null ? sql`` : sql`and ${unitId} in ("waitingUnitId", "actingUnitId")`}
          ${planId === null ? sql`` : sql`and "planId" = ${planId}`}
        group by 1, 2 order by 4, 1, 2 limit ${first}`);
      return rows as unknown as WaitingEdge[];
    },
  };
}

export type CoordinationQueries = ReturnType<typeof coordinationQueries>;

/**
 * What waits on one side of a unit's inbox, in parts that each are in the order of an index: in coordinations, in tasks
 * that the unit leads, and in tasks whose plan it keeps.
 */
function itemsOf(unitId: string, side: Side, moment: RequestMoment): readonly SQL[] {
  const own = side === 'ACTING' ? 'actingUnitId' : 'waitingUnitId';
  const ofUnit = (table: typeof taskWaitingTable | typeof coordinationWaitingTable) =>
    and(heldAt(table, moment), eq(table[own], unitId));
  const keeps = and(
    heldAt(taskWaitingTable, moment),
    isNull(taskWaitingTable[own]),
    sql`${keeper} = ${unitId}`,
    or(eq(coordinationPlanTable.draftingUnitId, unitId), eq(coordinationPlanTable.issuingUnitId, unitId)),
  );
  return [
    sql`${coordinationItems} where ${ofUnit(coordinationWaitingTable)} and not exists (${closedTask(moment)})`,
    sql`${taskItems(moment)} where ${ofUnit(taskWaitingTable)}`,
    sql`${taskItems(moment)} where ${keeps}`,
  ];
}

/** All that is waited for; with a unit, only what may concern it, so that indexes are used. */
function waiting(moment: RequestMoment, unitId: string | null): SQL {
  const { draftingUnitId, issuingUnitId } = coordinationPlanTable;
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
    ${coordinationItems} where ${and(heldAt(c, moment), concernsUnit)} and not exists (${closedTask(moment)})
    union all
    ${taskItems(moment)} where ${and(heldAt(t, moment), concernsLeadOrKeeper)}`;
}

const c = coordinationWaitingTable;
const t = taskWaitingTable;

const coordinationItems = sql`
  select ${c.id} as id, ${c.kind} as kind, ${c.taskId} as "taskId", ${c.coordinationId} as "coordinationId",
    ${c.actingUnitId} as "actingUnitId", ${c.waitingUnitId} as "waitingUnitId", ${c.planId} as "planId",
    ${c.since} as since, ${c.dueOn} as "dueOn"
  from ${c}`;

/** Who keeps the plan of a task; null in a row's acting or waiting unit stands for it. */
const keeper = sql`case when ${coordinationPlanTable.draftingUnitId} = ${t.leadUnitId}
  then ${coordinationPlanTable.issuingUnitId} else ${coordinationPlanTable.draftingUnitId} end`;

function taskItems(moment: RequestMoment): SQL {
  return sql`
    select ${t.id} as id, ${t.kind} as kind, ${t.taskId} as "taskId", null as "coordinationId",
      coalesce(${t.actingUnitId}, ${keeper}) as "actingUnitId",
      coalesce(${t.waitingUnitId}, ${keeper}) as "waitingUnitId", ${t.planId} as "planId",
      ${t.since} as since, ${t.dueOn} as "dueOn"
    from ${t} join ${coordinationPlanTable} on ${coordinationPlanTable.id} = ${t.planId}
      and ${heldAt(coordinationPlanTable, moment)}`;
}

function withTask(moment: RequestMoment) {
  const { id, closed } = coordinationTaskTable;
  const ofTask = and(eq(id, coordinationTable.taskId), heldAt(coordinationTaskTable, moment));
  const taskClosed = sql<boolean>`exists (select 1 from ${coordinationTaskTable} where ${ofTask} and ${closed})`;
  return { ...getTableColumns(coordinationTable), taskClosed };
}

/** Of a task that is confirmed or cancelled nothing is waited for any more, whatever became of its coordinations. */
function closedTask(moment: RequestMoment): SQL {
  const { id, closed } = coordinationTaskTable;
  return sql`select ${id} from ${coordinationTaskTable}
    where ${and(eq(id, c.taskId), heldAt(coordinationTaskTable, moment))} and ${closed}`;
}
