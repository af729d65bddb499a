import type { Deliverable, Schedule } from '@songhanh/domain/task';
import { boolean, date, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText } from '../../platform/database/columns.ts';
import { current, versionedTable } from '../../platform/projector/read-model.ts';

export type AssignmentState =
  | 'UNASSIGNED'
  | 'AWAITING_ANSWER'
  | 'ACKNOWLEDGED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'SPLIT';

export interface PeopleBySex {
  readonly female: number;
  readonly male: number;
}

export interface ChangeItem {
  readonly id: string;
  readonly proposal: string;
  readonly proposedDueOn: string | null;
  readonly reason: string;
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED';
  readonly answer: string | null;
  readonly requestedAt: string;
  readonly answeredAt: string | null;
}

export interface CheckInItem {
  readonly id: string;
  readonly periodId: string | null;
  readonly percent: number;
  readonly text: string;
  readonly people: PeopleBySex | null;
  readonly recordedAt: string;
  readonly officeId: string | null;
}

export interface EvidenceItem {
  readonly id: string;
  readonly deliverableId: string | null;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly unitId: string | null;
  readonly attachedAt: string;
  readonly late: boolean;
  readonly withdrawnReason: string | null;
}

/** What a child gives to its split parent. */
export interface PartOfTask {
  readonly cancelled: boolean;
  readonly confirmed: boolean;
  readonly started: boolean;
  readonly submittedOn: string | null;
  readonly nextDueOn: string | null;
  readonly lastDueOn: string;
  readonly percent: number;
}

/**
 * The children of a split task, counted: small however many they are, and a child that changes is taken out as it was
 * and put in as it is. Cancelled children are counted in `all` alone.
 */
export interface PartCounts {
  readonly all: number;
  readonly held: number;
  readonly confirmed: number;
  readonly started: number;
  readonly percentSum: number;
  /** How many are open and due next on a day. */
  readonly due: Readonly<Record<string, number>>;
  /** How many are open with nothing due. */
  readonly notDue: number;
  /** How many were submitted on a day against a last due day, `submittedOn lastDueOn`. */
  readonly submitted: Readonly<Record<string, number>>;
}

export const taskTable = versionedTable(
  'task',
  {
    planId: text('plan_id').notNull(),
    sectionId: text('section_id'),
    parentTaskId: text('parent_task_id'),
    code: text('code').notNull(),
    title: text('title').notNull(),
    titleEnglish: text('title_english'),
    schedule: jsonb('schedule').$type<Schedule>().notNull(),
    deliverables: jsonb('deliverables').$type<readonly Deliverable[]>().notNull(),
    countsPeople: boolean('counts_people').notNull(),
    illustrative: boolean('illustrative').notNull(),
    assignment: text('assignment').$type<AssignmentState>().notNull(),
    mode: text('mode').$type<'ORDER' | 'REQUEST'>(),
    leadUnitId: text('lead_unit_id'),
    /** Named by the assignment, or invited by the lead. */
    coordinatingUnitIds: text('coordinating_unit_ids').array().notNull(),
    /** Lead and coordinating units. */
    unitIds: text('unit_ids').array().notNull(),
    assignedOn: date('assigned_on', { mode: 'string' }),
    declineReason: text('decline_reason'),
    changes: jsonb('changes').$type<readonly ChangeItem[]>().notNull(),
    /** Earliest first. */
    checkIns: jsonb('check_ins').$type<readonly CheckInItem[]>().notNull(),
    evidence: jsonb('evidence').$type<readonly EvidenceItem[]>().notNull(),
    evidenceDigests: text('evidence_digests').array().notNull(),
    submissionSummary: text('submission_summary'),
    confirmedOn: date('confirmed_on', { mode: 'string' }),
    confirmationNote: text('confirmation_note'),
    returnReason: text('return_reason'),
    cancelReason: text('cancel_reason'),
    /** Null unless it has children. */
    parts: jsonb('parts').$type<PartCounts>(),
    childCount: integer('child_count').notNull(),
    cancelled: boolean('cancelled').notNull(),
    confirmed: boolean('confirmed').notNull(),
    /** Acknowledged, accepted or any check-in. */
    started: boolean('started').notNull(),
    /** The day of the submission that stands. */
    submittedOn: date('submitted_on', { mode: 'string' }),
    /** Null when nothing is owed any more. */
    nextDueOn: date('next_due_on', { mode: 'string' }),
    lastDueOn: date('last_due_on', { mode: 'string' }).notNull(),
    percent: integer('percent').notNull(),
    changedAt: bytewiseText('changed_at').notNull(),
    /** Code and title as a search compares them. */
    search: text('search').notNull(),
    codeKey: bytewiseText('code_key').notNull(),
    titleKey: bytewiseText('title_key').notNull(),
    /** `nextDueOn` as a list sorts it: tasks with nothing due come last. */
    dueKey: bytewiseText('due_key').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [
    index('plan').on(t.planId, t.codeKey, t.id).where(current),
    index('lead').on(t.leadUnitId, t.dueKey, t.codeKey, t.id).where(current),
    index('parent').on(t.parentTaskId, t.codeKey, t.id).where(current),
    index('units').using('gin', t.unitIds).where(current),
    index('evidence').using('gin', t.evidenceDigests).where(current),
    index('due').on(t.dueKey, t.codeKey, t.id).where(current),
    index('code').on(t.codeKey, t.id).where(current),
    index('title').on(t.titleKey, t.codeKey, t.id).where(current),
    index('percent').on(t.percent, t.codeKey, t.id).where(current),
    index('changed').on(t.changedAt, t.codeKey, t.id).where(current),
    // All that a count of statuses, lights and percents needs, so that it reads no row.
    index('standing')
      .on(...standing(t))
      .where(current),
    index('standing_versions').on(...standing(t), t.fromPosition, t.toPosition),
    // The past is read through these: versions in the order of a list, with what says whether they held.
    index('plan_versions').on(t.planId, t.fromPosition, t.toPosition),
    index('code_versions').on(t.codeKey, t.id, t.fromPosition, t.toPosition),
    index('due_versions').on(t.dueKey, t.codeKey, t.id, t.fromPosition, t.toPosition),
    index('unit_versions').using('gin', t.unitIds),
  ],
);

type StandingColumn =
  | 'planId'
  | 'sectionId'
  | 'assignment'
  | 'cancelled'
  | 'confirmed'
  | 'started'
  | 'submittedOn'
  | 'lastDueOn'
  | 'nextDueOn'
  | 'percent';

function standing<Column>(t: Readonly<Record<StandingColumn, Column>>): [Column, ...Column[]] {
  return [
    t.planId,
    ...[t.sectionId, t.assignment, t.cancelled, t.confirmed, t.started],
    ...[t.submittedOn, t.lastDueOn, t.nextDueOn, t.percent],
  ];
}

export type TaskRow = Omit<typeof taskTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** What tasks need to know of their plan: who may see it, and how its sections stand. */
export const taskPlanTable = versionedTable(
  'task_plan',
  {
    issued: boolean('issued').notNull(),
    issuingUnitId: text('issuing_unit_id').notNull(),
    draftingUnitId: text('drafting_unit_id').notNull(),
    sections: jsonb('sections').$type<readonly SectionPlace[]>().notNull(),
  },
  (t) => [index('drafts').on(t.issued, t.id).where(current)],
);

export interface SectionPlace {
  readonly sectionId: string;
  readonly parentSectionId: string | null;
}

export type TaskPlanRow = Omit<typeof taskPlanTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** The name of a unit as lists of tasks sort it. */
export const taskUnitTable = versionedTable('task_unit', { sortKey: bytewiseText('sort_key').notNull() });

export type TaskUnitRow = Omit<typeof taskUnitTable.$inferSelect, 'fromPosition' | 'toPosition'>;
export type { Deliverable, Schedule };
