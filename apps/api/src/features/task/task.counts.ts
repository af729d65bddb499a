import { type TaskStatus, type TrafficLight, taskStatus, trafficLight } from '@songhanh/domain/task';
import { and, count, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { isSearch } from '../../platform/text/vietnamese.ts';
import { isTallied, matching, matchingWords, type TaskFilter, talliedIn } from './task.filter.ts';
import { standingOfCode } from './task.standing.ts';
import { taskPlanTable, taskTable, taskWordsTable } from './task.tables.ts';
import type { TaskTally } from './task.tally.ts';
import { visibleTasks } from './task.visibility.ts';

/** How many tasks of a section (or of none) are in a status and under a light, and the sum of their percents. */
export interface ProgressCount {
  readonly planId: string;
  readonly sectionId: string | null;
  readonly status: TaskStatus;
  readonly light: TrafficLight;
  readonly tasks: number;
  readonly percentSum: number;
}

/** Tasks counted one by one, as by a search; whoever finds so many looks for something narrower. */
const tasksCountedMax = 10_000;

/** How many tasks match, at the moment of a request and of those that its viewer may see. */
export function taskCounts({ db }: Database, tally: TaskTally) {
  return {
    /** By status and light, of no plan in particular. */
    async byStanding(filter: TaskFilter, context: RequestContext): Promise<ProgressCount[]> {
      const { today } = context.moment;
      if (isTallied(filter)) {
        const counts = talliedIn(await tally.visible(context, filter.issued), filter, context.moment);
        return counts.flatMap((counted) => progressCounts({ ...anyPlan, ...counted }, today));
      }
      const words = isSearch(filter.search) ? withWords(context, filter.search) : undefined;
      const rows = await db
        .select({ code: taskTable.standing, tasks: count(), percentSum })
        .from(taskTable)
        .where(and(await matching(db, filter, context, tally), words))
        .groupBy(taskTable.standing);
      return rows.flatMap((counted) => progressCounts({ ...anyPlan, ...counted }, today));
    },

    /** At most `tasksCountedMax` when they must be counted one by one. */
    async total(filter: TaskFilter, context: RequestContext): Promise<number> {
      if (isTallied(filter)) {
        const counts = talliedIn(await tally.visible(context, filter.issued), filter, context.moment);
        return counts.reduce((sum, { tasks }) => sum + tasks, 0);
      }
      const found = isSearchAlone(filter)
        ? db
            .select({ id: taskWordsTable.id })
            .from(taskWordsTable)
            .where(
              and(
                matchingWords(filter.search, context.moment),
                await visibleTasks(db, context, { planId: taskWordsTable.planId, issued: filter.issued }),
              ),
            )
        : db
            .select({ id: taskTable.id })
            .from(taskTable)
            .where(
              and(
                await matching(db, filter, context, tally),
                isSearch(filter.search) ? withWords(context, filter.search) : undefined,
              ),
            );
      const [row] = await db.select({ total: count() }).from(found.limit(tasksCountedMax).as('found'));
      return row?.total ?? 0;
    },
  };
}

export type TaskCounts = ReturnType<typeof taskCounts>;

/** The tasks of plans by section, and the sections: a plan has at most some hundreds of tasks. */
export function planTaskQueries({ db }: Database) {
  const { planId, sectionId, standing } = taskTable;
  return {
    async countsOfPlans(planIds: readonly string[], context: RequestContext): Promise<ProgressCount[]> {
      const rows = await db
        .select({ planId, sectionId, code: standing, tasks: count(), percentSum })
        .from(taskTable)
        .where(
          and(
            inArray(planId, [...planIds]),
            heldAt(taskTable, context.moment),
            await visibleTasks(db, context),
          ),
        )
        .groupBy(planId, sectionId, standing);
      return rows.flatMap((counted) => progressCounts(counted, context.moment.today));
    },

    sectionsOf: (planIds: readonly string[], { moment }: RequestContext) =>
      db
        .select({ planId: taskPlanTable.id, sections: taskPlanTable.sections })
        .from(taskPlanTable)
        .where(and(inArray(taskPlanTable.id, [...planIds]), heldAt(taskPlanTable, moment))),
  };
}

export type PlanTaskQueries = ReturnType<typeof planTaskQueries>;

const percentSum = sql<number>`sum(${taskTable.percent})::integer`;
const anyPlan = { planId: '', sectionId: null };

type Counted = Omit<ProgressCount, 'status' | 'light'> & { readonly code: string };

/** A split task counts through its children only. */
function progressCounts({ code, ...counted }: Counted, today: string): ProgressCount[] {
  const { assignment, facts } = standingOfCode(code);
  if (assignment === 'SPLIT') return [];
  return [{ ...counted, status: taskStatus(facts, today), light: trafficLight(facts, today) }];
}

function withWords({ moment }: RequestContext, search: string | null | undefined): SQL {
  const { id } = taskWordsTable;
  return sql`exists (select 1 from ${taskWordsTable} where ${and(eq(id, taskTable.id), matchingWords(search, moment))})`;
}

function isSearchAlone({ search: _, issued: __, ...filter }: TaskFilter): boolean {
  return Object.values(filter).every((value) => value == null || value === true);
}
