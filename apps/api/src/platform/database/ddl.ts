import { SQL } from 'drizzle-orm';
import { getTableConfig, type IndexedColumn, PgDialect, PgJsonb, type PgTable } from 'drizzle-orm/pg-core';

const dialect = new PgDialect();

/**
 * Idempotent DDL of a Drizzle table, so that table and DDL cannot differ. A changed shape of a read model
 * comes with a higher projection version and is rebuilt; tables of the vault bring their own `alter` lines.
 */
export function ddlOf(table: PgTable): readonly string[] {
  const keys = keyColumns(table).map((columns) => `primary key (${columns})`);
  const name = nameOf(table);
  return [createTable(table, name, keys), ...withoutStatistics(table, name), ...createIndexes(table, name)];
}

/** `"schema"."name"` of a Drizzle table. */
export function qualifiedName(table: PgTable, name: string = nameOf(table)): string {
  const { schema } = getTableConfig(table);
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** `keys` are its table constraints; without them it has none but those of single columns. */
export function createTable(table: PgTable, name: string, keys: readonly string[] = []): string {
  const { columns } = getTableConfig(table);
  const lines = columns.map((column) => {
    const notNull = column.notNull ? ' not null' : '';
    const key = column.primary ? ' primary key' : '';
    const fallback =
      column.hasDefault && column.default !== undefined ? ` default ${literal(column.default)}` : '';
    return `${quoted(column.name)} ${column.getSQLType()}${notNull}${key}${fallback}`;
  });
  return `create table if not exists ${qualifiedName(table, name)} (${[...lines, ...keys].join(', ')})`;
}

/** Documents are in no condition, and looking through them would take longer than through all the rest. */
export function withoutStatistics(table: PgTable, name: string): readonly string[] {
  return getTableConfig(table)
    .columns.filter((column) => column instanceof PgJsonb)
    .map(
      (column) => `alter table ${qualifiedName(table, name)} alter ${quoted(column.name)} set statistics 0`,
    );
}

/** Its primary key over several columns, for a table that was created without. */
export function addPrimaryKey(table: PgTable, name: string): readonly string[] {
  return keyColumns(table).map(
    (columns) => `alter table ${qualifiedName(table, name)} add primary key (${columns})`,
  );
}

/** Indexes carry the table’s name in front, so that they collide neither with a shadow’s nor with a table. */
export function createIndexes(table: PgTable, name: string): readonly string[] {
  const own = `${qualifiedName(table)}.`;
  return getTableConfig(table).indexes.map(({ config }) => {
    const columns = config.columns.map((column) => indexedColumn(column, own)).join(', ');
    const where = config.where === undefined ? '' : ` where ${printed(config.where, own)}`;
    const unique = config.unique ? 'unique ' : '';
    const indexName = quoted(`${name}__${config.name}`);
    return `create ${unique}index if not exists ${indexName} on ${qualifiedName(table, name)} using ${config.method ?? 'btree'} (${columns})${where}`;
  });
}

function keyColumns(table: PgTable): readonly string[] {
  return getTableConfig(table).primaryKeys.map((key) =>
    key.columns.map(({ name }) => quoted(name)).join(', '),
  );
}

export function nameOf(table: PgTable): string {
  return getTableConfig(table).name;
}

function indexedColumn(column: Partial<IndexedColumn | SQL>, own: string): string {
  if (column instanceof SQL) return `(${printed(column, own)})`;
  const { name = '', indexConfig = {} } = column as Partial<IndexedColumn>;
  const { order, opClass } = indexConfig;
  // Drizzle's own default is "asc nulls last" for every method; only what differs from PostgreSQL's is said.
  const parts = [quoted(name), opClass, order === 'desc' ? 'desc' : ''];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function printed(expression: SQL, own: string): string {
  return dialect.sqlToQuery(expression.inlineParams()).sql.replaceAll(own, '');
}

function literal(value: unknown): string {
  if (value instanceof SQL) return dialect.sqlToQuery(value.inlineParams()).sql;
  return `'${String(value).replaceAll("'", "''")}'`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
