import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
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
  const began = lte(table.fromPosition, moment.position);
  const notEnded = or(isNull(table.toPosition), gt(table.toPosition, moment.position));
  return and(began, notEnded) as SQL;
}
