import { and, arrayContains, eq, gte, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext, RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { isSearch, searchWords } from '../../platform/text/vietnamese.ts';
import { nothingDue } from './task.row.ts';
import { asksForStanding, matchesStanding, type StandingFilter } from './task.standing.ts';
import { type AssignmentState, taskPlanTable, taskTable, taskWordsTable } from './task.tables.ts';
import type { StandingCount, TaskTally } from './task.tally.ts';
import { visibleTasks } from './task.visibility.ts';

export interface TaskFilter extends StandingFilter {
  readonly planId?: string | null;
  readonly sectionId?: string | null;
  readonly leadUnitId?: string | null;
  readonly coordinatingUnitId?: string | null;
  readonly unitId?: string | null;
  readonly parentTaskId?: string | null;
  readonly search?: string | null;
  readonly issued?: boolean | null;
}

/** Rows that hold at the moment, that the viewer may see, and that match; `search` is for `matchingWords`. */
export async function matching(
  db: Database['db'],
  filter: TaskFilter,
  context: RequestContext,
  tally: TaskTally,
): Promise<SQL | undefined> {
  const { moment } = context;
  const { planId, leadUnitId, coordinatingUnitId, unitId, parentTaskId } = filter;
  const asksMore = asksForStanding({ ...filter, withChildren: null });
  return and(
    heldAt(taskTable, moment),
    await visibleTasks(db, context, { issued: filter.issued }),
    given(planId, (value) => eq(taskTable.planId, value)),
    given(filter.sectionId, (value) => underSection(value, moment)),
    given(leadUnitId, (value) => and(eq(taskTable.leadUnitId, value), notDeclined(filter))),
    // The index is over all units of a task.
    given(coordinatingUnitId, (value) =>
      and(arrayContains(taskTable.unitIds, [value]), arrayContains(taskTable.coordinatingUnitIds, [value])),
    ),
    given(unitId, (value) =>
      and(
        arrayContains(taskTable.unitIds, [value]),
        or(ne(taskTable.leadUnitId, value), notDeclined(filter)),
      ),
    ),
    given(parentTaskId, (value) => eq(taskTable.parentTaskId, value)),
    filter.withChildren === false ? isNull(taskTable.parentTaskId) : undefined,
    asksMore ? standingsIn(await standings(filter, moment, tally)) : undefined,
  );
}

/** Whether all that is asked for stands in the tally, so that nothing else need be read to count. */
export function isTallied({
  planId,
  sectionId,
  coordinatingUnitId,
  unitId,
  parentTaskId,
  search,
  issued,
}: TaskFilter): boolean {
  const asked = [planId, sectionId, coordinatingUnitId, unitId, parentTaskId];
  return asked.every((value) => value == null) && !isSearch(search) && issued !== false;
}

/** The counts of a tally that match a filter for which `isTallied`. */
export function talliedIn(
  counts: readonly StandingCount[],
  filter: TaskFilter,
  { today }: RequestMoment,
): readonly StandingCount[] {
  return counts.filter(
    ({ leadUnitId, standing }) =>
      (filter.leadUnitId == null ||
        (filter.leadUnitId === leadUnitId && !isDeclined(standing.assignment, filter))) &&
      matchesStanding(filter, standing, today),
  );
}

/** What its lead declined is the planner's to give to another: it is nobody's, unless the state itself is asked for. */
function isDeclined(assignment: AssignmentState, { assignments }: TaskFilter): boolean {
  return assignments == null && assignment === 'DECLINED';
}

function notDeclined({ assignments }: TaskFilter): SQL | undefined {
  return assignments == null ? ne(taskTable.assignment, 'DECLINED') : undefined;
}

/** Words that held at the moment and hold all that is searched for; the last may be the beginning of one. */
export function matchingWords(search: string | null | undefined, moment: RequestMoment): SQL | undefined {
  return and(heldAt(taskWordsTable, moment), isSearch(search) ? holdingWords(search) : undefined);
}

/** Words hold letters and digits alone: no sign of the query language stands in them, and signs alone find nothing. */
function holdingWords(search: string): SQL {
  const words = searchWords(search).map((word) => `'${word}'`);
  return words.length === 0
    ? sql`false`
    : sql`${taskWordsTable.words} @@ ${`${words.join(' & ')}:*`}::tsquery`;
}

/** The standings at the moment that match, of whomever leads if nobody is named. */
async function standings(
  filter: TaskFilter,
  moment: RequestMoment,
  tally: TaskTally,
): Promise<readonly StandingCount[]> {
  const { statuses, lights, assignments, submitted, dueBefore, leadUnitId } = filter;
  const asked = { statuses, lights, assignments, submitted, dueBefore, leadUnitId };
  return talliedIn(await tally.at(moment), asked, moment);
}

/** The due days in between save an index in their order the reading of what has long been done. */
function standingsIn(counts: readonly StandingCount[]): SQL {
  const codes = [...new Set(counts.map(({ code }) => code))];
  const days = counts.map(({ standing: { nextDueOn } }) => nextDueOn ?? nothingDue);
  if (codes.length === 0) return sql`false`;
  return and(
    sql`${taskTable.standing} = any(${sql.param(codes)}::text[])`,
    gte(
      taskTable.dueKey,
      days.reduce((a, b) => (a < b ? a : b)),
    ),
    lte(
      taskTable.dueKey,
      days.reduce((a, b) => (a > b ? a : b)),
    ),
  ) as SQL;
}

/** Under the section itself or one below it. */
function underSection(sectionId: string, moment: RequestMoment): SQL {
  const { sections } = taskPlanTable;
  return sql`${taskTable.sectionId} in (
    with recursive place as (
      select place->>'sectionId' as id, place->>'parentSectionId' as parent_id
      from ${taskPlanTable}, jsonb_array_elements(${sections}) as place
      where ${heldAt(taskPlanTable, moment)}
        and ${sections} @> jsonb_build_array(jsonb_build_object('sectionId', ${sectionId}::text))
    ), below as (
      select ${sectionId}::text as id
      union select place.id from place join below on place.parent_id = below.id
    ) select id from below)`;
}

function given<Value>(value: Value | null | undefined, condition: (value: Value) => SQL | undefined) {
  return value == null ? undefined : condition(value);
}
