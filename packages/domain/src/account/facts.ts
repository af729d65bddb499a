import type { AccountState, Office } from './state.ts';

/** What others may know of an account: never a name. */
export interface AccountFacts {
  readonly accountId: string;
  readonly open: boolean;
  readonly offices: readonly Pick<Office, 'officeId' | 'unitId' | 'role' | 'since' | 'lastDay'>[];
}

export function facts(state: AccountState): AccountFacts | null {
  if (state.status === 'NONE') return null;
  return {
    accountId: state.accountId,
    open: state.status === 'OPEN',
    offices: state.offices.map(({ officeId, unitId, role, since, lastDay }) => ({
      officeId,
      unitId,
      role,
      since,
      lastDay,
    })),
  };
}
