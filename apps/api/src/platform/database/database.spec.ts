import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';

const startMsMax = 120_000;
let database: Database;

beforeAll(async () => {
  database = await openDatabase({});
}, startMsMax);
afterAll(() => database.close());

it('goes on after a statement that failed, in no transaction of the one before', async () => {
  const { pool } = database;
  await expect(pool.query('select nothing_of_this_name')).rejects.toThrow('does not exist');
  await expect(pool.query('select $1::int', ['x'])).rejects.toThrow('invalid input syntax');
  const client = await pool.connect();
  await client.query('begin');
  await client.query('create table left_behind (id int)');
  client.release(true);
  expect((await pool.query("select to_regclass('left_behind') as name")).rows).toEqual([{ name: null }]);
});

it('keeps dates as the days that they are', async () => {
  const { rows } = await database.pool.query("select '2023-02-03'::date as day");
  expect(rows).toEqual([{ day: '2023-02-03' }]);
});
