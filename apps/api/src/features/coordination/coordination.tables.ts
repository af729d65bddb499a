import type { CoordinationStatus } from '@songhanh/domain/coordination';
import { sql } from 'drizzle-orm';
import { boolean, date, type ExtraConfigColumn, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { heldUntil } from '../../platform/projector/at.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

export interface ProposedChange {
  readonly id: string;
  readonly scope: string;
  readonly dueOn: string | null;
  readonly reason: string;
  readonly proposedAt: string;
}

export interface ContributionItem {
  readonly id: string;
  readonly text: string;
  readonly recordedAt: string;
}

// Instants are ISO 8601 UTC, compared byte by byte.

export const coordinationTable = versionedTable(
  'coordination',
  {
    taskId: text('task_id').notNull(),
    planId: text('plan_id').notNull(),
    leadUnitId: text('lead_unit_id').notNull(),
    unitId: text('unit_id').notNull(),
    mode: text('mode').$type<'ORDER' | 'REQUEST'>().notNull(),
    origin: text('origin').$type<'ASSIGNMENT' | 'INVITATION'>().notNull(),
    status: text('status').$type<CoordinationStatus>().notNull(),
    scope: text('scope'),
    dueOn: date('due_on', { mode: 'string' }),
    declineReason: text('decline_reason'),
    openChange: jsonb('open_change').$type<ProposedChange>(),
    /** Earliest first. */
    contributions: jsonb('contributions').$type<readonly ContributionItem[]>().notNull(),
    conclusion: text('conclusion'),
    openedAt: bytewiseText('opened_at').notNull(),
    answeredAt: bytewiseText('answered_at'),
    revision: integer('revision').notNull(),
  },
  // The coordinations of tasks, now and in the past.
  (t) => [
    index('task').on(t.taskId, t.openedAt, t.id).where(current),
    index('task_versions').on(t.taskId, t.fromPosition, heldUntil(t)),
  ],
);

export type CoordinationRow = Omit<typeof coordinationTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** What of a task somebody waits for; the plan's keepers stand in no row, they follow from the plan. */
export const coordinationTaskTable = versionedTable(
  'coordination_task',
  {
    planId: text('plan_id').notNull(),
    leadUnitId: text('lead_unit_id'),
    mode: text('mode').$type<'ORDER' | 'REQUEST'>(),
    answer: text('answer').$type<'NONE' | 'AWAITING' | 'DECLINED' | 'GIVEN'>().notNull(),
    /** When the assignment, or the refusal of it, was recorded. */
    answerSince: bytewiseText('answer_since'),
    changeSince: bytewiseText('change_since'),
    submittedSince: bytewiseText('submitted_since'),
    /** Since when the lead has its result back, until it submits again. */
    returnedSince: bytewiseText('returned_since'),
    dueOn: date('due_on', { mode: 'string' }),
    /** Confirmed or cancelled: nobody waits any more. */
    closed: boolean('closed').notNull(),
  },
  // What is still waited for in a coordination counts only while its task is open.
  (t) => [index('closed').on(t.id, t.fromPosition, heldUntil(t)).where(sql`closed`)],
);

export type CoordinationTaskRow = Omit<
  typeof coordinationTaskTable.$inferSelect,
  'fromPosition' | 'toPosition'
>;

export type WaitingKind =
  | 'ACKNOWLEDGE_TASK'
  | 'ANSWER_TASK_REQUEST'
  | 'ANSWER_TASK_CHANGE'
  | 'CONFIRM_TASK'
  | 'RESUBMIT_TASK'
  | 'REASSIGN_TASK'
  | 'ACKNOWLEDGE_COORDINATION'
  | 'ANSWER_COORDINATION'
  | 'ANSWER_COORDINATION_CHANGE'
  | 'CONTRIBUTE'
  | 'CONCLUDE_COORDINATION';

const waitingColumns = () => ({
  kind: text('kind').$type<WaitingKind>().notNull(),
  taskId: text('task_id').notNull(),
  planId: text('plan_id').notNull(),
  leadUnitId: text('lead_unit_id').notNull(),
  /** Who must act; null for the plan's keeper. */
  actingUnitId: text('acting_unit_id'),
  /** Who waits; null for the plan's keeper. */
  waitingUnitId: text('waiting_unit_id'),
  since: bytewiseText('since').notNull(),
  dueOn: date('due_on', { mode: 'string' }),
});

type WaitingIndexColumn = 'actingUnitId' | 'waitingUnitId' | 'since' | 'id' | 'fromPosition' | 'toPosition';

/** The two sides of an inbox, longest first, now and in the past; and who waited on whom at a moment, over all. */
function waitingIndexes(t: Readonly<Record<WaitingIndexColumn, ExtraConfigColumn>>) {
  return [
    index('acting').on(t.actingUnitId, t.since, t.id).where(current),
    index('waiting').on(t.waitingUnitId, t.since, t.id).where(current),
    index('acting_versions').on(t.actingUnitId, t.since, t.id, t.fromPosition, heldUntil(t)),
    index('waiting_versions').on(t.waitingUnitId, t.since, t.id, t.fromPosition, heldUntil(t)),
    index('held').on(heldUntil(t), t.fromPosition),
  ];
}

/** One row for each thing that somebody waits for in a coordination. */
export const coordinationWaitingTable = versionedTable(
  'coordination_waiting',
  { ...waitingColumns(), coordinationId: text('coordination_id') },
  waitingIndexes,
);

/** One row for each thing that somebody waits for in a task itself. */
export const taskWaitingTable = versionedTable('task_waiting', waitingColumns(), (t) => [
  ...waitingIndexes(t),
  // What the keeper of few plans must do.
  index('plan').on(t.planId, t.toPosition),
]);

export type TaskWaitingRow = Omit<typeof taskWaitingTable.$inferSelect, 'fromPosition' | 'toPosition'>;
export type CoordinationWaitingRow = TaskWaitingRow & { readonly coordinationId: string | null };

/** Who keeps a plan: the unit that drafts it, or, where that one leads the task itself, the one that issues it. */
export const coordinationPlanTable = versionedTable(
  'coordination_plan',
  { issuingUnitId: text('issuing_unit_id').notNull(), draftingUnitId: text('drafting_unit_id').notNull() },
  (t) => [
    index('issuing').on(t.issuingUnitId, t.id).where(current),
    index('drafting').on(t.draftingUnitId, t.id).where(current),
  ],
);

export type CoordinationPlanRow = Omit<
  typeof coordinationPlanTable.$inferSelect,
  'fromPosition' | 'toPosition'
>;
