import { type Policy, type PolicyRule, refuse } from '../kernel/index.ts';
import type { OrganisationCommand } from './commands.ts';
import type { OrganisationState } from './state.ts';

const administrator: PolicyRule<OrganisationState, OrganisationCommand> = (_command, _state, { actor }) => {
  if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
  return actor.role === 'ADMINISTRATOR' ? null : refuse('ADMINISTRATOR_NEEDED');
};

/** The organisation is entered by administrators alone, from legal acts. */
export const policy: Policy<OrganisationState, OrganisationCommand> = {
  EstablishUnit: administrator,
  RenameUnit: administrator,
  DissolveUnit: administrator,
  DefineUnitGroup: administrator,
  ChangeUnitGroup: administrator,
};
