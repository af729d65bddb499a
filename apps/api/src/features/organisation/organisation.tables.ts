import type { UnitKind } from '@songhanh/domain/organisation';
import { boolean, date, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

/** A name of a unit and the day since which it holds. */
export interface NameRow {
  readonly name: string;
  readonly nameEnglish: string | null;
  readonly shortName: string;
  readonly code: string | null;
  readonly since: string;
  readonly legalAct: string | null;
}

export const unitTable = versionedTable(
  'unit',
  {
    kind: text('kind').$type<UnitKind>().notNull(),
    parentId: text('parent_id'),
    /** Earliest first; which one holds depends on the day. */
    names: jsonb('names').$type<readonly NameRow[]>().notNull(),
    since: date('since', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }),
    successorIds: jsonb('successor_ids').$type<readonly string[]>().notNull(),
    requestOnly: boolean('request_only').notNull(),
    /** Kind, official code, then the Vietnamese alphabet. */
    listOrder: bytewiseText('list_order').notNull(),
    /** All its names and codes, as a search compares them. */
    search: text('search').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [
    index('list').on(t.listOrder, t.id).where(current),
    index('parent').on(t.parentId, t.listOrder, t.id).where(current),
  ],
);

export type UnitRow = Omit<typeof unitTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** The members of a group since a day. */
export interface MembershipRow {
  readonly since: string;
  readonly memberUnitIds: readonly string[];
}

export const unitGroupTable = versionedTable('unit_group', {
  name: text('name').notNull(),
  nameEnglish: text('name_english'),
  /** Earliest first. */
  memberships: jsonb('memberships').$type<readonly MembershipRow[]>().notNull(),
  sortKey: bytewiseText('sort_key').notNull(),
  revision: integer('revision').notNull(),
});

export type UnitGroupRow = Omit<typeof unitGroupTable.$inferSelect, 'fromPosition' | 'toPosition'>;
