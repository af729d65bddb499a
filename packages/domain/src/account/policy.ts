import { type Actor, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { AccountCommand } from './commands.ts';
import type { AccountState } from './state.ts';

/** Accounts are kept by administrators; people may mend their own details. */
export const policy: Policy<AccountState, AccountCommand> = {
  OpenAccount: (_command, _state, { actor }) => administrator(actor),
  ChangeAccountDetails: (command, _state, { actor }) =>
    actor.userId === command.input.accountId && actor.role !== 'AUDITOR' ? null : administrator(actor),
  GrantOffice: (_command, _state, { actor }) => administrator(actor),
  EndOffice: (_command, _state, { actor }) => administrator(actor),
  CloseAccount: (_command, _state, { actor }) => administrator(actor),
  EraseAccount: (_command, _state, { actor }) => administrator(actor),
};

function administrator(actor: Actor): Refusal | null {
  if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
  return actor.role === 'ADMINISTRATOR' ? null : refuse('ADMINISTRATOR_NEEDED');
}
