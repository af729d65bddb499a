import type { Noun } from '../kernel/index.ts';
import { type AccountCommand, accountCommands } from './commands.ts';
import { decide, factsNeeded } from './decide.ts';
import { type AccountEvent, accountEvents } from './events.ts';
import { facts } from './facts.ts';
import { policy } from './policy.ts';
import { type AccountState, evolve, initialState } from './state.ts';

export { type AccountCommand, accountCommands } from './commands.ts';
export { type AccountEvent, accountEvents } from './events.ts';
export type { AccountFacts } from './facts.ts';
export type { AccountState, Office, PersonDetails } from './state.ts';

export const account: Noun<AccountState, AccountEvent, AccountCommand> = {
  name: 'account',
  initialState,
  evolve,
  decide,
  events: accountEvents,
  commands: accountCommands,
  policy,
  factsNeeded,
  facts,
};
