import type { Facts } from '../kernel/index.ts';
import type { PlanCommand, PlanEvent } from './index.ts';

// A plan of the province, kept by its planners, as the scenarios of this noun need it.

interface Heading {
  title: string;
  titleEnglish: string | null;
  year: number;
  issuingUnitId: string;
  draftingUnitId: string;
  parentPlanIds: string[];
  siblingPlanIds: string[];
}

export const heading: Heading = {
  title: 'Kế hoạch thử',
  titleEnglish: null,
  year: 2023,
  issuingUnitId: 'ubnd',
  draftingUnitId: 'unit-planner',
  parentPlanIds: ['plan-above'],
  siblingPlanIds: [],
};
export const facts: Facts = {
  'organisation-ubnd': { kind: 'UNIT' },
  'organisation-unit-planner': { kind: 'UNIT' },
  'organisation-districts': { kind: 'GROUP' },
};
export const section = {
  planId: 'p',
  sectionId: 's1',
  parentSectionId: null,
  kind: 'OBJECTIVE' as const,
  mark: 'II.1',
  title: 'Mục tiêu',
  titleEnglish: null,
};
const issuing = {
  planId: 'p',
  number: '25/KH-UBND',
  issuedOn: '2023-01-19',
  signerOffice: 'PHÓ CHỦ TỊCH',
};
const amending = {
  planId: 'p',
  amendmentId: 'a1',
  number: '99/KH-UBND',
  issuedOn: '2023-02-01',
  signerOffice: 'CHỦ TỊCH',
  summary: 'Thêm một nhiệm vụ',
};

export const drafted: PlanEvent = {
  type: 'PlanDrafted',
  data: { planId: 'p', ...heading, illustrative: false },
};
export const sectionAdded: PlanEvent = { type: 'PlanSectionAdded', data: section };
export const issued: PlanEvent = { type: 'PlanIssued', data: { ...issuing, legalBases: [] } };
export const corrected: PlanEvent = {
  type: 'PlanIssueCorrected',
  data: { ...issuing, number: '52/KH-UBND', legalBases: [], reason: 'Gõ nhầm số' },
};
export const amended: PlanEvent = { type: 'PlanAmended', data: amending };
export const closed: PlanEvent = {
  type: 'PlanClosed',
  data: { planId: 'p', closedOn: '2023-03-01', summary: 'Đã xong' },
};
export const withdrawn: PlanEvent = {
  type: 'PlanWithdrawn',
  data: { planId: 'p', reason: 'Gộp vào kế hoạch khác' },
};

export const draftPlan: PlanCommand = {
  name: 'DraftPlan',
  input: { planId: 'p', ...heading, illustrative: false },
};
export const changeHeading = (change: Partial<Heading> = {}): PlanCommand => ({
  name: 'ChangePlanHeading',
  input: { planId: 'p', ...heading, ...change },
});
export const addSection = (
  change: Partial<{ sectionId: string; parentSectionId: string; mark: string }> = {},
): PlanCommand => ({
  name: 'AddPlanSection',
  input: { ...section, ...change },
});
export const changeSection = (sectionId: string, title: string): PlanCommand => ({
  name: 'ChangePlanSection',
  input: { planId: 'p', sectionId, title },
});
export const issuePlan = (change: Partial<{ number: null; issuedOn: string }> = {}): PlanCommand => ({
  name: 'IssuePlan',
  input: { ...issuing, legalBases: [], ...change },
});
export const correctIssue = (
  change: Partial<{ number: string | null; issuedOn: string }> = {},
): PlanCommand => ({
  name: 'CorrectPlanIssue',
  input: { ...issuing, number: '52/KH-UBND', legalBases: [], reason: 'Gõ nhầm số', ...change },
});
export const amendPlan = (change: Partial<typeof amending> = {}): PlanCommand => ({
  name: 'AmendPlan',
  input: { ...amending, ...change },
});
export const closePlan: PlanCommand = { name: 'ClosePlan', input: { planId: 'p', summary: 'Đã xong' } };
export const withdrawPlan: PlanCommand = {
  name: 'WithdrawPlan',
  input: { planId: 'p', reason: 'Gộp vào kế hoạch khác' },
};

export const everyCommand = [
  draftPlan,
  changeHeading(),
  addSection(),
  changeSection('s1', 'x'),
  issuePlan(),
  correctIssue(),
  amendPlan(),
  closePlan,
  withdrawPlan,
];
