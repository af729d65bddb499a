import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** Token of the open database. */
export const DATABASE = Symbol('DATABASE');

/** Read models (schema `read_model`) and vault (schema `vault`), in one database. */
export interface Database {
  readonly db: NodePgDatabase;
  /**
   * With the embedded database it has ONE connection: inside a transaction never ask the pool again, or you
   * wait for yourself.
   */
  readonly pool: pg.Pool;
  /** Whether it is the embedded PGlite, which this process alone can open. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://…` of a PostgreSQL server; when left out, the embedded database runs. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the embedded database; in memory when left out. */
  readonly dataDir?: string | undefined;
}

/** Connections to a PostgreSQL server. */
const connectionsMax = 16;
const connectTimeoutMsMax = 10_000;
/** The embedded database has one connection; whoever wants it waits in line behind the projector's batch. */
const lineTimeoutMsMax = 120_000;
const idleInTransactionMsMax = 60_000;

/** @throws when the server cannot be reached or the folder is in use or broken; says which and what to do */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.databaseUrl === undefined ? await startEmbeddedPostgres(options.dataDir) : null;
  const pool = new pg.Pool({
    ...(embedded === null
      ? { connectionString: options.databaseUrl }
      : { user: 'postgres', stream: embedded.stream }),
    max: embedded === null ? connectionsMax : 1,
    connectionTimeoutMillis: embedded === null ? connectTimeoutMsMax : lineTimeoutMsMax,
    // A statement does not wait for the answer to the one before: a batch goes there and back once, not ten times.
    pipeline: true,
    idle_in_transaction_session_timeout: idleInTransactionMsMax,
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {});
  await checkConnection(pool, embedded);
  return {
    db: drizzle(pool),
    pool,
    embedded: embedded !== null,
    async close() {
      await pool.end();
      await embedded?.close();
    },
  };
}

async function checkConnection(pool: pg.Pool, embedded: EmbeddedPostgres | null): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    await embedded?.close();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the database of DATABASE_URL cannot be reached: ${why}`, { cause });
  }
}

/** Dates stay text (YYYY-MM-DD): a business date has no time zone. Drizzle maps the rest by column. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format as 'text');
}
