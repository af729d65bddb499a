import { and, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { Page } from '../../platform/graphql/paging.ts';
import type { RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { type ReportRow, reportTable } from './report.tables.ts';

type At = Pick<RequestMoment, 'position'>;

/** Rows of reports as they held at a moment. */
export function reportQueries({ db }: Database) {
  const select = (where: SQL | undefined, moment: At) =>
    db
      .select()
      .from(reportTable)
      .where(and(heldAt(reportTable, moment), where))
      .orderBy(desc(reportTable.requestedAt), desc(reportTable.id));

  return {
    byId: (ids: readonly string[], moment: At): Promise<ReportRow[]> =>
      select(inArray(reportTable.id, [...ids]), moment),

    async byDocument(sha256: string, moment: At): Promise<ReportRow | undefined> {
      return (await select(eq(reportTable.sha256, sha256), moment).limit(1))[0];
    },

    /** One row more than the page, so that it is known whether more follow. */
    async page(planId: string | null, page: Page, moment: At) {
      const where = planId === null ? undefined : eq(reportTable.planId, planId);
      const rows: ReportRow[] = await select(and(where, after(page)), moment).limit(page.first + 1);
      const totals = await db
        .select({ total: count() })
        .from(reportTable)
        .where(and(heldAt(reportTable, moment), where));
      return { rows, total: totals[0]?.total ?? 0 };
    },
  };
}

export type ReportQueries = ReturnType<typeof reportQueries>;

function after({ after: key }: Page): SQL | undefined {
  if (key === null) return undefined;
  const [requestedAt, id] = key;
  return sql`(${reportTable.requestedAt}, ${reportTable.id}) < (${String(requestedAt)}, ${String(id)})`;
}
