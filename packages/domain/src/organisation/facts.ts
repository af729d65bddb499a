import type { UnitKind } from './events.ts';
import type { Membership, OrganisationState } from './state.ts';

/** What other nouns may know of a unit. Days are inclusive, YYYY-MM-DD. */
export interface UnitFacts {
  readonly kind: 'UNIT';
  readonly unitId: string;
  readonly unitKind: UnitKind;
  readonly parentUnitId: string | null;
  readonly since: string;
  readonly lastDay: string | null;
  /** A party body or a mass organisation: the administration requests of it, and never orders it. */
  readonly requestOnly: boolean;
}

/** What other nouns may know of a group: its members over time, earliest first. */
export interface GroupFacts {
  readonly kind: 'GROUP';
  readonly groupId: string;
  readonly memberships: readonly Membership[];
}

export type OrganisationFacts = UnitFacts | GroupFacts;

const requestOnlyKinds: readonly UnitKind[] = ['PARTY_BODY', 'MASS_ORGANISATION'];

export function facts(state: OrganisationState): OrganisationFacts | null {
  if (state.status === 'NONE') return null;
  if (state.status === 'GROUP') {
    return { kind: 'GROUP', groupId: state.groupId, memberships: state.memberships };
  }
  return {
    kind: 'UNIT',
    unitId: state.unitId,
    unitKind: state.kind,
    parentUnitId: state.parentUnitId,
    since: state.since,
    lastDay: state.status === 'DISSOLVED' ? state.lastDay : null,
    requestOnly: requestOnlyKinds.includes(state.kind),
  };
}
