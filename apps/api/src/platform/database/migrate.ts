import type { Database } from './database.ts';

/** Only one process changes tables at a time; the number is this project's own. */
const migrationLock = 2023_10_25;

/**
 * Runs idempotent DDL statements in one transaction: the schemas, then what is given (read models' tables,
 * `vaultDdl`). Safe at every boot and with several processes booting at once.
 */
export async function migrate({ pool }: Database, statements: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query('create schema if not exists read_model');
    await client.query('create schema if not exists vault');
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
