import { z } from 'zod';
import { defineEvent, type EventOf, fields } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster.

const { id, instant, sha256, text } = fields;

export const reportKind = z.enum(['PLAN_PROGRESS']);

const reportRequested = defineEvent({
  type: 'ReportRequested',
  description: 'A report was asked for, as of one moment.',
  schema: z.object({
    reportId: id,
    kind: reportKind,
    planId: id,
    /** The moment the report speaks of, ISO 8601 UTC; every read of the report carries it. */
    asOf: instant,
    locale: z.enum(['vi', 'en']),
    unitId: id.nullable(),
  }),
});

const reportStarted = defineEvent({
  type: 'ReportStarted',
  description: 'The worker took the report up.',
  schema: z.object({ reportId: id, attempt: z.int().min(1).max(100) }),
});

const reportProgressed = defineEvent({
  type: 'ReportProgressed',
  description: 'The worker reached a further step of the report.',
  schema: z.object({
    reportId: id,
    percent: fields.percent,
    step: z.enum(['READING', 'RENDERING', 'STORING']),
  }),
});

const reportCompleted = defineEvent({
  type: 'ReportCompleted',
  description: 'The document is there; its digest binds its content.',
  schema: z.object({
    reportId: id,
    sha256,
    fileName: z.string().trim().min(1).max(255),
    mediaType: z.string().max(120),
    /** Bytes. */
    size: z
      .int()
      .min(1)
      .max(25 * 1024 * 1024),
  }),
});

const reportFailed = defineEvent({
  type: 'ReportFailed',
  description: 'An attempt failed; `final` when the request was parked and is not tried again by itself.',
  schema: z.object({ reportId: id, attempt: z.int().min(1).max(100), reason: text, final: z.boolean() }),
});

export const reportEvents = [
  reportRequested,
  reportStarted,
  reportProgressed,
  reportCompleted,
  reportFailed,
] as const;

export type ReportEvent = EventOf<(typeof reportEvents)[number]>;
export type ReportKind = z.output<typeof reportKind>;
