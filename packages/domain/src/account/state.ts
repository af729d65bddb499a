import type { Role } from '../kernel/index.ts';
import type { AccountEvent } from './events.ts';

/** A person's details; each is null once it was erased. */
export interface PersonDetails {
  readonly fullName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A post that a person holds, from a day to a last day, both inclusive. */
export interface Office {
  readonly officeId: string;
  readonly unitId: string | null;
  readonly title: string;
  readonly titleEnglish: string | null;
  readonly role: Role;
  readonly since: string;
  readonly lastDay: string | null;
}

interface Known {
  readonly accountId: string;
  readonly offices: readonly Office[];
}

export type AccountState =
  | { readonly status: 'NONE' }
  | (Known & { readonly status: 'OPEN'; readonly person: PersonDetails })
  | (Known & { readonly status: 'CLOSED'; readonly person: PersonDetails })
  | (Known & { readonly status: 'ERASED' });

export const initialState: AccountState = { status: 'NONE' };

/** Total: an event that does not fit leaves the state as it is. */
export function evolve(state: AccountState, event: AccountEvent): AccountState {
  switch (event.type) {
    case 'AccountOpened': {
      if (state.status !== 'NONE') return state;
      const { accountId, fullName, email, phone } = event.data;
      return { status: 'OPEN', accountId, offices: [], person: { fullName, email, phone } };
    }
    case 'AccountDetailsChanged': {
      if (state.status !== 'OPEN') return state;
      const { fullName, email, phone } = event.data;
      return { ...state, person: { fullName, email, phone } };
    }
    case 'OfficeGranted': {
      if (state.status !== 'OPEN') return state;
      const { accountId: _, ...office } = event.data;
      return officeOf(state.offices, office.officeId) === undefined
        ? { ...state, offices: [...state.offices, { ...office, lastDay: null }] }
        : state;
    }
    case 'OfficeEnded': {
      if (state.status === 'NONE') return state;
      const { officeId, lastDay } = event.data;
      const offices = state.offices.map((office) =>
        office.officeId === officeId && office.lastDay === null ? { ...office, lastDay } : office,
      );
      return { ...state, offices };
    }
    case 'AccountClosed':
      return state.status === 'OPEN' ? { ...state, status: 'CLOSED' } : state;
    case 'AccountErased':
      return state.status === 'CLOSED'
        ? { status: 'ERASED', accountId: state.accountId, offices: state.offices }
        : state;
    default:
      return event satisfies never;
  }
}

export function officeOf(offices: readonly Office[], officeId: string): Office | undefined {
  return offices.find((office) => office.officeId === officeId);
}
