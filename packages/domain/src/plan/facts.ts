import type { PlanState, PlanStatus } from './state.ts';

/** What other nouns may know of a plan. */
export interface PlanFacts {
  readonly planId: string;
  readonly status: PlanStatus;
  readonly issuedOn: string | null;
  readonly issuingUnitId: string;
  readonly draftingUnitId: string;
  readonly sectionIds: readonly string[];
}

export function facts(state: PlanState): PlanFacts | null {
  if (state.status === 'NONE') return null;
  return {
    planId: state.planId,
    status: state.status,
    issuedOn: 'issue' in state ? state.issue.issuedOn : null,
    issuingUnitId: state.heading.issuingUnitId,
    draftingUnitId: state.heading.draftingUnitId,
    sectionIds: state.sections.map((section) => section.sectionId),
  };
}
