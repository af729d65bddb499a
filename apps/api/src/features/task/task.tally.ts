import { and, gt, lte, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext, RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import type { Projector } from '../../platform/projector/projector.ts';
import { createTally, type TallyCount } from '../../platform/tally/tally.ts';
import { type Standing, standingOfCode } from './task.standing.ts';
import { taskTable } from './task.tables.ts';
import { hiddenTasks } from './task.visibility.ts';

/** Token of the one tally of tasks. */
export const TASK_TALLY = Symbol('TASK_TALLY');

/** How many tasks that one unit leads (null: nobody) stand so, and the sum of their percents. */
export interface StandingCount {
  readonly leadUnitId: string | null;
  /** As in the column `standing`. */
  readonly code: string;
  readonly standing: Standing;
  readonly tasks: number;
  readonly percentSum: number;
}

export interface TaskTally {
  /** All tasks that held at the moment, whoever may see them. */
  at(moment: RequestMoment): Promise<readonly StandingCount[]>;
  /** Those of them that the viewer may see; of issued plans alone if asked so; drafts alone it does not know. */
  visible(context: RequestContext, issued?: boolean | null): Promise<readonly StandingCount[]>;
}

/** Counts of tasks at any moment; see `createTally`. One for the process, because it remembers. */
export function createTaskTally({ db }: Database, projector: Pick<Projector, 'position'>): TaskTally {
  const groups = new Map<string, Pick<StandingCount, 'leadUnitId' | 'code' | 'standing'>>();
  const tally = createTally(async (after, upTo) => {
    const { fromPosition, toPosition, percent } = taskTable;
    const begun = db
      .select({ group: groupOfRow, rows: sql<number>`1`.as('n'), sum: sql<number>`${percent}`.as('p') })
      .from(taskTable)
      .where(and(gt(fromPosition, after), lte(fromPosition, upTo)));
    const ended = db
      .select({ group: groupOfRow, rows: sql<number>`-1`.as('n'), sum: sql<number>`-${percent}`.as('p') })
      .from(taskTable)
      .where(and(gt(toPosition, after), lte(toPosition, upTo)));
    const changes = begun.unionAll(ended).as('changes');
    return db
      .select({
        group: changes.group,
        rows: sql<number>`sum(${changes.rows})::integer`,
        sum: sql<number>`sum(${changes.sum})::integer`,
      })
      .from(changes)
      .groupBy(changes.group)
      .having(sql`sum(${changes.rows}) <> 0 or sum(${changes.sum}) <> 0`);
  });

  function standingCount({ group, rows, sum }: TallyCount): StandingCount {
    let known = groups.get(group);
    if (known === undefined) {
      const [code = '', lead = ''] = group.split(' ');
      known = { leadUnitId: lead === '' ? null : lead, code, standing: standingOfCode(code) };
      groups.set(group, known);
    }
    return { ...known, tasks: rows, percentSum: sum };
  }

  async function at({ position }: RequestMoment): Promise<readonly StandingCount[]> {
    return (await tally.at(position ?? projector.position())).map(standingCount);
  }

  return {
    at,
    async visible(context, issued) {
      const all = await at(context.moment);
      const hiddenOnes = await hiddenTasks(db, context, issued);
      if (hiddenOnes === null) return all;
      const hidden = await db
        .select({
          group: groupOfRow,
          rows: sql<number>`-count(*)::integer`,
          sum: sql<number>`-sum(${taskTable.percent})::integer`,
        })
        .from(taskTable)
        .where(and(heldAt(taskTable, context.moment), hiddenOnes))
        .groupBy(sql`1`);
      return hidden.length === 0 ? all : [...all, ...hidden.map(standingCount)];
    },
  };
}

/** The code, and after a space the lead; ids hold no spaces. */
const groupOfRow = sql<string>`${taskTable.standing} || ' ' || coalesce(${taskTable.leadUnitId}, '')`.as('g');
