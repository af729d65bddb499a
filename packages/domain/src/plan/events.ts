import { z } from 'zod';
import { defineEvent, type EventOf, fields } from '../kernel/index.ts';

// These names and shapes are the storage format: they are never renamed; a new shape is a new version with
// an upcaster.

const { id, date, title, text, reason } = fields;

/** A document that a plan stands on: its number and date as printed. Legal numbers are data, never rules. */
export const legalBasis = z.object({ number: title, issuedOn: date.nullable(), subject: title.nullable() });

/** OBJECTIVE: what is to be reached; SOLUTION_GROUP: a group of tasks and solutions. */
export const sectionKind = z.enum(['OBJECTIVE', 'SOLUTION_GROUP']);

const heading = {
  title,
  titleEnglish: title.nullable(),
  year: z.int().min(2000).max(2100),
  /** The unit that issues it, and the one that drafts it and keeps it (standing agency). */
  issuingUnitId: id,
  draftingUnitId: id,
  parentPlanIds: z.array(id).max(10),
  siblingPlanIds: z.array(id).max(10),
};

const planDrafted = defineEvent({
  type: 'PlanDrafted',
  description: 'A plan was begun as a draft.',
  schema: z.object({ planId: id, ...heading, illustrative: z.boolean() }),
});

const planHeadingChanged = defineEvent({
  type: 'PlanHeadingChanged',
  description: 'The heading of a draft was changed.',
  schema: z.object({ planId: id, ...heading }),
});

const planSectionAdded = defineEvent({
  type: 'PlanSectionAdded',
  description: 'An objective or a group of solutions was written into the plan.',
  part: 'sectionId',
  schema: z.object({
    planId: id,
    sectionId: id,
    parentSectionId: id.nullable(),
    kind: sectionKind,
    /** Its mark in the document, "II.1". */
    mark: z.string().trim().min(1).max(20),
    title,
    titleEnglish: title.nullable(),
  }),
});

const planSectionChanged = defineEvent({
  type: 'PlanSectionChanged',
  description: 'The words of an objective or a group of solutions were changed.',
  part: 'sectionId',
  schema: z.object({ planId: id, sectionId: id, title, titleEnglish: title.nullable() }),
});

const issue = {
  /** "25/KH-UBND" as printed; null where the number is not known (illustrative plans). */
  number: z.string().trim().min(1).max(60).nullable(),
  issuedOn: date,
  /** The signer by office, never by name: "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH". */
  signerOffice: title,
  legalBases: z.array(legalBasis).max(50),
};

const planIssued = defineEvent({
  type: 'PlanIssued',
  description: 'The plan was issued: from here on it binds.',
  schema: z.object({ planId: id, ...issue }),
});

const planIssueCorrected = defineEvent({
  type: 'PlanIssueCorrected',
  description:
    'Number, day, signer or legal bases had been recorded wrongly and were corrected, with a reason.',
  schema: z.object({ planId: id, ...issue, reason }),
});

const planAmended = defineEvent({
  type: 'PlanAmended',
  description: 'A later document changed the plan; what it changed in tasks stands in their own history.',
  part: 'amendmentId',
  schema: z.object({
    planId: id,
    amendmentId: id,
    number: z.string().trim().min(1).max(60).nullable(),
    issuedOn: date,
    signerOffice: title,
    summary: text,
  }),
});

const planClosed = defineEvent({
  type: 'PlanClosed',
  description: 'The plan was summed up and closed.',
  schema: z.object({ planId: id, closedOn: date, summary: text }),
});

const planWithdrawn = defineEvent({
  type: 'PlanWithdrawn',
  description: 'A draft was given up with a reason.',
  schema: z.object({ planId: id, reason }),
});

export const planEvents = [
  planDrafted,
  planHeadingChanged,
  planSectionAdded,
  planSectionChanged,
  planIssued,
  planIssueCorrected,
  planAmended,
  planClosed,
  planWithdrawn,
] as const;

export type PlanEvent = EventOf<(typeof planEvents)[number]>;
export type LegalBasis = z.output<typeof legalBasis>;
export type SectionKind = z.output<typeof sectionKind>;
