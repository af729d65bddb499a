import { and, asc, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import { holdsSearched } from '../../platform/database/searched.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { withoutPerson } from './account.projection.ts';
import {
  type AccountRow,
  accountCoordinationTable,
  accountTable,
  type OfficeRow,
  officeTable,
} from './account.tables.ts';

type Moment = Pick<RequestMoment, 'position'>;

/** Rows of accounts and offices as they held at a moment. */
export function accountQueries({ db }: Database) {
  return {
    accountsById: (ids: readonly string[], moment: Moment): Promise<AccountRow[]> =>
      db
        .select()
        .from(accountTable)
        .where(and(inArray(accountTable.id, [...ids]), heldAt(accountTable, moment))),

    officesById: (ids: readonly string[], moment: Moment): Promise<OfficeRow[]> =>
      db
        .select()
        .from(officeTable)
        .where(and(inArray(officeTable.id, [...ids]), heldAt(officeTable, moment))),

    officesOfAccounts: (accountIds: readonly string[], moment: Moment): Promise<OfficeRow[]> =>
      offices(db, inArray(officeTable.accountId, [...accountIds]), moment),

    officesOfUnits: (unitIds: readonly string[], moment: Moment): Promise<OfficeRow[]> =>
      offices(db, inArray(officeTable.unitId, [...unitIds]), moment),

    /** The units that now work on a same task as this one: leads and all whose coordination is open. */
    async partnersOf(unitId: string): Promise<readonly string[]> {
      const { taskId, leadUnitId, unitId: otherUnitId, open } = accountCoordinationTable;
      const standing = and(eq(open, true), heldAt(accountCoordinationTable, { position: null }));
      const ours = db
        .select({ taskId })
        .from(accountCoordinationTable)
        .where(and(standing, or(eq(leadUnitId, unitId), eq(otherUnitId, unitId))));
      const pairs = await db
        .selectDistinct({ leadUnitId, unitId: otherUnitId })
        .from(accountCoordinationTable)
        .where(and(standing, inArray(taskId, ours)));
      return [...new Set(pairs.flatMap((pair) => [pair.leadUnitId, pair.unitId]))];
    },

    /** One row more than the page, so that it is known whether more follow. */
    async page(search: string | null, page: Page, moment: Moment) {
      const where = and(heldAt(accountTable, moment), holdsSearched(accountTable.search, search));
      const rows: AccountRow[] = await db
        .select()
        .from(accountTable)
        .where(and(where, after(page)))
        .orderBy(asc(accountTable.sortKey), asc(accountTable.id))
        .limit(page.first + 1);
      const [total] = await db.select({ total: count() }).from(accountTable).where(where);
      return { rows, total: total?.total ?? 0 };
    },
  };
}

export type AccountQueries = ReturnType<typeof accountQueries>;

/** Removes the person from every version of the row, the past ones included. */
export async function eraseAccountRows(accountId: string, { db }: Database): Promise<void> {
  const [row] = await db.select().from(accountTable).where(eq(accountTable.id, accountId)).limit(1);
  if (row === undefined) return;
  const { fullName, email, phone, sortKey, search } = withoutPerson(row);
  await db
    .update(accountTable)
    .set({ fullName, email, phone, sortKey, search })
    .where(eq(accountTable.id, accountId));
}

/** Present offices first, then the latest. */
function offices(db: Database['db'], where: SQL, moment: Moment): Promise<OfficeRow[]> {
  return db
    .select()
    .from(officeTable)
    .where(and(where, heldAt(officeTable, moment)))
    .orderBy(
      sql`${officeTable.lastDay} desc nulls first`,
      sql`${officeTable.since} desc`,
      asc(officeTable.id),
    );
}

function after({ after: key }: Page): SQL | undefined {
  if (key === null) return undefined;
  const [sortKey, id] = key.map(String);
  return sql`(${accountTable.sortKey}, ${accountTable.id}) > (${sortKey ?? ''}, ${id ?? ''})`;
}
