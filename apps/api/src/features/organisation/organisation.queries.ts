import type { UnitKind } from '@songhanh/domain/organisation';
import { and, asc, count, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import { holdsSearched } from '../../platform/database/searched.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { type UnitGroupRow, type UnitRow, unitGroupTable, unitTable } from './organisation.tables.ts';

export interface UnitFilter {
  readonly kinds?: readonly UnitKind[] | null;
  readonly parentId?: string | null;
  readonly search?: string | null;
}

/** Rows of units and groups as they held at a moment. */
export function organisationQueries({ db }: Database) {
  return {
    unitsById: (ids: readonly string[], moment: RequestMoment): Promise<UnitRow[]> =>
      db
        .select()
        .from(unitTable)
        .where(and(inArray(unitTable.id, [...ids]), heldAt(unitTable, moment))),

    childrenOf: (parentIds: readonly string[], moment: RequestMoment): Promise<UnitRow[]> =>
      db
        .select()
        .from(unitTable)
        .where(and(inArray(unitTable.parentId, [...parentIds]), heldAt(unitTable, moment)))
        .orderBy(asc(unitTable.listOrder), asc(unitTable.id)),

    childCounts: (parentIds: readonly string[], moment: RequestMoment) =>
      db
        .select({ parentId: unitTable.parentId, children: count() })
        .from(unitTable)
        .where(and(inArray(unitTable.parentId, [...parentIds]), heldAt(unitTable, moment)))
        .groupBy(unitTable.parentId),

    /** One row more than the page, so that it is known whether more follow. */
    async page(filter: UnitFilter, page: Page, moment: RequestMoment) {
      const where = and(heldAt(unitTable, moment), conditionOf(filter));
      const rows: UnitRow[] = await db
        .select()
        .from(unitTable)
        .where(and(where, after(page)))
        .orderBy(asc(unitTable.listOrder), asc(unitTable.id))
        .limit(page.first + 1);
      const [total] = await db.select({ total: count() }).from(unitTable).where(where);
      return { rows, total: total?.total ?? 0 };
    },

    groups: (moment: RequestMoment): Promise<UnitGroupRow[]> =>
      db
        .select()
        .from(unitGroupTable)
        .where(heldAt(unitGroupTable, moment))
        .orderBy(asc(unitGroupTable.sortKey), asc(unitGroupTable.id)),

    groupsById: (ids: readonly string[], moment: RequestMoment): Promise<UnitGroupRow[]> =>
      db
        .select()
        .from(unitGroupTable)
        .where(and(inArray(unitGroupTable.id, [...ids]), heldAt(unitGroupTable, moment))),
  };
}

export type OrganisationQueries = ReturnType<typeof organisationQueries>;

function conditionOf({ kinds, parentId, search }: UnitFilter): SQL | undefined {
  return and(
    kinds == null ? undefined : inArray(unitTable.kind, [...kinds]),
    parentId == null ? undefined : eq(unitTable.parentId, parentId),
    holdsSearched(unitTable.search, search),
  );
}

function after({ after: key }: Page): SQL | undefined {
  if (key === null) return undefined;
  const [listOrder, id] = key.map(String);
  return sql`(${unitTable.listOrder}, ${unitTable.id}) > (${listOrder ?? ''}, ${id ?? ''})`;
}
