import { z } from 'zod';
import { defineEvent, type EventOf, fields } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster.

const { id, date, text, reason } = fields;

const coordinationOpened = defineEvent({
  type: 'CoordinationOpened',
  description: 'A unit was named to coordinate on a task, by the assignment or by an invitation of the lead.',
  schema: z.object({
    coordinationId: id,
    taskId: id,
    planId: id,
    leadUnitId: id,
    unitId: id,
    mode: z.enum(['ORDER', 'REQUEST']),
    origin: z.enum(['ASSIGNMENT', 'INVITATION']),
    scope: text.nullable(),
    dueOn: date.nullable(),
  }),
});

const coordinationAcknowledged = defineEvent({
  type: 'CoordinationAcknowledged',
  description: 'The coordinating unit acknowledged what was ordered.',
  schema: z.object({ coordinationId: id }),
});

const coordinationAccepted = defineEvent({
  type: 'CoordinationAccepted',
  description: 'The coordinating unit accepted what was requested.',
  schema: z.object({ coordinationId: id }),
});

const coordinationDeclined = defineEvent({
  type: 'CoordinationDeclined',
  description: 'The coordinating unit declined what was requested, with its reason.',
  schema: z.object({ coordinationId: id, reason }),
});

const coordinationChangeProposed = defineEvent({
  type: 'CoordinationChangeProposed',
  description: 'The coordinating unit proposed another scope or date.',
  part: 'changeId',
  proposal: true,
  schema: z.object({ coordinationId: id, changeId: id, scope: text, dueOn: date.nullable(), reason }),
});

const coordinationChangeGranted = defineEvent({
  type: 'CoordinationChangeGranted',
  description: 'The lead agreed to the proposed scope and date; both sides are bound by them.',
  schema: z.object({ coordinationId: id, changeId: id, scope: text, dueOn: date.nullable() }),
});

const coordinationRescheduled = defineEvent({
  type: 'CoordinationRescheduled',
  description: 'The due day followed that of the task, which was moved.',
  schema: z.object({ coordinationId: id, dueOn: date }),
});

const coordinationChangeRefused = defineEvent({
  type: 'CoordinationChangeRefused',
  description: 'The lead refused the proposal with a reason.',
  schema: z.object({ coordinationId: id, changeId: id, reason }),
});

const coordinationChangeWithdrawn = defineEvent({
  type: 'CoordinationChangeWithdrawn',
  description: 'The coordinating unit took its proposal back.',
  schema: z.object({ coordinationId: id, changeId: id }),
});

const contributionMade = defineEvent({
  type: 'ContributionMade',
  description: 'The coordinating unit told the lead what it contributed.',
  part: 'contributionId',
  schema: z.object({ coordinationId: id, contributionId: id, text }),
});

const coordinationConcluded = defineEvent({
  type: 'CoordinationConcluded',
  description: 'The lead concluded the coordination.',
  schema: z.object({ coordinationId: id, summary: text }),
});

const coordinationWithdrawn = defineEvent({
  type: 'CoordinationWithdrawn',
  description:
    'The coordination fell away with its task or with a new assignment, or the lead took its invitation back.',
  schema: z.object({ coordinationId: id, reason }),
});

export const coordinationEvents = [
  coordinationOpened,
  coordinationAcknowledged,
  coordinationAccepted,
  coordinationDeclined,
  coordinationChangeProposed,
  coordinationChangeGranted,
  coordinationChangeRefused,
  coordinationChangeWithdrawn,
  coordinationRescheduled,
  contributionMade,
  coordinationConcluded,
  coordinationWithdrawn,
] as const;

export type CoordinationEvent = EventOf<(typeof coordinationEvents)[number]>;
