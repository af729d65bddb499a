import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { ddlOf } from '../database/ddl.ts';
import { migrate } from '../database/migrate.ts';
import { counterReadModel } from './projector.fixture.ts';
import { createStatistics } from './statistics.ts';

test('tables of the embedded database are analysed once many events were projected', async () => {
  const database = await openDatabase({});
  try {
    const model = counterReadModel();
    const tables = [model.table, ...model.derived.map(({ table }) => table)];
    await database.pool.query('create schema if not exists read_model');
    await migrate(database, tables.flatMap(ddlOf));
    const statistics = createStatistics(database, [model]);
    const known = async () => {
      const { rows } = await database.pool.query(
        `select reltuples from pg_class where oid = 'read_model.counter'::regclass`,
      );
      return rows[0]?.reltuples >= 0;
    };
    await statistics.projected(4_999);
    expect(await known()).toBe(false);
    await statistics.projected(1);
    expect(await known()).toBe(true);
  } finally {
    await database.close();
  }
});
