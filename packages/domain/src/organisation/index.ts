import type { Noun } from '../kernel/index.ts';
import { type OrganisationCommand, organisationCommands } from './commands.ts';
import { decide, factsNeeded } from './decide.ts';
import { type OrganisationEvent, organisationEvents } from './events.ts';
import { facts } from './facts.ts';
import { policy } from './policy.ts';
import { evolve, initialState, type OrganisationState } from './state.ts';

export { type OrganisationCommand, organisationCommands } from './commands.ts';
export {
  type OrganisationEvent,
  organisationEvents,
  type UnitKind,
  unitKind,
} from './events.ts';
export type { GroupFacts, OrganisationFacts, UnitFacts } from './facts.ts';
export type { Membership, OrganisationState, UnitNaming, UnitState } from './state.ts';

export const organisation: Noun<OrganisationState, OrganisationEvent, OrganisationCommand> = {
  name: 'organisation',
  initialState,
  evolve,
  decide,
  events: organisationEvents,
  commands: organisationCommands,
  policy,
  factsNeeded,
  facts,
};
