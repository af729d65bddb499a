import {
  type CommandOf,
  type Decision,
  type DecisionContext,
  type FactKey,
  type Facts,
  factOf,
  type Refusal,
  refuse,
} from '../kernel/index.ts';
import type * as commands from './commands.ts';
import type { LegalBasis, PlanEvent } from './events.ts';
import { hasMark, hasSection, isOpen, type PlanHeading, type PlanIssue, type PlanState } from './state.ts';

/** The largest real programme has fewer than 60; every section travels with each read of the plan. */
export const planSectionsMax = 500;

type Input<Definition> = CommandOf<Definition> extends { input: infer Fields } ? Fields : never;
type Outcome = Decision<PlanEvent>;

/** What a plan must know of a unit. */
interface UnitFacts {
  readonly kind: string;
}

export function decide(command: commands.PlanCommand, state: PlanState, context: DecisionContext): Outcome {
  switch (command.name) {
    case 'DraftPlan':
      return draft(command.input, state, context.facts);
    case 'ChangePlanHeading':
      return changeHeading(command.input, state, context.facts);
    case 'AddPlanSection':
      return addSection(command.input, state);
    case 'ChangePlanSection':
      return changeSection(command.input, state);
    case 'IssuePlan':
      return issue(command.input, state, context.today);
    case 'CorrectPlanIssue':
      return correctIssue(command.input, state, context.today);
    case 'AmendPlan':
      return amend(command.input, state, context.today);
    case 'ClosePlan':
      return close(command.input, state, context.today);
    case 'WithdrawPlan':
      return withdraw(command.input, state);
    default:
      return command satisfies never;
  }
}

/** The units that a heading names. */
export function factsNeeded(command: commands.PlanCommand): readonly FactKey[] {
  if (command.name !== 'DraftPlan' && command.name !== 'ChangePlanHeading') return [];
  const { issuingUnitId, draftingUnitId } = command.input;
  return [...new Set([issuingUnitId, draftingUnitId])].map((id) => ({ noun: 'organisation', id }));
}

function draft(input: Input<typeof commands.draftPlan>, state: PlanState, facts: Facts): Outcome {
  if (state.status !== 'NONE') return refuse('PLAN_ALREADY_DRAFTED');
  const { planId, illustrative } = input;
  const heading = headingOf(input);
  return (
    refuseHeading(planId, heading, facts) ?? [
      { type: 'PlanDrafted', data: { planId, ...heading, illustrative } },
    ]
  );
}

function changeHeading(
  input: Input<typeof commands.changePlanHeading>,
  state: PlanState,
  facts: Facts,
): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (state.status !== 'DRAFT') return refuse('PLAN_NOT_DRAFT', { status: state.status });
  const heading = headingOf(input);
  const refusal = refuseHeading(input.planId, heading, facts);
  if (refusal !== null) return refusal;
  if (sameHeading(heading, state.heading)) return [];
  return [{ type: 'PlanHeadingChanged', data: { planId: input.planId, ...heading } }];
}

function addSection(input: Input<typeof commands.addPlanSection>, state: PlanState): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (!isOpen(state)) return refuse('PLAN_CLOSED', { status: state.status });
  const { planId, sectionId, kind, mark, title } = input;
  const parentSectionId = input.parentSectionId ?? null;
  if (hasSection(state, sectionId)) return refuse('SECTION_ALREADY_ADDED', { sectionId });
  if (parentSectionId !== null && !hasSection(state, parentSectionId)) {
    return refuse('PARENT_SECTION_NOT_FOUND', { sectionId: parentSectionId });
  }
  if (state.sections.length >= planSectionsMax) return refuse('TOO_MANY_SECTIONS', { max: planSectionsMax });
  if (hasMark(state, parentSectionId, mark)) return refuse('SECTION_MARK_TAKEN', { mark });
  const titleEnglish = input.titleEnglish ?? null;
  return [
    {
      type: 'PlanSectionAdded',
      data: { planId, sectionId, parentSectionId, kind, mark, title, titleEnglish },
    },
  ];
}

function changeSection(input: Input<typeof commands.changePlanSection>, state: PlanState): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (!isOpen(state)) return refuse('PLAN_CLOSED', { status: state.status });
  const { planId, sectionId, title } = input;
  const titleEnglish = input.titleEnglish ?? null;
  const present = state.sections.find((section) => section.sectionId === sectionId);
  if (present === undefined) return refuse('SECTION_NOT_FOUND', { sectionId });
  if (present.title === title && present.titleEnglish === titleEnglish) return [];
  return [{ type: 'PlanSectionChanged', data: { planId, sectionId, title, titleEnglish } }];
}

function issue(input: Input<typeof commands.issuePlan>, state: PlanState, today: string): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (state.status !== 'DRAFT') return refuse('PLAN_NOT_DRAFT', { status: state.status });
  if (state.sections.length === 0) return refuse('PLAN_EMPTY');
  const issue = issueOf(input);
  const refusal = refuseIssue(issue, state.illustrative, today);
  return refusal ?? [{ type: 'PlanIssued', data: { planId: input.planId, ...issue } }];
}

function correctIssue(
  input: Input<typeof commands.correctPlanIssue>,
  state: PlanState,
  today: string,
): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (!('issue' in state)) return refuse('PLAN_NOT_ISSUED', { status: state.status });
  const issue = issueOf(input);
  const refusal = refuseIssue(issue, state.illustrative, today);
  if (refusal !== null) return refusal;
  const { issuedOn } = issue;
  const latest = state.amendments[0]?.issuedOn;
  if (latest !== undefined && issuedOn > latest) {
    return refuse('ISSUED_AFTER_AMENDMENT', { issuedOn, latest });
  }
  if (sameIssue(issue, state.issue)) return [];
  const { planId, reason } = input;
  return [{ type: 'PlanIssueCorrected', data: { planId, ...issue, reason } }];
}

function amend(input: Input<typeof commands.amendPlan>, state: PlanState, today: string): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (state.status !== 'ISSUED') return refuse('PLAN_NOT_ISSUED', { status: state.status });
  const { planId, amendmentId, issuedOn, signerOffice, summary } = input;
  if (state.amendments.some((amendment) => amendment.amendmentId === amendmentId)) {
    return refuse('AMENDMENT_ALREADY_RECORDED', { amendmentId });
  }
  const earliest = state.amendments.at(-1)?.issuedOn ?? state.issue.issuedOn;
  if (issuedOn < earliest) return refuse('AMENDMENT_BEFORE_ISSUE', { issuedOn, earliest });
  if (issuedOn > today) return refuse('ISSUED_IN_THE_FUTURE', { issuedOn, today });
  const number = input.number ?? null;
  return [{ type: 'PlanAmended', data: { planId, amendmentId, number, issuedOn, signerOffice, summary } }];
}

function close(input: Input<typeof commands.closePlan>, state: PlanState, today: string): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (state.status !== 'ISSUED') return refuse('PLAN_NOT_ISSUED', { status: state.status });
  return [{ type: 'PlanClosed', data: { planId: input.planId, closedOn: today, summary: input.summary } }];
}

function withdraw(input: Input<typeof commands.withdrawPlan>, state: PlanState): Outcome {
  if (state.status === 'NONE') return refuse('PLAN_NOT_FOUND');
  if (state.status !== 'DRAFT') return refuse('PLAN_NOT_DRAFT', { status: state.status });
  return [{ type: 'PlanWithdrawn', data: { planId: input.planId, reason: input.reason } }];
}

function issueOf({ number, issuedOn, signerOffice, legalBases }: Input<typeof commands.issuePlan>) {
  return { number: number ?? null, issuedOn, signerOffice, legalBases };
}

function refuseIssue({ number, issuedOn }: PlanIssue, illustrative: boolean, today: string): Refusal | null {
  if (number === null && !illustrative) return refuse('NUMBER_NEEDED');
  return issuedOn > today ? refuse('ISSUED_IN_THE_FUTURE', { issuedOn, today }) : null;
}

function sameIssue(left: PlanIssue, right: PlanIssue): boolean {
  return (
    left.number === right.number &&
    left.issuedOn === right.issuedOn &&
    left.signerOffice === right.signerOffice &&
    left.legalBases.length === right.legalBases.length &&
    left.legalBases.every((basis, index) => sameBasis(basis, right.legalBases[index]))
  );
}

function sameBasis(left: LegalBasis, right: LegalBasis | undefined): boolean {
  return left.number === right?.number && left.issuedOn === right.issuedOn && left.subject === right.subject;
}

function headingOf(input: Input<typeof commands.changePlanHeading>) {
  const { title, year, issuingUnitId, draftingUnitId } = input;
  return {
    title,
    titleEnglish: input.titleEnglish ?? null,
    year,
    issuingUnitId,
    draftingUnitId,
    parentPlanIds: [...new Set(input.parentPlanIds)],
    siblingPlanIds: [...new Set(input.siblingPlanIds)],
  };
}

function refuseHeading(planId: string, heading: PlanHeading, facts: Facts): Refusal | null {
  if (heading.parentPlanIds.includes(planId) || heading.siblingPlanIds.includes(planId)) {
    return refuse('PLAN_REFERS_TO_ITSELF', { planId });
  }
  const missing = [heading.issuingUnitId, heading.draftingUnitId].find(
    (unitId) => factOf<UnitFacts>(facts, 'organisation', unitId)?.kind !== 'UNIT',
  );
  return missing === undefined ? null : refuse('UNIT_NOT_FOUND', { unitId: missing });
}

function sameHeading(left: PlanHeading, right: PlanHeading): boolean {
  return (
    left.title === right.title &&
    left.titleEnglish === right.titleEnglish &&
    left.year === right.year &&
    left.issuingUnitId === right.issuingUnitId &&
    left.draftingUnitId === right.draftingUnitId &&
    sameIds(left.parentPlanIds, right.parentPlanIds) &&
    sameIds(left.siblingPlanIds, right.siblingPlanIds)
  );
}

function sameIds(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}
