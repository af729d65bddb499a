import type { RecordedEvent } from '@songhanh/domain/kernel';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import { qualifiedName } from '../database/ddl.ts';
import { momentTable } from './projector.tables.ts';
import { beforeAll, type FirstAndLast } from './projector.ts';

export interface MomentRow {
  readonly recordedAt: string;
  readonly position: bigint;
}

/** Pure: the running maximum of `recordedAt` over events, one row for each value with its last position. */
export function momentsOf(events: readonly RecordedEvent[], latest: string | null): readonly MomentRow[] {
  const moments = new Map<string, bigint>();
  let maximum = latest;
  for (const { metadata, position } of events) {
    if (maximum === null || metadata.recordedAt > maximum) maximum = metadata.recordedAt;
    moments.set(maximum, position);
  }
  return [...moments].map(([recordedAt, position]) => ({ recordedAt, position }));
}

export async function latestMoment(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query(`select max(recorded_at) as at from ${qualifiedName(momentTable)}`);
  return isoOf(rows[0]?.at);
}

export async function writeMoments(
  client: PoolClient,
  moments: readonly MomentRow[],
  table: PgTable = momentTable,
): Promise<void> {
  if (moments.length === 0) return;
  await client.query(
    `insert into ${qualifiedName(table)} (recorded_at, position)
     select at, position from unnest($1::timestamptz[], $2::bigint[]) as moment(at, position)
     on conflict (recorded_at) do update set position = excluded.position`,
    [moments.map(({ recordedAt }) => recordedAt), moments.map(({ position }) => position.toString())],
  );
}

/** The last position whose running maximum of `recordedAt` is not after the instant. */
export async function positionAt(pool: Pool, instant: string): Promise<bigint> {
  const { rows } = await pool.query(
    `select position from ${qualifiedName(momentTable)} where recorded_at <= $1::timestamptz
     order by recorded_at desc limit 1`,
    [instant],
  );
  return rows[0] === undefined ? beforeAll : BigInt(rows[0].position);
}

/** The latest `recordedAt` up to a position, ISO 8601 UTC; null before the first event. */
export async function instantAt(pool: Pool, position: bigint): Promise<string | null> {
  if (position < 0n) return null;
  const { rows } = await pool.query(
    `select recorded_at as at from ${qualifiedName(momentTable)} where position >= $1 order by position limit 1`,
    [position.toString()],
  );
  return rows[0] === undefined ? (await firstAndLast(pool)).lastRecordedAt : isoOf(rows[0].at);
}

export async function firstAndLast(pool: Pool): Promise<FirstAndLast> {
  const { rows } = await pool.query(
    `select min(recorded_at) as first, max(recorded_at) as last from ${qualifiedName(momentTable)}`,
  );
  return { firstRecordedAt: isoOf(rows[0]?.first), lastRecordedAt: isoOf(rows[0]?.last) };
}

function isoOf(value: Date | null | undefined): string | null {
  return value == null ? null : new Date(value).toISOString();
}
