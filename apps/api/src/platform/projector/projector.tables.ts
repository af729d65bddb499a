import { bigint, index, integer, text, timestamp } from 'drizzle-orm/pg-core';
import { readModelSchema } from './read-model.ts';

/**
 * One row, written in the transaction that writes the rows: that each event is folded exactly once rests on
 * it. `models` names the read models with their versions, so that processes of two versions of the software
 * cannot both project; `generation` counts swaps, so that rows remembered from before one are forgotten.
 */
export const progressTable = readModelSchema.table('progress', {
  id: integer('id').primaryKey(),
  position: bigint('position', { mode: 'bigint' }).notNull(),
  models: text('models').notNull(),
  generation: integer('generation').notNull(),
});

/** The versions of the projections whose rows the live tables hold. */
export const modelTable = readModelSchema.table('model', {
  name: text('name').primaryKey(),
  version: integer('version').notNull(),
});

/**
 * For each value of the running maximum of `recordedAt` the last position that has it: both columns rise
 * together. Translates an instant into a position, and a position into an instant.
 */
export const momentTable = readModelSchema.table(
  'moment',
  {
    recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).primaryKey(),
    position: bigint('position', { mode: 'bigint' }).notNull(),
  },
  (table) => [index('position').on(table.position)],
);
