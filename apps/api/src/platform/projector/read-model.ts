import type { Projection } from '@songhanh/domain/kernel';
import { sql } from 'drizzle-orm';
import {
  bigint,
  type ExtraConfigColumn,
  index,
  type PgColumnBuilderBase,
  type PgTable,
  type PgTableExtraConfigValue,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';

export const readModelSchema = pgSchema('read_model');

/** Columns of every read model: a row is the version that held from one position until another. */
const versionColumns = () => ({
  id: text('id').notNull(),
  /** Position of the event that made this version. */
  fromPosition: bigint('from_position', { mode: 'bigint' }).notNull(),
  /** Position of the event that ended it; null while it is current. */
  toPosition: bigint('to_position', { mode: 'bigint' }),
});

/** Condition of a partial index over current rows. */
export const current = sql`to_position is null`;

/**
 * A table of versioned rows in schema `read_model`, with primary key (id, from_position). Names of indexes
 * are put behind the table's own. Screens read current rows through partial indexes: `.where(current)`.
 *
 *     export const unitTable = versionedTable('unit', { name: text('name').notNull() }, (t) => [
 *       index('name').on(t.name, t.id).where(current),
 *     ]);
 */
export function versionedTable<Columns extends Record<string, PgColumnBuilderBase>>(
  name: string,
  columns: Columns,
  indexes: (table: ColumnsOf<Columns>) => PgTableExtraConfigValue[] = () => [],
) {
  const make = (tableName: string) =>
    readModelSchema.table(tableName, { ...columns, ...versionColumns() }, (table) => [
      primaryKey({ columns: [table.id, table.fromPosition] as never }),
      // Rows by id, for relations and for the projector itself: the key alone leads to all versions of each.
      index('current').on(table.id).where(current),
      ...indexes(table as unknown as ColumnsOf<Columns>),
    ]);
  const table = make(name);
  shadows.set(table, make(`${name}__next`));
  return table;
}

const shadows = new WeakMap<PgTable, PgTable>();

/** The table of the same shape, beside a read model's own, that a rebuild fills. */
export function shadowOf(table: PgTable): PgTable {
  const shadow = shadows.get(table);
  if (shadow === undefined) throw new Error('a read model needs a table made by versionedTable');
  return shadow;
}

type ColumnsOf<Columns> = {
  readonly [Name in keyof Columns | 'id' | 'fromPosition' | 'toPosition']: ExtraConfigColumn;
};

/** What a row of a read model must have: its key. All else are the table's columns by their Drizzle names. */
export interface ReadModelRow {
  readonly id: string;
}

/** Rows of another table that are a pure function of one row: one waiting item for each thing waited for. */
export interface DerivedRows<Row> {
  readonly table: PgTable;
  /** Ids are unique in the table and belong to this row alone: begin them with the row's id. */
  readonly rows: (row: Row) => readonly ReadModelRow[];
}

/** A row whose changes also change another row of the same read model: a child task and its split parent. */
export interface RollUp<Row> {
  readonly parentOf: (row: Row) => string | null;
  /** The parent after a child changed; `before` is null for a new child, `after` for a removed one. */
  readonly fold: (parent: Row, before: Row | null, after: Row | null) => Row;
}

export interface ReadModel<Row extends ReadModelRow = ReadModelRow> {
  readonly projection: Projection<Row>;
  readonly table: PgTable;
  readonly derived: readonly DerivedRows<Row>[];
  readonly rollUp: RollUp<Row> | null;
}

/** A read model whose row type is of no interest to the holder. */
// biome-ignore lint/suspicious/noExplicitAny: the list holds read models of every row; each is checked where it is defined.
export type AnyReadModel = ReadModel<any>;

/**
 * Binds a projection to its table: `Row` is the insert type of the table without the version columns.
 *
 *     type UnitRow = Omit<typeof unitTable.$inferSelect, 'fromPosition' | 'toPosition'>;
 *     export const organisationReadModels = [defineReadModel({ projection: unitProjection, table: unitTable })];
 */
export function defineReadModel<Row extends ReadModelRow>(definition: {
  readonly projection: Projection<Row>;
  readonly table: PgTable;
  readonly derived?: readonly DerivedRows<Row>[];
  readonly rollUp?: RollUp<Row>;
}): ReadModel<Row> {
  return { derived: [], rollUp: null, ...definition };
}
