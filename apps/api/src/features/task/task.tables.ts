import type { Deliverable, Schedule } from '@songhanh/domain/task';
import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { bytewiseText, searchVector } from '../../platform/database/columns.ts';
import { heldUntil } from '../../platform/projector/at.ts';
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
  readonly state: 'OPEN' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED';
  readonly answer: string | null;
  /** The planner may grant another day than the one proposed. */
  readonly grantedDueOn: string | null;
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
    codeKey: bytewiseText('code_key').notNull(),
    titleKey: bytewiseText('title_key').notNull(),
    /** `nextDueOn` as a list sorts it: tasks with nothing due come last. */
    dueKey: bytewiseText('due_key').notNull(),
    /** All by which tasks are counted and filtered but for their lead: see task.standing.ts. */
    standing: bytewiseText('standing').notNull(),
    revision: integer('revision').notNull(),
  },
  (t) => [
    // The task list in each of its orders, and narrowed down to one plan, lead, unit or parent.
    index('plan').on(t.planId, t.codeKey, t.id).where(current),
    index('lead').on(t.leadUnitId, t.dueKey, t.codeKey, t.id).where(current),
    index('parent').on(t.parentTaskId, t.codeKey, t.id).where(current),
    index('units').using('gin', t.unitIds).where(current),
    index('due').on(t.dueKey, t.codeKey, t.id).where(current),
    index('code').on(t.codeKey, t.id).where(current),
    index('title').on(t.titleKey, t.codeKey, t.id).where(current),
    index('percent').on(t.percent, t.codeKey, t.id).where(current),
    index('changed').on(t.changedAt, t.codeKey, t.id).where(current),
    // Who may have a file of evidence.
    index('evidence').using('gin', t.evidenceDigests).where(current),
    // The progress of plans and their sections, without reading a row.
    index('progress').on(t.planId, t.sectionId, t.standing, t.percent).where(current),
    // The tally: what began and what ended between two positions, without reading a row.
    index('begun').on(t.fromPosition, t.standing, t.leadUnitId, t.percent),
    index('ended').on(t.toPosition, t.standing, t.leadUnitId, t.percent),
    // The past: a plan, what is due, a lead's list, a unit's list, children.
    index('plan_versions').on(t.planId, t.fromPosition, heldUntil(t)),
    index('due_versions').on(t.dueKey, t.codeKey, t.id, t.fromPosition, heldUntil(t)),
    index('lead_versions').on(t.leadUnitId, t.dueKey, t.codeKey, t.id, t.fromPosition, heldUntil(t)),
    index('unit_versions').using('gin', t.unitIds),
    index('parent_versions')
      .on(t.parentTaskId, t.fromPosition, heldUntil(t))
      .where(sql`parent_task_id is not null`),
  ],
);

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
  // Drafts at a moment, few at any: the tasks of others' are hidden.
  (t) => [
    index('drafts').on(t.issued, t.id).where(current),
    index('draft_versions').on(heldUntil(t), t.fromPosition, t.id).where(sql`not issued`),
  ],
);

export interface SectionPlace {
  readonly sectionId: string;
  readonly parentSectionId: string | null;
}

export type TaskPlanRow = Omit<typeof taskPlanTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/**
 * The words of a task, beside it and not in it: they change seldom, so that there are hardly more versions than tasks,
 * and one index finds and sorts them now and in the past.
 */
export const taskWordsTable = versionedTable(
  'task_words',
  {
    planId: text('plan_id').notNull(),
    code: text('code').notNull(),
    /** Of code and titles, as a search compares them. */
    words: searchVector('words').notNull(),
    codeKey: bytewiseText('code_key').notNull(),
    titleKey: bytewiseText('title_key').notNull(),
  },
  (t) => [
    // The search, and the task list of the past by code and by title.
    index('words').using('gin', t.words),
    index('code').on(t.codeKey, t.id),
    index('title').on(t.titleKey, t.codeKey, t.id),
  ],
);

export type TaskWordsRow = Omit<typeof taskWordsTable.$inferSelect, 'fromPosition' | 'toPosition'>;

/** The name of a unit as lists of tasks sort it. */
export const taskUnitTable = versionedTable('task_unit', { sortKey: bytewiseText('sort_key').notNull() });

export type TaskUnitRow = Omit<typeof taskUnitTable.$inferSelect, 'fromPosition' | 'toPosition'>;
export type { Deliverable, Schedule };
