import { z } from 'zod';
import { defineCommand, fields } from '../kernel/index.ts';

// What the units that work on a task ask of it.

const { id, date, text, reason, percent, sha256, peopleBySex } = fields;
const onTask = z.object({ taskId: id });
const streamId = (input: { taskId: string }): string => input.taskId;

/**
 * Requirements:
 * - only by the lead unit, only an order; once
 */
export const acknowledgeTask = defineCommand({
  name: 'AcknowledgeTask',
  description: 'Acknowledge an order.',
  schema: onTask,
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_NOT_ASSIGNED', 'TASK_CANCELLED', 'TASK_IS_A_REQUEST'],
});

/**
 * Requirements:
 * - only by the lead unit, only a request that is neither accepted nor declined
 */
export const acceptTaskRequest = defineCommand({
  name: 'AcceptTaskRequest',
  description: 'Accept a requested task.',
  schema: onTask,
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_IS_AN_ORDER',
    'TASK_REQUEST_DECLINED',
  ],
});

/**
 * Requirements:
 * - a request can be declined with a reason, an order cannot
 * - once accepted it can no longer be declined
 */
export const declineTaskRequest = defineCommand({
  name: 'DeclineTaskRequest',
  description: 'Decline a requested task with a reason.',
  schema: z.object({ taskId: id, reason }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_IS_AN_ORDER',
    'TASK_REQUEST_ACCEPTED',
  ],
});

/**
 * Requirements:
 * - only one request for change is open at a time
 * - not when submitted, confirmed or cancelled
 * - a proposed due day is neither before the task's first day nor before the business day
 * - no day for an all-year task, which has none to move
 */
export const requestTaskChange = defineCommand({
  name: 'RequestTaskChange',
  description: 'Ask the planner to change the task or its due date.',
  schema: z.object({ taskId: id, changeId: id, proposedDueOn: date.nullish(), proposal: text, reason }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_SUBMITTED',
    'TASK_CONFIRMED',
    'TASK_REQUEST_DECLINED',
    'CHANGE_ALREADY_REQUESTED',
    'TASK_HAS_NO_DUE_DAY',
    'DUE_BEFORE_START',
    'DUE_ALREADY_PASSED',
  ],
});

/**
 * Requirements:
 * - only by the lead unit, and only while the change waits for its answer
 */
export const withdrawTaskChange = defineCommand({
  name: 'WithdrawTaskChange',
  description: 'Take back the change that the unit asked for.',
  schema: z.object({ taskId: id, changeId: id }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CANCELLED', 'CHANGE_NOT_REQUESTED'],
});

/**
 * Requirements:
 * - only by the lead unit of an assigned task that is not declined, submitted, confirmed or cancelled
 * - each check-in has its own id
 * - a check-in of an all-year task names one of its periods that has begun; a second one for a period corrects it
 * - people by sex where the task counts people, and only there
 * - the first check-in counts as acknowledgement for the status
 * - a split parent has no check-ins of its own
 * - in a closed plan too: what was begun is brought to its end
 */
export const checkIn = defineCommand({
  name: 'CheckIn',
  description: 'Report progress: percent, words, and people by sex where people are counted.',
  schema: z.object({
    taskId: id,
    checkInId: id,
    periodId: id.nullish(),
    percent,
    text,
    people: peopleBySex.nullish(),
  }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_SUBMITTED',
    'TASK_CONFIRMED',
    'TASK_REQUEST_DECLINED',
    'TASK_REQUEST_UNANSWERED',
    'TASK_IS_SPLIT',
    'PERIOD_NEEDED',
    'PERIOD_NOT_IN_TASK',
    'PERIOD_NOT_BEGUN',
    'PEOPLE_NOT_COUNTED',
    'PEOPLE_NEEDED',
    'CHECK_IN_ALREADY_RECORDED',
  ],
});

/**
 * Requirements:
 * - by the lead unit or by a coordinating unit of the task, invited ones too; by none that declined or was released
 * - in a closed plan too, as check-ins are
 * - not when cancelled or confirmed; a deliverable must be one of the task's
 * - the same file twice on the same deliverable changes nothing; another file has an id of its own
 */
export const attachEvidence = defineCommand({
  name: 'AttachEvidence',
  description: 'Attach an uploaded file as evidence.',
  schema: z.object({
    taskId: id,
    evidenceId: id,
    deliverableId: id.nullish(),
    sha256,
    fileName: z.string().trim().min(1).max(255),
    mediaType: z.string().max(120),
    size: z
      .int()
      .min(1)
      .max(25 * 1024 * 1024),
  }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_CONFIRMED',
    'TASK_REQUEST_DECLINED',
    'DELIVERABLE_NOT_IN_TASK',
    'EVIDENCE_ALREADY_ATTACHED',
  ],
});

/**
 * Requirements:
 * - evidence is withdrawn with a reason, never removed; not once the task is confirmed
 */
export const withdrawEvidence = defineCommand({
  name: 'WithdrawEvidence',
  description: 'Withdraw a piece of evidence with a reason.',
  schema: z.object({ taskId: id, evidenceId: id, reason }),
  streamId,
  refusals: ['TASK_NOT_FOUND', 'TASK_CONFIRMED', 'EVIDENCE_NOT_FOUND'],
});

/**
 * Requirements:
 * - only by the lead unit, on an assigned task that is acknowledged, accepted or checked in
 * - the day of submission is the business day
 */
export const submitTask = defineCommand({
  name: 'SubmitTask',
  description: 'Submit the task as completed.',
  schema: z.object({ taskId: id, summary: text }),
  streamId,
  refusals: [
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_CANCELLED',
    'TASK_CONFIRMED',
    'TASK_IS_SPLIT',
    'TASK_NOT_STARTED',
    'TASK_REQUEST_DECLINED',
  ],
});
