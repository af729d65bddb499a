import type { OrganisationEvent, UnitKind } from './events.ts';

export interface UnitNaming {
  readonly name: string;
  readonly nameEnglish: string | null;
  readonly shortName: string;
  readonly code: string | null;
}

interface Unit {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly parentUnitId: string | null;
  readonly since: string;
  readonly naming: UnitNaming;
  /** The day since which the present naming holds. */
  readonly namedSince: string;
}

/** The members from a day on, until the next membership begins. */
export interface Membership {
  readonly since: string;
  readonly memberUnitIds: readonly string[];
}

/** Units and groups share the category: both are what a task can be given to. */
export type OrganisationState =
  | { readonly status: 'NONE' }
  | (Unit & { readonly status: 'ESTABLISHED' })
  | (Unit & { readonly status: 'DISSOLVED'; readonly lastDay: string })
  | {
      readonly status: 'GROUP';
      readonly groupId: string;
      /** Each begins later than the one before it. */
      readonly memberships: readonly Membership[];
    };

export type UnitState = Extract<OrganisationState, { status: 'ESTABLISHED' | 'DISSOLVED' }>;

export const initialState: OrganisationState = { status: 'NONE' };

export function isUnit(state: OrganisationState): state is UnitState {
  return state.status === 'ESTABLISHED' || state.status === 'DISSOLVED';
}

/** Total: an event that does not fit leaves the state as it is. */
export function evolve(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  switch (event.type) {
    case 'UnitEstablished': {
      if (state.status !== 'NONE') return state;
      const { unitId, kind, parentUnitId, since, ...naming } = event.data;
      return { status: 'ESTABLISHED', unitId, kind, parentUnitId, since, naming, namedSince: since };
    }
    case 'UnitRenamed': {
      if (!isUnit(state)) return state;
      const { name, nameEnglish, shortName, code, since } = event.data;
      return { ...state, naming: { name, nameEnglish, shortName, code }, namedSince: since };
    }
    case 'UnitDissolved':
      return state.status === 'ESTABLISHED'
        ? { ...state, status: 'DISSOLVED', lastDay: event.data.lastDay }
        : state;
    case 'UnitGroupDefined': {
      if (state.status !== 'NONE') return state;
      const { groupId, since, memberUnitIds } = event.data;
      return { status: 'GROUP', groupId, memberships: [{ since, memberUnitIds }] };
    }
    case 'UnitGroupChanged': {
      if (state.status !== 'GROUP') return state;
      const { since, memberUnitIds } = event.data;
      if (state.memberships.some((membership) => membership.since > since)) return state;
      const earlier = state.memberships.filter((membership) => membership.since < since);
      return { ...state, memberships: [...earlier, { since, memberUnitIds }] };
    }
    default:
      return event satisfies never;
  }
}
