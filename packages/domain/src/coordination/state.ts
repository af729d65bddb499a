import type { CoordinationEvent } from './events.ts';

export const COORDINATION_STATUSES = [
  'AWAITING_ANSWER',
  'ACKNOWLEDGED',
  'ACCEPTED',
  'DECLINED',
  'CONCLUDED',
  'WITHDRAWN',
] as const;
export type CoordinationStatus = (typeof COORDINATION_STATUSES)[number];

/** Who coordinates with whom, and on what terms; renewed when the coordination is opened anew. */
export interface CoordinationTerms {
  readonly coordinationId: string;
  readonly taskId: string;
  readonly planId: string;
  readonly leadUnitId: string;
  readonly unitId: string;
  readonly mode: 'ORDER' | 'REQUEST';
  readonly origin: 'ASSIGNMENT' | 'INVITATION';
  readonly scope: string | null;
  readonly dueOn: string | null;
}

/** Another scope and date that wait for the lead. */
export interface ProposedChange {
  readonly changeId: string;
  readonly scope: string;
  readonly dueOn: string | null;
}

interface Opened {
  readonly terms: CoordinationTerms;
  /** The terms as they were opened, before any change was granted: what another opening is compared with. */
  readonly openedAs: CoordinationTerms;
  readonly contributionIds: readonly string[];
}

interface Open extends Opened {
  readonly openChange: ProposedChange | null;
}

export type CoordinationState =
  | { readonly status: 'NONE' }
  | (Open & { readonly status: 'AWAITING_ANSWER' })
  | (Open & { readonly status: 'ACKNOWLEDGED' })
  | (Open & { readonly status: 'ACCEPTED' })
  | (Opened & { readonly status: 'DECLINED' })
  | (Opened & { readonly status: 'CONCLUDED' })
  | (Opened & { readonly status: 'WITHDRAWN' });

/** A coordination on which both sides still work. */
export type OpenCoordination = Extract<CoordinationState, { openChange: unknown }>;

export const initialState: CoordinationState = { status: 'NONE' };

export function isOpen(state: CoordinationState): state is OpenCoordination {
  return 'openChange' in state;
}

/** Total: an event that does not fit leaves the state as it is. */
export function evolve(state: CoordinationState, event: CoordinationEvent): CoordinationState {
  if (event.type === 'CoordinationOpened') return opened(state, event.data);
  if (!isOpen(state)) return state;
  switch (event.type) {
    case 'CoordinationAcknowledged':
      return { ...state, status: 'ACKNOWLEDGED' };
    case 'CoordinationAccepted':
      return { ...state, status: 'ACCEPTED' };
    case 'CoordinationDeclined':
      return ended(state, 'DECLINED');
    case 'CoordinationChangeProposed': {
      const { changeId, scope, dueOn } = event.data;
      return { ...state, openChange: { changeId, scope, dueOn } };
    }
    case 'CoordinationChangeGranted': {
      const { scope, dueOn } = event.data;
      return { ...answered(state), openChange: null, terms: { ...state.terms, scope, dueOn } };
    }
    case 'CoordinationRescheduled':
      return rescheduled(state, event.data.dueOn);
    case 'CoordinationChangeRefused':
    case 'CoordinationChangeWithdrawn':
      return { ...state, openChange: null };
    case 'ContributionMade':
      return { ...state, contributionIds: [...state.contributionIds, event.data.contributionId] };
    case 'CoordinationConcluded':
      return ended(state, 'CONCLUDED');
    case 'CoordinationWithdrawn':
      return ended(state, 'WITHDRAWN');
    default:
      return event satisfies never;
  }
}

/** Opened anew it waits for an answer again; what was contributed before stays contributed. */
function opened(state: CoordinationState, terms: CoordinationTerms): CoordinationState {
  const contributionIds = state.status === 'NONE' ? [] : state.contributionIds;
  return { status: 'AWAITING_ANSWER', terms, openedAs: terms, openChange: null, contributionIds };
}

/** The assignment speaks of the new day from now on: saying the same again opens nothing anew. */
function rescheduled(state: OpenCoordination, dueOn: string): OpenCoordination {
  return { ...state, terms: { ...state.terms, dueOn }, openedAs: { ...state.openedAs, dueOn } };
}

/** Whoever proposed the terms that were granted is bound by them: it counts as their answer. */
function answered(state: OpenCoordination): OpenCoordination {
  if (state.status !== 'AWAITING_ANSWER') return state;
  return { ...state, status: state.terms.mode === 'ORDER' ? 'ACKNOWLEDGED' : 'ACCEPTED' };
}

function ended(
  { terms, openedAs, contributionIds }: OpenCoordination,
  status: 'DECLINED' | 'CONCLUDED' | 'WITHDRAWN',
): CoordinationState {
  return { status, terms, openedAs, contributionIds };
}
