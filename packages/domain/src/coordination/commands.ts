import { z } from 'zod';
import { type CommandOf, defineCommand, fields } from '../kernel/index.ts';
import { coordinationIdOf } from './ids.ts';

const { id, date, text, reason } = fields;
const streamId = (input: { coordinationId: string }): string => input.coordinationId;
const onCoordination = z.object({ coordinationId: id });

/**
 * Follows from `TaskAssigned`, one for each coordinating unit; no person sends it.
 *
 * Requirements:
 * - the same terms again change nothing; another lead, mode, scope or date asks the unit anew
 * - a unit that declined, or was released before, is asked again
 */
export const openCoordination = defineCommand({
  name: 'OpenCoordination',
  description: 'Open the coordination with a unit named by the assignment.',
  schema: z.object({
    coordinationId: id,
    taskId: id,
    planId: id,
    leadUnitId: id,
    unitId: id,
    mode: z.enum(['ORDER', 'REQUEST']),
    scope: text.nullish(),
    dueOn: date.nullish(),
  }),
  streamId,
  refusals: [],
});

/**
 * Follows from `TaskAssigned` for units it no longer names, from `TaskSplit` and `TaskCancelled`; no person sends it.
 *
 * Requirements:
 * - what was declined, concluded or withdrawn stays as it ended
 */
export const withdrawCoordination = defineCommand({
  name: 'WithdrawCoordination',
  description: 'Let a coordination fall away with its task or with a new assignment.',
  schema: z.object({ coordinationId: id, reason }),
  streamId,
  refusals: [],
});

/**
 * Follows from `TaskDetailsChanged` and `TaskChangeGranted` for the units of the assignment; no person sends it.
 *
 * Requirements:
 * - only what is open, and is due on the task's former day: another day was agreed with the lead, and stays
 * - an invitation keeps the day that the lead gave it
 */
export const rescheduleCoordination = defineCommand({
  name: 'RescheduleCoordination',
  description: 'Let the due day of a coordination follow that of its task.',
  schema: z.object({ coordinationId: id, formerDueOn: date, dueOn: date }),
  streamId,
  refusals: [],
});

/**
 * Requirements:
 * - only by the lead unit of the task, while the task is assigned and under way
 * - another unit than the lead, in being, not already coordinating on the task
 * - a unit that declined, or whose coordination was concluded, can be invited again
 * - without a date it is due with the task
 * - a department invites on equal terms: the invitation is a request
 */
export const inviteCoordination = defineCommand({
  name: 'InviteCoordination',
  description: 'Invite one more unit to coordinate on a task, with scope and date.',
  schema: z
    .object({ coordinationId: id, taskId: id, unitId: id, scope: text, dueOn: date.nullish() })
    .refine((value) => value.coordinationId === coordinationIdOf(value.taskId, value.unitId), {
      path: ['coordinationId'],
      error: 'COORDINATION_ID_OF_OTHERS',
    }),
  streamId,
  refusals: [
    'COORDINATION_ALREADY_OPEN',
    'TASK_NOT_FOUND',
    'TASK_NOT_ASSIGNED',
    'TASK_NOT_UNDER_WAY',
    'UNIT_NOT_FOUND',
    'UNIT_NOT_IN_BEING',
    'UNIT_IS_THE_LEAD',
    'UNIT_ALREADY_COORDINATES',
  ],
});

/**
 * Requirements:
 * - only by the lead, with a reason, and only until the unit has answered: then it is concluded
 * - what the assignment named is released by another assignment
 * - a unit whose invitation was withdrawn can be invited again
 */
export const withdrawInvitation = defineCommand({
  name: 'WithdrawInvitation',
  description: 'Take back an invitation that was not answered.',
  schema: z.object({ coordinationId: id, reason }),
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_CLOSED',
    'COORDINATION_BY_ASSIGNMENT',
    'COORDINATION_ACCEPTED',
    'COORDINATION_DECLINED',
  ],
});

/**
 * Requirements:
 * - only by the coordinating unit, only an order; once
 */
export const acknowledgeCoordination = defineCommand({
  name: 'AcknowledgeCoordination',
  description: 'Acknowledge a coordination that was ordered.',
  schema: onCoordination,
  streamId,
  refusals: ['COORDINATION_NOT_FOUND', 'COORDINATION_CLOSED', 'COORDINATION_IS_A_REQUEST'],
});

/**
 * Requirements:
 * - only by the coordinating unit, only a request; once
 */
export const acceptCoordination = defineCommand({
  name: 'AcceptCoordination',
  description: 'Accept a coordination that was requested.',
  schema: onCoordination,
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_CLOSED',
    'COORDINATION_IS_AN_ORDER',
    'COORDINATION_DECLINED',
  ],
});

/**
 * Requirements:
 * - a request can be declined with a reason until accepted; an order cannot
 */
export const declineCoordination = defineCommand({
  name: 'DeclineCoordination',
  description: 'Decline a coordination that was requested.',
  schema: z.object({ coordinationId: id, reason }),
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_CLOSED',
    'COORDINATION_IS_AN_ORDER',
    'COORDINATION_ACCEPTED',
  ],
});

/**
 * Requirements:
 * - only by the coordinating unit; one proposal is open at a time; not once declined or concluded
 * - without a date the present one is proposed; another one must not have passed
 */
export const proposeCoordinationChange = defineCommand({
  name: 'ProposeCoordinationChange',
  description: 'Propose another scope or date to the lead.',
  schema: z.object({ coordinationId: id, changeId: id, scope: text, dueOn: date.nullish(), reason }),
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_CLOSED',
    'COORDINATION_DECLINED',
    'CHANGE_ALREADY_PROPOSED',
    'DUE_ALREADY_PASSED',
  ],
});

/**
 * Requirements:
 * - only by the coordinating unit, and only while the proposal waits for its answer
 */
export const withdrawCoordinationChange = defineCommand({
  name: 'WithdrawCoordinationChange',
  description: 'Take the proposal back.',
  schema: z.object({ coordinationId: id, changeId: id }),
  streamId,
  refusals: ['COORDINATION_NOT_FOUND', 'COORDINATION_CLOSED', 'CHANGE_NOT_PROPOSED'],
});

/**
 * Requirements:
 * - only by the lead; the open proposal becomes scope and date, and counts as the unit's acceptance
 * - not when the proposed day has passed meanwhile, unless it is the present one
 */
export const grantCoordinationChange = defineCommand({
  name: 'GrantCoordinationChange',
  description: 'Agree to the proposed scope and date.',
  schema: z.object({ coordinationId: id, changeId: id }),
  streamId,
  refusals: ['COORDINATION_NOT_FOUND', 'COORDINATION_CLOSED', 'CHANGE_NOT_PROPOSED', 'DUE_ALREADY_PASSED'],
});

/**
 * Requirements:
 * - only by the lead, with a reason; the coordination stays as it was
 */
export const refuseCoordinationChange = defineCommand({
  name: 'RefuseCoordinationChange',
  description: 'Refuse the proposal with a reason.',
  schema: z.object({ coordinationId: id, changeId: id, reason }),
  streamId,
  refusals: ['COORDINATION_NOT_FOUND', 'COORDINATION_CLOSED', 'CHANGE_NOT_PROPOSED'],
});

/**
 * Requirements:
 * - only by the coordinating unit, once acknowledged or accepted; more than once is possible
 * - each contribution has its own id
 */
export const contribute = defineCommand({
  name: 'Contribute',
  description: 'Tell the lead what the unit contributed.',
  schema: z.object({ coordinationId: id, contributionId: id, text }),
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_CLOSED',
    'COORDINATION_NOT_ANSWERED',
    'COORDINATION_DECLINED',
    'CONTRIBUTION_ALREADY_MADE',
  ],
});

/**
 * Requirements:
 * - only by the lead, once answered and not declined; concluding twice changes nothing
 */
export const concludeCoordination = defineCommand({
  name: 'ConcludeCoordination',
  description: 'Conclude the coordination.',
  schema: z.object({ coordinationId: id, summary: text }),
  streamId,
  refusals: [
    'COORDINATION_NOT_FOUND',
    'COORDINATION_WITHDRAWN',
    'COORDINATION_DECLINED',
    'COORDINATION_NOT_ANSWERED',
  ],
});

export const coordinationCommands = [
  openCoordination,
  withdrawCoordination,
  rescheduleCoordination,
  inviteCoordination,
  withdrawInvitation,
  acknowledgeCoordination,
  acceptCoordination,
  declineCoordination,
  proposeCoordinationChange,
  withdrawCoordinationChange,
  grantCoordinationChange,
  refuseCoordinationChange,
  contribute,
  concludeCoordination,
] as const;

export type CoordinationCommand = CommandOf<(typeof coordinationCommands)[number]>;
