import { z } from 'zod';
import { type CommandOf, defineCommand, fields } from '../kernel/index.ts';
import { legalBasis, sectionKind } from './events.ts';

const { id, date, title, text, reason } = fields;
const streamId = (input: { planId: string }): string => input.planId;

const heading = {
  title,
  titleEnglish: title.nullish(),
  year: z.int().min(2000).max(2100),
  issuingUnitId: id,
  draftingUnitId: id,
  parentPlanIds: z.array(id).max(10).default([]),
  siblingPlanIds: z.array(id).max(10).default([]),
};
const documentNumber = z.string().trim().min(1).max(60).nullish();
const issue = {
  number: documentNumber,
  issuedOn: date,
  signerOffice: title,
  legalBases: z.array(legalBasis).max(50).default([]),
};

/**
 * Requirements:
 * - once; both units exist; by a planner of the unit that issues it or of the one that drafts it
 * - a plan is not its own parent or sibling
 */
export const draftPlan = defineCommand({
  name: 'DraftPlan',
  description: 'Begin a plan as a draft.',
  schema: z.object({ planId: id, ...heading, illustrative: z.boolean().default(false) }),
  streamId,
  refusals: ['PLAN_ALREADY_DRAFTED', 'UNIT_NOT_FOUND', 'PLAN_REFERS_TO_ITSELF'],
});

/**
 * Requirements:
 * - only while a draft; the same heading changes nothing
 */
export const changePlanHeading = defineCommand({
  name: 'ChangePlanHeading',
  description: 'Change the heading of a draft.',
  schema: z.object({ planId: id, ...heading }),
  streamId,
  refusals: ['PLAN_NOT_FOUND', 'PLAN_NOT_DRAFT', 'UNIT_NOT_FOUND', 'PLAN_REFERS_TO_ITSELF'],
});

/**
 * Requirements:
 * - not in a closed or withdrawn plan; its parent section is in the plan; a section is added once
 * - a plan has at most 500 sections, each with a mark of its own, in capitals or not
 */
export const addPlanSection = defineCommand({
  name: 'AddPlanSection',
  description: 'Write an objective or a group of solutions into the plan.',
  schema: z.object({
    planId: id,
    sectionId: id,
    parentSectionId: id.nullish(),
    kind: sectionKind,
    mark: z.string().trim().min(1).max(20),
    title,
    titleEnglish: title.nullish(),
  }),
  streamId,
  refusals: [
    'PLAN_NOT_FOUND',
    'PLAN_CLOSED',
    'SECTION_ALREADY_ADDED',
    'PARENT_SECTION_NOT_FOUND',
    'TOO_MANY_SECTIONS',
    'SECTION_MARK_TAKEN',
  ],
});

/**
 * Requirements:
 * - not in a closed or withdrawn plan; the same words change nothing
 */
export const changePlanSection = defineCommand({
  name: 'ChangePlanSection',
  description: 'Change the words of a section.',
  schema: z.object({ planId: id, sectionId: id, title, titleEnglish: title.nullish() }),
  streamId,
  refusals: ['PLAN_NOT_FOUND', 'PLAN_CLOSED', 'SECTION_NOT_FOUND'],
});

/**
 * Requirements:
 * - only a draft; it has at least one section; a plan that is not illustrative has a number
 * - the issue date is not later than the business day
 */
export const issuePlan = defineCommand({
  name: 'IssuePlan',
  description: 'Issue a plan with number, date, signer and legal bases.',
  schema: z.object({ planId: id, ...issue }),
  streamId,
  refusals: ['PLAN_NOT_FOUND', 'PLAN_NOT_DRAFT', 'PLAN_EMPTY', 'NUMBER_NEEDED', 'ISSUED_IN_THE_FUTURE'],
});

/**
 * Requirements:
 * - an issued plan, a closed one too, with a reason; what is recorded already changes nothing
 * - a plan that is not illustrative has a number
 * - the issue date is later neither than the business day nor than the first amendment
 */
export const correctPlanIssue = defineCommand({
  name: 'CorrectPlanIssue',
  description: 'Correct number, date, signer or legal bases that were recorded wrongly.',
  schema: z.object({ planId: id, ...issue, reason }),
  streamId,
  refusals: [
    'PLAN_NOT_FOUND',
    'PLAN_NOT_ISSUED',
    'NUMBER_NEEDED',
    'ISSUED_IN_THE_FUTURE',
    'ISSUED_AFTER_AMENDMENT',
  ],
});

/**
 * Requirements:
 * - only an issued plan; not dated before its issue or its last amendment, nor later than the business day
 * - an amendment is recorded once
 */
export const amendPlan = defineCommand({
  name: 'AmendPlan',
  description: 'Record a later document that changes an issued plan.',
  schema: z.object({
    planId: id,
    amendmentId: id,
    number: documentNumber,
    issuedOn: date,
    signerOffice: title,
    summary: text,
  }),
  streamId,
  refusals: [
    'PLAN_NOT_FOUND',
    'PLAN_NOT_ISSUED',
    'AMENDMENT_ALREADY_RECORDED',
    'AMENDMENT_BEFORE_ISSUE',
    'ISSUED_IN_THE_FUTURE',
  ],
});

/**
 * Requirements:
 * - only an issued plan; closed on the business day
 */
export const closePlan = defineCommand({
  name: 'ClosePlan',
  description: 'Sum up and close a plan.',
  schema: z.object({ planId: id, summary: text }),
  streamId,
  refusals: ['PLAN_NOT_FOUND', 'PLAN_NOT_ISSUED'],
});

/**
 * Requirements:
 * - only a draft, with a reason
 */
export const withdrawPlan = defineCommand({
  name: 'WithdrawPlan',
  description: 'Give up a draft with a reason.',
  schema: z.object({ planId: id, reason }),
  streamId,
  refusals: ['PLAN_NOT_FOUND', 'PLAN_NOT_DRAFT'],
});

export const planCommands = [
  draftPlan,
  changePlanHeading,
  addPlanSection,
  changePlanSection,
  issuePlan,
  correctPlanIssue,
  amendPlan,
  closePlan,
  withdrawPlan,
] as const;

export type PlanCommand = CommandOf<(typeof planCommands)[number]>;
