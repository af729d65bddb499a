import type { LegalBasis, PlanEvent, SectionKind } from './events.ts';

export const PLAN_STATUSES = ['DRAFT', 'ISSUED', 'CLOSED', 'WITHDRAWN'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export interface PlanHeading {
  readonly title: string;
  readonly titleEnglish: string | null;
  readonly year: number;
  readonly issuingUnitId: string;
  readonly draftingUnitId: string;
  readonly parentPlanIds: readonly string[];
  readonly siblingPlanIds: readonly string[];
}

/** An objective or a group of solutions; in the order in which they were written. */
export interface PlanSection {
  readonly sectionId: string;
  readonly parentSectionId: string | null;
  readonly kind: SectionKind;
  readonly mark: string;
  readonly title: string;
  readonly titleEnglish: string | null;
}

/** Under what a plan was issued. */
export interface PlanIssue {
  readonly number: string | null;
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly legalBases: readonly LegalBasis[];
}

export interface PlanAmendment {
  readonly amendmentId: string;
  readonly number: string | null;
  readonly issuedOn: string;
  readonly signerOffice: string;
  readonly summary: string;
}

interface Written {
  readonly planId: string;
  readonly illustrative: boolean;
  readonly heading: PlanHeading;
  readonly sections: readonly PlanSection[];
}

interface Binding extends Written {
  readonly issue: PlanIssue;
  readonly amendments: readonly PlanAmendment[];
}

export type PlanState =
  | { readonly status: 'NONE' }
  | (Written & { readonly status: 'DRAFT' })
  | (Written & { readonly status: 'WITHDRAWN' })
  | (Binding & { readonly status: 'ISSUED' })
  | (Binding & { readonly status: 'CLOSED' });

/** A plan whose sections may still be written: a draft, or one that binds and may be amended. */
export type OpenPlan = Extract<PlanState, { status: 'DRAFT' | 'ISSUED' }>;

export const initialState: PlanState = { status: 'NONE' };

export function isOpen(state: PlanState): state is OpenPlan {
  return state.status === 'DRAFT' || state.status === 'ISSUED';
}

/** Total: an event that does not fit leaves the state as it is. */
export function evolve(state: PlanState, event: PlanEvent): PlanState {
  switch (event.type) {
    case 'PlanDrafted': {
      if (state.status !== 'NONE') return state;
      const { planId, illustrative, ...heading } = event.data;
      return { status: 'DRAFT', planId, illustrative, heading, sections: [] };
    }
    case 'PlanHeadingChanged': {
      if (state.status !== 'DRAFT') return state;
      const { planId: _, ...heading } = event.data;
      return { ...state, heading };
    }
    case 'PlanSectionAdded': {
      if (!isOpen(state)) return state;
      const { planId: _, ...section } = event.data;
      return hasSection(state, section.sectionId)
        ? state
        : { ...state, sections: [...state.sections, section] };
    }
    case 'PlanSectionChanged': {
      if (!isOpen(state)) return state;
      const { sectionId, title, titleEnglish } = event.data;
      return {
        ...state,
        sections: state.sections.map((section) =>
          section.sectionId === sectionId ? { ...section, title, titleEnglish } : section,
        ),
      };
    }
    case 'PlanIssued': {
      if (state.status !== 'DRAFT') return state;
      const { planId: _, ...issue } = event.data;
      return { ...state, status: 'ISSUED', issue, amendments: [] };
    }
    case 'PlanIssueCorrected': {
      if (!('issue' in state)) return state;
      const { planId: _, reason: __, ...issue } = event.data;
      return { ...state, issue };
    }
    case 'PlanAmended': {
      if (state.status !== 'ISSUED') return state;
      const { planId: _, ...amendment } = event.data;
      return { ...state, amendments: [...state.amendments, amendment] };
    }
    case 'PlanClosed':
      return state.status === 'ISSUED' ? { ...state, status: 'CLOSED' } : state;
    case 'PlanWithdrawn':
      return state.status === 'DRAFT' ? { ...state, status: 'WITHDRAWN' } : state;
    default:
      return event satisfies never;
  }
}

export function hasSection(state: OpenPlan, sectionId: string): boolean {
  return state.sections.some((section) => section.sectionId === sectionId);
}

/** Whether a section has the mark already under the same parent; marks that differ in capitals alone are one. */
export function hasMark(state: OpenPlan, parentSectionId: string | null, mark: string): boolean {
  return state.sections.some(
    (section) => section.parentSectionId === parentSectionId && comparable(section.mark) === comparable(mark),
  );
}

function comparable(mark: string): string {
  return mark.trim().normalize('NFC').toLowerCase();
}
