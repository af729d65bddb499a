import type { Database } from '../database/database.ts';
import { qualifiedName } from '../database/ddl.ts';
import type { AnyReadModel } from './read-model.ts';

/** Events projected before the tables are analysed for the first time; then each time that as many came again. */
const analysedEventsMin = 5_000;

/** What the database knows of its tables, so that it plans for their size and not for empty ones. */
export interface Statistics {
  /** To be told of each batch. */
  projected(events: number): Promise<void>;
}

/**
 * The embedded database never analyses by itself: a long log that is followed, not rebuilt, would be planned for
 * as if its tables were empty. A PostgreSQL server does so itself.
 */
export function createStatistics(
  { pool, embedded }: Database,
  readModels: readonly AnyReadModel[],
): Statistics {
  const tables = readModels.flatMap(({ table, derived }) => [table, ...derived.map((rows) => rows.table)]);
  let all = 0;
  let next = analysedEventsMin;
  return {
    async projected(events) {
      all += events;
      if (!embedded || all < next) return;
      next = all * 2;
      await pool.query(`analyze ${tables.map((table) => qualifiedName(table)).join(', ')}`);
    },
  };
}
