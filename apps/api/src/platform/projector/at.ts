import { and, gt, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The two version columns of a read model's table. */
export interface VersionColumns {
  readonly fromPosition: PgColumn;
  readonly toPosition: PgColumn;
}

/**
 * The rows that held at a moment: the current ones when `position` is null. Every query of a read model
 * carries this condition.
 */
export function heldAt(table: VersionColumns, moment: { readonly position: bigint | null }): SQL {
  if (moment.position === null) return isNull(table.toPosition);
  const { position } = moment;
  return and(lte(table.fromPosition, position), gt(heldUntil(table), position)) as SQL;
}

/**
 * The position that ended a version, and beyond every position while it is current. Indexes over the past end in
 * it: with `to_position` itself, the condition would be an "or", which no index answers.
 */
export function heldUntil({ toPosition }: { readonly toPosition: unknown }): SQL {
  return sql`coalesce(${toPosition}, 9223372036854775807)`;
}
