import { z } from 'zod';
import { defineEvent, type EventOf, fields } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster.

const { id, date, title, text, reason, percent, sha256, peopleBySex } = fields;

/** One period of an all-year task, closed by a check-in. `endsOn` is its last business day. */
export const checkInPeriod = z.object({ periodId: id, label: title, startsOn: date, endsOn: date });

/** When a task is due: on one day, or (all year round) by check-ins at the end of each period. */
export const schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('DUE_DATE'), startsOn: date.nullable(), dueOn: date }),
  z.object({ kind: z.literal('CHECK_INS'), periods: z.array(checkInPeriod).min(1).max(60) }),
]);

/** giao: an order that cannot be declined; đề nghị: a request that can. */
const assignmentMode = z.enum(['ORDER', 'REQUEST']);

export const assignee = z.object({ unitId: id, mode: assignmentMode });

/** A code of at most 20 characters, and behind it the number of a child, at most 200. */
export const childCode = z.string().trim().min(1).max(24);

export const deliverable = z.object({ deliverableId: id, title });

/** The due day went from one day to another, and these units coordinate by the assignment; null when nobody is to follow. */
const dueMoved = z
  .object({ from: date, to: date, coordinatingUnitIds: z.array(id).min(1).max(200) })
  .nullable();

/** Before version 2 nobody followed. */
const nobodyFollowed = { 1: (data: Record<string, unknown>) => ({ ...data, dueMoved: null }) };

const taskAdded = defineEvent({
  type: 'TaskAdded',
  description: 'A task was written into a plan.',
  schema: z.object({
    taskId: id,
    planId: id,
    /** The objective or group of solutions of the plan under which it stands. */
    sectionId: id.nullable(),
    parentTaskId: id.nullable(),
    /** Its mark in the annex, "A05"; that of a child has its number in the group behind it, "A05.12". */
    code: childCode,
    title,
    /** English gloss; the Vietnamese title is the official one. */
    titleEnglish: title.nullable(),
    schedule,
    deliverables: z.array(deliverable).max(50),
    /** Whether check-ins report people by sex. */
    countsPeople: z.boolean(),
    illustrative: z.boolean(),
  }),
});

const taskDetailsChanged = defineEvent({
  type: 'TaskDetailsChanged',
  description: 'The wording, place, schedule or deliverables of a task were changed.',
  version: 2,
  upcasters: nobodyFollowed,
  schema: z.object({
    taskId: id,
    sectionId: id.nullable(),
    title,
    titleEnglish: title.nullable(),
    schedule,
    deliverables: z.array(deliverable).max(50),
    dueMoved,
  }),
});

const taskAssigned = defineEvent({
  type: 'TaskAssigned',
  description:
    'A task got its lead and its coordinating units. Groups are already expanded to the units they had on the issue date of the plan.',
  schema: z.object({
    taskId: id,
    planId: id,
    lead: assignee,
    coordinators: z.array(assignee).max(200),
    /** What the coordinating units are asked for; null when the task's own words say it. */
    coordinationScope: text.nullable(),
    /** The last day of the work, repeated for whoever coordinates; null for all-year tasks. */
    dueOn: date.nullable(),
    /** Units that coordinated by the assignment before and do so no longer. */
    releasedUnitIds: z.array(id).max(200),
  }),
});

const taskSplit = defineEvent({
  type: 'TaskSplit',
  description: 'A task led by a group became the parent of one child task per unit of the group.',
  schema: z.object({
    taskId: id,
    planId: id,
    groupId: id,
    children: z
      .array(z.object({ taskId: id, code: childCode, lead: assignee }))
      .min(1)
      .max(200),
    coordinators: z.array(assignee).max(200),
    coordinationScope: text.nullable(),
    title,
    titleEnglish: title.nullable(),
    sectionId: id.nullable(),
    schedule,
    deliverables: z.array(deliverable).max(50),
    countsPeople: z.boolean(),
    illustrative: z.boolean(),
    /** Units that coordinated by an assignment before the split. */
    releasedUnitIds: z.array(id).max(200),
  }),
});

const taskAcknowledged = defineEvent({
  type: 'TaskAcknowledged',
  description: 'The lead unit acknowledged an order.',
  schema: z.object({ taskId: id }),
});

const taskRequestAccepted = defineEvent({
  type: 'TaskRequestAccepted',
  description: 'The lead unit accepted a request.',
  schema: z.object({ taskId: id }),
});

const taskRequestDeclined = defineEvent({
  type: 'TaskRequestDeclined',
  description: 'The lead unit declined a request, with its reason.',
  schema: z.object({ taskId: id, reason }),
});

const taskChangeRequested = defineEvent({
  type: 'TaskChangeRequested',
  description: 'The lead unit asked the planner to change its task.',
  part: 'changeId',
  schema: z.object({ taskId: id, changeId: id, proposedDueOn: date.nullable(), proposal: text, reason }),
});

const taskChangeGranted = defineEvent({
  type: 'TaskChangeGranted',
  description: 'The planner granted the change asked for; the schedule given here holds from now on.',
  version: 2,
  upcasters: nobodyFollowed,
  schema: z.object({ taskId: id, changeId: id, schedule, note: text.nullable(), dueMoved }),
});

const taskChangeRefused = defineEvent({
  type: 'TaskChangeRefused',
  description: 'The planner refused the change asked for, with a reason.',
  schema: z.object({ taskId: id, changeId: id, reason }),
});

const taskChangeWithdrawn = defineEvent({
  type: 'TaskChangeWithdrawn',
  description: 'The lead unit took back the change that it had asked for.',
  schema: z.object({ taskId: id, changeId: id }),
});

const checkInRecorded = defineEvent({
  type: 'CheckInRecorded',
  description: 'The lead unit reported progress.',
  schema: z.object({
    taskId: id,
    checkInId: id,
    periodId: id.nullable(),
    percent,
    text,
    people: peopleBySex.nullable(),
  }),
});

const evidenceAttached = defineEvent({
  type: 'EvidenceAttached',
  description: 'A file was attached to a task as evidence; the digest binds its content.',
  part: 'evidenceId',
  schema: z.object({
    taskId: id,
    evidenceId: id,
    deliverableId: id.nullable(),
    sha256,
    fileName: z.string().trim().min(1).max(255),
    mediaType: z.string().max(120),
    /** Bytes. */
    size: z
      .int()
      .min(1)
      .max(25 * 1024 * 1024),
    /** The unit that attached it: the lead's, or a coordinating one. */
    unitId: id.nullable(),
  }),
});

const evidenceWithdrawn = defineEvent({
  type: 'EvidenceWithdrawn',
  description: 'A piece of evidence was withdrawn with a reason; it is never removed.',
  part: 'evidenceId',
  schema: z.object({ taskId: id, evidenceId: id, reason }),
});

const taskSubmitted = defineEvent({
  type: 'TaskSubmitted',
  description: 'The lead unit submitted the task as completed.',
  schema: z.object({ taskId: id, submittedOn: date, summary: text }),
});

const taskConfirmed = defineEvent({
  type: 'TaskConfirmed',
  description: 'The planner confirmed the submitted completion.',
  schema: z.object({ taskId: id, confirmedOn: date, note: text.nullable() }),
});

const taskReturned = defineEvent({
  type: 'TaskReturned',
  description: 'The planner returned the submitted completion with a reason.',
  schema: z.object({ taskId: id, reason }),
});

const taskCancelled = defineEvent({
  type: 'TaskCancelled',
  description: 'The task was cancelled with a reason; its child tasks and its coordinations fall away.',
  schema: z.object({
    taskId: id,
    reason,
    releasedUnitIds: z.array(id).max(200),
    childTaskIds: z.array(id).max(200),
  }),
});

export const taskEvents = [
  taskAdded,
  taskDetailsChanged,
  taskAssigned,
  taskSplit,
  taskAcknowledged,
  taskRequestAccepted,
  taskRequestDeclined,
  taskChangeRequested,
  taskChangeGranted,
  taskChangeRefused,
  taskChangeWithdrawn,
  checkInRecorded,
  evidenceAttached,
  evidenceWithdrawn,
  taskSubmitted,
  taskConfirmed,
  taskReturned,
  taskCancelled,
] as const;

export type TaskEvent = EventOf<(typeof taskEvents)[number]>;
export type Schedule = z.output<typeof schedule>;
export type DueMoved = z.output<typeof dueMoved>;
export type CheckInPeriod = z.output<typeof checkInPeriod>;
export type Assignee = z.output<typeof assignee>;
export type AssignmentMode = z.output<typeof assignmentMode>;
export type Deliverable = z.output<typeof deliverable>;
