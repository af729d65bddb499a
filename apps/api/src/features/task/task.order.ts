import { and, asc, desc, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CursorPart, CursorShape, Page } from '../../platform/graphql/paging.ts';
import type { RequestMoment } from '../../platform/graphql/request-context.ts';
import { heldAt } from '../../platform/projector/at.ts';
import { taskTable, taskUnitTable, taskWordsTable } from './task.tables.ts';

export type TaskSortField = 'CODE' | 'TITLE' | 'DUE_ON' | 'PERCENT' | 'LEAD' | 'CHANGED_AT';

export interface TaskSort {
  readonly field: TaskSortField;
  readonly direction?: 'ASCENDING' | 'DESCENDING' | null;
}

/** How a list is sorted: the value that a row is sorted by, then its code, then its id, all in one direction. */
export interface TaskOrder {
  /** Whether the names of units must be joined. */
  readonly byUnit: boolean;
  /** Selected with each row as `sortValue`, for its cursor. */
  readonly value: SQL<string | number> | PgColumn;
  readonly orderBy: readonly SQL[];
  /** The same for rows of tasks beside the value selected as `sortValue`. */
  readonly orderRowsBy: (sortValue: SQLWrapper) => readonly SQL[];
  readonly after: (page: Page) => SQL | undefined;
  readonly keyOf: (row: SortedRow) => readonly CursorPart[];
}

export interface SortedRow {
  readonly sortValue: string | number;
  readonly codeKey: string;
  readonly id: string;
}

/** Cursors of one order are none of another. */
export function taskCursors(sort: TaskSort | null | undefined): CursorShape {
  const { field = 'CODE', direction } = sort ?? {};
  return {
    list: `tasks ${field} ${direction ?? 'ASCENDING'}`,
    key: [field === 'PERCENT' ? 'integer' : 'text', 'text', 'text'],
  };
}

/** With the words of tasks joined, codes and titles are those of the words, so that their indexes serve. */
export function taskOrder(sort: TaskSort | null | undefined, withWords: boolean): TaskOrder {
  const field = sort?.field ?? 'CODE';
  const keyed = withWords ? taskWordsTable : taskTable;
  const columns = { ...columnsOfTasks, CODE: keyed.codeKey, TITLE: keyed.titleKey };
  const direction = sort?.direction === 'DESCENDING' ? desc : asc;
  const value = field === 'LEAD' ? leadKey : columns[field];
  const type = field === 'PERCENT' ? sql`::integer` : sql`::text`;
  const comparison = sort?.direction === 'DESCENDING' ? sql`<` : sql`>`;
  const { codeKey, id } = field === 'CODE' || field === 'TITLE' ? keyed : taskTable;
  return {
    byUnit: field === 'LEAD',
    value,
    orderBy: [direction(value), direction(codeKey), direction(id)],
    orderRowsBy: (by) => [direction(by), direction(taskTable.codeKey), direction(taskTable.id)],
    after({ after }) {
      if (after === null) return undefined;
      const [last, code, lastId] = after;
      const key = field === 'PERCENT' ? Number(last) : String(last);
      return sql`(${value}, ${codeKey}, ${id}) ${comparison} (${key}${type}, ${String(code)}, ${String(lastId)})`;
    },
    keyOf: (row) => [row.sortValue, row.codeKey, row.id],
  };
}

const columnsOfTasks = {
  DUE_ON: taskTable.dueKey,
  PERCENT: taskTable.percent,
  CHANGED_AT: taskTable.changedAt,
} as const;

/** Tasks that nobody leads come last. */
const leadKey = sql<string>`coalesce(${taskUnitTable.sortKey}, '~')`;

/** The name of the unit that leads a task, at the moment. */
export function leadOf(moment: RequestMoment): SQL | undefined {
  return and(eq(taskUnitTable.id, taskTable.leadUnitId), heldAt(taskUnitTable, moment));
}
