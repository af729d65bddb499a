import { and, getTableColumns, isNull, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { PoolClient } from 'pg';
import { qualifiedName } from '../database/ddl.ts';
import type { Ending, Version } from './fold-batch.ts';
import type { ReadModelRow } from './read-model.ts';
import { allOf, type Session } from './transaction.ts';

/** Rows in one statement; a JSON parameter of so many rows stays well below PostgreSQL's limit of 1 GB. */
const rowsPerStatementMax = 2_000;

/** Current rows of a table by id; ids without one are left out. */
export async function currentRowsOf(
  session: Session,
  table: PgTable,
  ids: readonly string[],
): Promise<ReadModelRow[]> {
  if (ids.length === 0) return [];
  const { id, toPosition } = table as unknown as { id: PgColumn; toPosition: PgColumn };
  const rows = await drizzle(session as PoolClient)
    .select(Object.fromEntries(dataColumns(table)))
    .from(table)
    .where(and(sql`${id} = any(${sql.param(ids)}::text[])`, isNull(toPosition)));
  return rows as unknown as ReadModelRow[];
}

/** Ends current versions, then inserts new ones. All statements are sent at once. */
export async function writeVersions(
  session: Session,
  table: PgTable,
  changes: { readonly opened: readonly Version[]; readonly ended: readonly Ending[] },
): Promise<void> {
  await allOf([
    ...inParts(changes.ended).map((part) => endVersions(session, table, part)),
    ...inParts(changes.opened).map((part) => insertVersions(session, table, part)),
  ]);
}

async function endVersions(session: Session, table: PgTable, ended: readonly Ending[]): Promise<void> {
  const result = await session.query(
    `update ${qualifiedName(table)} as row set to_position = ending.position
     from unnest($1::text[], $2::bigint[]) as ending(id, position)
     where row.id = ending.id and row.to_position is null`,
    [ended.map(({ id }) => id), ended.map(({ to }) => to.toString())],
  );
  if (result.rowCount !== ended.length)
    throw new Error(`${qualifiedName(table)} holds ${result.rowCount} of ${ended.length} versions to end`);
}

/** One JSON parameter holds all rows: faster than arrays by column, and it nests. */
async function insertVersions(session: Session, table: PgTable, versions: readonly Version[]): Promise<void> {
  const columns = getTableConfig(table).columns;
  const names = columns.map(quoted).join(', ');
  const types = columns.map((column) => `${quoted(column)} ${column.getSQLType()}`).join(', ');
  await session.query(
    `insert into ${qualifiedName(table)} (${names}) select ${names} from json_to_recordset($1) as r(${types})`,
    [JSON.stringify(versions.map((version) => recordOf(table, version)))],
  );
}

function recordOf(table: PgTable, { row, from, to }: Version): Record<string, unknown> {
  const record: Record<string, unknown> = {
    from_position: from.toString(),
    to_position: to?.toString() ?? null,
  };
  for (const [name, column] of dataColumns(table)) record[column.name] = (row as never)[name] ?? null;
  return record;
}

const columnsOfTables = new WeakMap<PgTable, readonly (readonly [string, PgColumn])[]>();

/** The columns that a row's fields fill: all but the versions' own. */
function dataColumns(table: PgTable): readonly (readonly [string, PgColumn])[] {
  const known = columnsOfTables.get(table);
  if (known !== undefined) return known;
  const columns = Object.entries(getTableColumns(table) as Record<string, PgColumn>).filter(
    ([name]) => name !== 'fromPosition' && name !== 'toPosition',
  );
  columnsOfTables.set(table, columns);
  return columns;
}

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += rowsPerStatementMax)
    parts.push(items.slice(at, at + rowsPerStatementMax));
  return parts;
}

function quoted({ name }: PgColumn): string {
  return `"${name}"`;
}
