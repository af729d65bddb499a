import { z } from 'zod';
import { type CommandOf, defineCommand, fields } from '../kernel/index.ts';
import { reportKind } from './events.ts';

const { id, instant, percent, sha256, text } = fields;
const streamId = (input: { reportId: string }): string => input.reportId;

/**
 * Requirements:
 * - of a plan that is issued or closed; the moment is not in the future
 * - anybody signed in who may read the plan, but auditors; once per report id
 */
export const requestReport = defineCommand({
  name: 'RequestReport',
  description: 'Ask for a report on a plan as of one moment (now when none is given).',
  schema: z.object({
    reportId: id,
    kind: reportKind,
    planId: id,
    asOf: instant.nullish(),
    locale: z.enum(['vi', 'en']).default('vi'),
  }),
  streamId,
  refusals: ['REPORT_ALREADY_REQUESTED', 'PLAN_NOT_FOUND', 'PLAN_NOT_ISSUED', 'MOMENT_IN_THE_FUTURE'],
});

/**
 * Requirements:
 * - only by the worker; a completed report is not started again
 */
export const startReport = defineCommand({
  name: 'StartReport',
  description: 'Take a report up (the worker).',
  schema: z.object({ reportId: id, attempt: z.int().min(1).max(100) }),
  streamId,
  refusals: ['REPORT_NOT_FOUND', 'REPORT_COMPLETED'],
});

/**
 * Requirements:
 * - only by the worker, only while it runs; percent never goes back within an attempt
 */
export const progressReport = defineCommand({
  name: 'ProgressReport',
  description: 'Tell how far the report is (the worker).',
  schema: z.object({ reportId: id, percent, step: z.enum(['READING', 'RENDERING', 'STORING']) }),
  streamId,
  refusals: ['REPORT_NOT_FOUND', 'REPORT_COMPLETED', 'REPORT_NOT_RUNNING'],
});

/**
 * Requirements:
 * - only by the worker; completing twice with the same digest changes nothing, with another is refused
 */
export const completeReport = defineCommand({
  name: 'CompleteReport',
  description: 'Hand in the finished document (the worker).',
  schema: z.object({
    reportId: id,
    sha256,
    fileName: z.string().trim().min(1).max(255),
    mediaType: z.string().max(120),
    size: z
      .int()
      .min(1)
      .max(25 * 1024 * 1024),
  }),
  streamId,
  refusals: ['REPORT_NOT_FOUND', 'REPORT_ALREADY_COMPLETED'],
});

/**
 * Requirements:
 * - only by the worker; a completed report cannot fail any more
 */
export const failReport = defineCommand({
  name: 'FailReport',
  description: 'Tell that an attempt failed and why (the worker).',
  schema: z.object({ reportId: id, attempt: z.int().min(1).max(100), reason: text, final: z.boolean() }),
  streamId,
  refusals: ['REPORT_NOT_FOUND', 'REPORT_COMPLETED'],
});

export const reportCommands = [
  requestReport,
  startReport,
  progressReport,
  completeReport,
  failReport,
] as const;

export type ReportCommand = CommandOf<(typeof reportCommands)[number]>;
