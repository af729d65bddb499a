import type { Role } from '@songhanh/domain/kernel';
import { boolean, date, index, integer, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

export type AccountStatus = 'OPEN' | 'CLOSED' | 'ERASED';

/** Holds names in clear, for who may see them; `eraseAccountRows` removes them from every version. */
export const accountTable = versionedTable(
  'account',
  {
    fullName: text('full_name'),
    email: text('email'),
    phone: text('phone'),
    status: text('status').$type<AccountStatus>().notNull(),
    illustrative: boolean('illustrative').notNull(),
    /** Units in which the person holds or held an office: their colleagues see their contacts, and who works with these. */
    unitIds: text('unit_ids').array().notNull(),
    sortKey: bytewiseText('sort_key').notNull(),
    search: text('search').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [index('name').on(t.sortKey, t.id).where(current)],
);

export type AccountRow = Omit<typeof accountTable.$inferSelect, 'fromPosition' | 'toPosition'>;

export const officeTable = versionedTable(
  'office',
  {
    accountId: text('account_id').notNull(),
    unitId: text('unit_id'),
    title: text('title').notNull(),
    titleEnglish: text('title_english'),
    role: text('role').$type<Role>().notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }),
  },
  (t) => [index('account').on(t.accountId).where(current), index('unit').on(t.unitId).where(current)],
);

export type OfficeRow = Omit<typeof officeTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** One row for each coordination: two units that work on a task together while it is open. */
export const accountCoordinationTable = versionedTable(
  'account_coordination',
  {
    taskId: text('task_id').notNull(),
    leadUnitId: text('lead_unit_id').notNull(),
    unitId: text('unit_id').notNull(),
    open: boolean('open').notNull(),
  },
  (t) => [
    index('lead').on(t.leadUnitId).where(current),
    index('unit').on(t.unitId).where(current),
    index('task').on(t.taskId).where(current),
  ],
);

export type AccountCoordinationRow = Omit<
  typeof accountCoordinationTable.$inferSelect,
  'fromPosition' | 'toPosition'
>;
