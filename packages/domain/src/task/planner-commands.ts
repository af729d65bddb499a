import { z } from 'zod';
import { defineCommand, fields } from '../kernel/index.ts';
import { childCode, deliverable } from './events.ts';

// What planners of the plan ask of a task.

const { id, date, title, text, reason } = fields;
const streamId = (input: { taskId: string }): string => input.taskId;

/** What a person gives as schedule: either `dueOn`, or check-in periods for an all-year task. */
const scheduleInput = z
  .object({
    startsOn: date.nullish(),
    dueOn: date.nullish(),
    periods: z
      .array(z.object({ periodId: id, label: title, startsOn: date, endsOn: date }))
      .max(60)
      .nullish(),
  })
  .refine((value) => (value.dueOn != null) !== (value.periods?.length ?? 0) > 0, {
    error: 'DUE_DAY_OR_PERIODS',
  });

/**
 * Requirements:
 * - only into a plan that exists and is not closed; a section must be one of the plan's
 * - a check-in period ends no earlier than it starts, and periods do not overlap
 * - adding the same task twice is refused
 */
export const addTask = defineCommand({
  name: 'AddTask',
  description: 'Write a task into a plan.',
  schema: z.object({
    taskId: id,
    planId: id,
    sectionId: id.nullish(),
    code: z.string().trim().min(1).max(20),
    title,
    titleEnglish: title.nullish(),
    schedule: scheduleInput,
    deliverables: z.array(deliverable).max(50).default([]),
    countsPeople: z.boolean().default(false),
    illustrative: z.boolean().default(false),
  }),
  streamId,
  refusals: [
    'TASK_ALREADY_ADDED',
    'PLAN_NOT_FOUND',
    'PLAN_CLOSED',
    'SECTION_NOT_IN_PLAN',
    'PERIODS_OVERLAP',
    'DUE_BEFORE_START',
  ],
});

/** A child task made from a split parent. It follows from `TaskSplit`; no person sends it. */
export const addChildTask = defineCommand({
  name: 'AddChildTask',
  description: 'Write the child task of one unit; follows from the split of its parent.',
  schema: z.object({
    taskId: id,
    parentTaskId: id,
    planId: id,
    sectionId: id.nullish(),
    code: childCode,
    title,
    titleEnglish: title.nullish(),
    schedule: scheduleInput,
    deliverables: z.array(deliverable).max(50).default([]),
    countsPeople: z.boolean().default(false),
    illustrative: z.boolean().default(false),
    lead: z.object({ unitId: id, mode: z.enum(['ORDER', 'REQUEST']) }),
    coordinators: z.array(z.object({ unitId: id, mode: z.enum(['ORDER', 'REQUEST']) })).max(200),
    coordinationScope: text.nullish(),
  }),
  streamId,
  refusals: ['TASK_ALREADY_ADDED'],
});

/**
 * Requirements:
 * - not when cancelled, submitted or confirmed
 * - a deliverable that already has evidence stays
 */
export const changeTaskDetails = defineCommand({
  name: 'ChangeTaskDetails',
  description: 'Change the wording, place, schedule or deliverables of a task.',
  schema: z.object({
    taskId: id,
    sectionId: id.nullish(),
    title,
    titleEnglish: title.nullish(),
    schedule: scheduleInput,
    deliverables: z.array(deliverable).max(50).default([]),
  }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_CANCELLED',
    'TASK_SUBMITTED',
    'TASK_CONFIRMED',
    'SECTION_NOT_IN_PLAN',
    'PERIODS_OVERLAP',
    'DUE_BEFORE_START',
    'DELIVERABLE_HAS_EVIDENCE',
  ],
});

/**
 * Requirements:
 * - the plan is issued
 * - exactly one lead: a unit, or a group (which splits the task into one child per unit)
 * - every unit exists and is in being on the plan's issue date
 * - party bodies and mass organisations are requested, never ordered: their mode is REQUEST
 * - a group as coordinator is expanded to the units it had on the plan's issue date
 * - the lead is not also a coordinator; a unit is named once
 * - reassigning is possible until a check-in, acceptance of the work or submission; after a decline always
 * - a split task cannot be assigned again
 */
export const assignTask = defineCommand({
  name: 'AssignTask',
  description: 'Give a task to one lead (by order or by request) and to its coordinating units.',
  schema: z
    .object({
      taskId: id,
      leadUnitId: id.nullish(),
      leadGroupId: id.nullish(),
      coordinatingUnitIds: z.array(id).max(200).default([]),
      coordinatingGroupIds: z.array(id).max(20).default([]),
      coordinationScope: text.nullish(),
    })
    .refine((value) => (value.leadUnitId != null) !== (value.leadGroupId != null), {
      error: 'LEAD_UNIT_OR_GROUP',
    }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_CANCELLED',
    'TASK_SUBMITTED',
    'TASK_CONFIRMED',
    'TASK_ALREADY_SPLIT',
    'TASK_UNDER_WAY',
    'PLAN_NOT_ISSUED',
    'PLAN_CLOSED',
    'UNIT_NOT_FOUND',
    'UNIT_NOT_IN_BEING',
    'GROUP_NOT_FOUND',
    'GROUP_EMPTY',
  ],
});

/**
 * Requirements:
 * - grants the open change; the new due date is the proposed one unless another is given
 * - a new due day is neither before the task's first day nor before the business day
 * - no day for an all-year task, which has none to move
 */
export const grantTaskChange = defineCommand({
  name: 'GrantTaskChange',
  description: 'Grant the change that the lead unit asked for.',
  schema: z.object({ taskId: id, changeId: id, dueOn: date.nullish(), note: text.nullish() }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_CANCELLED',
    'CHANGE_NOT_REQUESTED',
    'TASK_HAS_NO_DUE_DAY',
    'DUE_BEFORE_START',
    'DUE_ALREADY_PASSED',
  ],
});

/**
 * Requirements:
 * - refuses the open change with a reason; the task stays as it was
 */
export const refuseTaskChange = defineCommand({
  name: 'RefuseTaskChange',
  description: 'Refuse the change that the lead unit asked for.',
  schema: z.object({ taskId: id, changeId: id, reason }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CANCELLED', 'CHANGE_NOT_REQUESTED'],
});

/**
 * Requirements:
 * - only a submitted task; a confirmed one stays confirmed
 */
export const confirmTask = defineCommand({
  name: 'ConfirmTask',
  description: 'Confirm a submitted completion.',
  schema: z.object({ taskId: id, note: text.nullish() }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CANCELLED', 'TASK_NOT_SUBMITTED'],
});

/**
 * Requirements:
 * - only a submitted task, with a reason; it goes on as before the submission
 */
export const returnTask = defineCommand({
  name: 'ReturnTask',
  description: 'Return a submitted completion with a reason.',
  schema: z.object({ taskId: id, reason }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CANCELLED', 'TASK_CONFIRMED', 'TASK_NOT_SUBMITTED'],
});

/**
 * Requirements:
 * - with a reason; a confirmed task cannot be cancelled
 */
export const cancelTask = defineCommand({
  name: 'CancelTask',
  description: 'Cancel a task with a reason.',
  schema: z.object({ taskId: id, reason }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CONFIRMED', 'TASK_ALREADY_CANCELLED'],
});
