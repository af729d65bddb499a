import type { TaskStatus, TrafficLight } from '@songhanh/domain/task';
import {
  and,
  arrayContains,
  eq,
  inArray,
  isNotNull,
  isNull,
  like,
  lte,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { RequestContext, RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { searchWords } from '../../platform/text/vietnamese.ts';
import { type AssignmentState, taskPlanTable, taskTable } from './task.tables.ts';
import { lightOn, statusOn } from './task-status.sql.ts';

export interface TaskFilter {
  readonly planId?: string | null;
  readonly sectionId?: string | null;
  readonly leadUnitId?: string | null;
  readonly coordinatingUnitId?: string | null;
  readonly unitId?: string | null;
  readonly parentTaskId?: string | null;
  readonly statuses?: readonly TaskStatus[] | null;
  readonly lights?: readonly TrafficLight[] | null;
  readonly assignments?: readonly AssignmentState[] | null;
  readonly submitted?: boolean | null;
  readonly dueBefore?: string | null;
  readonly search?: string | null;
  readonly withChildren?: boolean | null;
}

/** Rows that hold at the moment, that the viewer may see, and that match. */
export function matching(filter: TaskFilter, context: RequestContext): SQL | undefined {
  const { moment } = context;
  return and(heldAt(taskTable, moment), visibleTasks(context), ...conditionsOf(filter, moment));
}

/**
 * Tasks of plans that were issued are for everybody signed in; those of drafts for planners, auditors and the
 * unit that drafts.
 */
export function visibleTasks({ viewer, moment }: RequestContext): SQL | undefined {
  const role = viewer?.actor.role;
  if (role === 'PLANNER' || role === 'AUDITOR') return undefined;
  const { id, issued, draftingUnitId } = taskPlanTable;
  const ours = viewer?.unitId == null ? undefined : ne(draftingUnitId, viewer.unitId);
  return sql`${taskTable.planId} not in (select ${id} from ${taskPlanTable} where ${and(heldAt(taskPlanTable, moment), eq(issued, false), ours)})`;
}

function conditionsOf(filter: TaskFilter, moment: RequestMoment): readonly (SQL | undefined)[] {
  const { planId, leadUnitId, coordinatingUnitId, unitId, parentTaskId, dueBefore } = filter;
  return [
    given(planId, (value) => eq(taskTable.planId, value)),
    given(filter.sectionId, (value) => underSection(value, moment)),
    given(leadUnitId, (value) => eq(taskTable.leadUnitId, value)),
    given(coordinatingUnitId, (value) => arrayContains(taskTable.coordinatingUnitIds, [value])),
    given(unitId, (value) => arrayContains(taskTable.unitIds, [value])),
    given(parentTaskId, (value) => eq(taskTable.parentTaskId, value)),
    given(filter.statuses, (values) => inArray(statusOn(moment.today), [...values])),
    given(filter.lights, (values) => inArray(lightOn(moment.today), [...values])),
    given(filter.assignments, (values) => inArray(taskTable.assignment, [...values])),
    given(filter.submitted, submittedIs),
    given(dueBefore, (day) => lte(taskTable.nextDueOn, day)),
    // Words hold letters and digits alone, so that no sign of LIKE stands in them.
    ...searchWords(filter.search ?? '').map((word) => like(taskTable.search, `%${word}%`)),
    filter.withChildren === false ? isNull(taskTable.parentTaskId) : undefined,
  ];
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

function submittedIs(submitted: boolean): SQL | undefined {
  const waiting = and(
    isNotNull(taskTable.submittedOn),
    eq(taskTable.confirmed, false),
    eq(taskTable.cancelled, false),
    ne(taskTable.assignment, 'SPLIT'),
  );
  return submitted ? waiting : sql`not (${waiting})`;
}

function given<Value>(value: Value | null | undefined, condition: (value: Value) => SQL | undefined) {
  return value == null ? undefined : condition(value);
}
