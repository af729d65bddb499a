import type { RecordedEvent } from '@songhanh/domain/kernel';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { PoolClient } from 'pg';
import type { Database } from '../database/database.ts';
import {
  createIndexes,
  createTable,
  ddlOf,
  nameOf,
  qualifiedName,
  withoutStatistics,
} from '../database/ddl.ts';
import { migrate } from '../database/migrate.ts';
import { lockProgress, modelsDigest } from './project-batch.ts';
import { modelTable, momentTable, progressTable } from './projector.tables.ts';
import { beforeAll, type EventSource } from './projector.ts';
import { type AnyReadModel, shadowOf } from './read-model.ts';
import { createRebuilding, type Rebuilding } from './rebuilding.ts';
import { inTransaction } from './transaction.ts';

export interface RebuildOptions {
  readonly database: Database;
  readonly source: EventSource;
  readonly readModels: readonly AnyReadModel[];
  /** Current versions held back in memory, over all tables. */
  readonly openVersionsMax?: number;
}

/** Events folded at once, in between the database is heard; rows are written whenever enough of them wait. */
const rebuildBatchEventsMax = 500;
/** What an index may be sorted in; beyond it PostgreSQL sorts on disk. */
const indexMemoryMegabytesMax = 256;

/**
 * Makes the tables and brings every read model to the version that this process knows: what is new or changed
 * is folded from the start of the log beside the live rows.
 * @returns the position up to which all of them are true
 */
export async function prepareReadModels(options: RebuildOptions): Promise<bigint> {
  const { database, readModels } = options;
  await migrate(database, [progressTable, modelTable, momentTable].flatMap(ddlOf));
  const digest = modelsDigest(readModels);
  await database.pool.query(
    `insert into ${qualifiedName(progressTable)} (id, position, models, generation) values (1, $1, $2, 0)
     on conflict (id) do nothing`,
    [beforeAll.toString(), digest],
  );
  await alone(database, async () => {
    const stale = await staleModels(options);
    if (stale.length > 0) await rebuild(options, stale);
  });
  return inTransaction(database.pool, async (client) => {
    const { position } = await lockProgress(client);
    await client.query(`update ${qualifiedName(progressTable)} set models = $1`, [digest]);
    return position;
  });
}

/** Rebuilds every read model, and where the log stands further than the progress, up to the end of the log. */
export async function rebuildAll(options: RebuildOptions): Promise<void> {
  await alone(options.database, () => rebuild(options, options.readModels));
}

/** Session lock of the one process that rebuilds; the number is this project's own. */
const rebuildLock = 2023_10_27;

async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  if (database.embedded) return work();
  const session = await database.pool.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [rebuildLock]);
    await work();
    await session.query('select pg_advisory_unlock($1)', [rebuildLock]);
    session.release();
  } catch (error) {
    session.release(true);
    throw error;
  }
}

async function staleModels({ database, readModels }: RebuildOptions): Promise<readonly AnyReadModel[]> {
  const { rows } = await database.pool.query(`select name, version from ${qualifiedName(modelTable)}`);
  const versions = new Map(rows.map(({ name, version }) => [name, version]));
  return readModels.filter(({ projection }) => versions.get(projection.name) !== projection.version);
}

/**
 * Folds the log into shadow tables while the live ones go on, then, holding the row of progress, folds what
 * came meanwhile and swaps: whoever reads sees the old rows or the new ones, never both or none.
 */
async function rebuild(options: RebuildOptions, models: readonly AnyReadModel[]): Promise<void> {
  const { database, readModels } = options;
  const whole = models.length === readModels.length;
  const tables = models.flatMap(tablesOf);
  await database.pool.query('create schema if not exists read_model');
  await migrate(
    database,
    tables.flatMap((table) => beginShadow(shadowOf(table))),
  );
  const rebuilding = createRebuilding(database.pool, models, options.openVersionsMax);
  const stored = await inTransaction(database.pool, lockProgress);
  await rebuilding.orAbandon(async () => {
    await foldUpTo(options.source, rebuilding, whole ? null : stored.position);
    await rebuilding.writeAll();
  });
  for (const table of tables)
    for (const statement of createIndexes(shadowOf(table), nameOf(shadowOf(table))))
      await inTransaction(database.pool, async (client) => {
        await client.query(`set local maintenance_work_mem = '${indexMemoryMegabytesMax}MB'`);
        await client.query(statement);
      });
  await inTransaction(database.pool, async (client) => {
    const { position } = await lockProgress(client);
    rebuilding.goOnIn(client);
    await rebuilding.orAbandon(async () => {
      await foldUpTo(options.source, rebuilding, position);
      await rebuilding.writeAll();
    });
    if (whole) await rebuilding.replaceMoments(client);
    for (const table of tables) await swap(client, table);
    await recordVersions(client, models);
    const reached = whole && rebuilding.position() > position ? rebuilding.position() : position;
    await client.query(
      `update ${qualifiedName(progressTable)} set position = $1, models = $2, generation = generation + 1`,
      [reached.toString(), modelsDigest(readModels)],
    );
  });
  // The embedded database does so never by itself; without it nothing is known of the new rows.
  for (const table of tables) await database.pool.query(`vacuum (analyze) ${qualifiedName(table)}`);
}

/** Folds from where the rebuilding stands up to a position; null: to the end of the log. */
async function foldUpTo(source: EventSource, rebuilding: Rebuilding, position: bigint | null): Promise<void> {
  const reached = rebuilding.position();
  if (position !== null && reached >= position) return;
  const from = reached === beforeAll ? null : reached;
  for await (const batch of source.readAll(from, rebuildBatchEventsMax)) {
    const wanted =
      position === null ? batch : batch.filter((event: RecordedEvent) => event.position <= position);
    await rebuilding.fold(wanted);
    if (wanted.length < batch.length) return;
  }
}

function tablesOf(model: AnyReadModel): readonly PgTable[] {
  return [model.table, ...model.derived.map(({ table }) => table)];
}

/** Its key and its indexes come after its rows: many times faster. */
function beginShadow(shadow: PgTable): readonly string[] {
  return [
    `drop table if exists ${qualifiedName(shadow)}`,
    createTable(shadow, nameOf(shadow)),
    ...withoutStatistics(shadow, nameOf(shadow)),
  ];
}

async function swap(client: PoolClient, table: PgTable): Promise<void> {
  const shadow = shadowOf(table);
  const [name, shadowName] = [nameOf(table), nameOf(shadow)];
  await client.query(`drop table if exists ${qualifiedName(table)}`);
  await client.query(`alter table ${qualifiedName(shadow)} rename to "${name}"`);
  for (const { config } of getTableConfig(shadow).indexes)
    await client.query(
      `alter index read_model."${shadowName}__${config.name}" rename to "${name}__${config.name}"`,
    );
  await client.query(`alter index read_model."${shadowName}_pkey" rename to "${name}_pkey"`);
}

async function recordVersions(client: PoolClient, models: readonly AnyReadModel[]): Promise<void> {
  for (const { projection } of models)
    await client.query(
      `insert into ${qualifiedName(modelTable)} (name, version) values ($1, $2)
       on conflict (name) do update set version = excluded.version`,
      [projection.name, projection.version],
    );
}
