import type { Projection } from '@songhanh/domain/kernel';
import type { PlanEvent } from '@songhanh/domain/plan';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { type PlanRow, planTable } from './plan.tables.ts';

/** Sorts before every day of issue, latest first. */
const notIssued = '9999-12-31';

const planProjection: Projection<PlanRow> = {
  name: 'plan',
  version: 2,
  ignores: [],
  on: handlers<PlanEvent, PlanRow>(({ planId }) => planId, {
    PlanDrafted: (_row, { planId, illustrative, ...heading }, { revision }) => ({
      ...headingOf(heading),
      id: planId,
      status: 'DRAFT',
      number: null,
      issuedOn: null,
      signerOffice: null,
      legalBases: [],
      sections: [],
      amendments: [],
      closingSummary: null,
      closedOn: null,
      illustrative,
      issuedKey: notIssued,
      revision,
    }),
    PlanHeadingChanged: (row, { planId: _, ...heading }, { revision }) =>
      row && { ...row, ...headingOf(heading), revision },
    PlanSectionAdded: (row, { planId: _, ...section }, { revision }) =>
      row && { ...row, sections: [...row.sections, section], revision },
    PlanSectionChanged: (row, { sectionId, title, titleEnglish }, { revision }) =>
      row && {
        ...row,
        sections: row.sections.map((section) =>
          section.sectionId === sectionId ? { ...section, title, titleEnglish } : section,
        ),
        revision,
      },
    PlanIssued: (row, { planId: _, ...issue }, { revision }) =>
      row && { ...row, ...issue, status: 'ISSUED', issuedKey: issue.issuedOn, revision },
    PlanIssueCorrected: (row, { planId: _, reason: __, ...issue }, { revision }) =>
      row && { ...row, ...issue, issuedKey: issue.issuedOn, revision },
    PlanAmended: (row, { planId: _, ...amendment }, { revision }) =>
      row && { ...row, amendments: [...row.amendments, amendment], revision },
    PlanClosed: (row, { closedOn, summary }, { revision }) =>
      row && { ...row, status: 'CLOSED', closedOn, closingSummary: summary, revision },
    PlanWithdrawn: (row, _data, { revision }) => row && { ...row, status: 'WITHDRAWN', revision },
  }),
};

export const planReadModels = [defineReadModel({ projection: planProjection, table: planTable })];

type Heading = Omit<Extract<PlanEvent, { type: 'PlanHeadingChanged' }>['data'], 'planId'>;

function headingOf({ parentPlanIds, siblingPlanIds, ...heading }: Heading) {
  return { ...heading, parentIds: parentPlanIds, siblingIds: siblingPlanIds };
}
