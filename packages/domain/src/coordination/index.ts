import type { Noun } from '../kernel/index.ts';
import { type CoordinationCommand, coordinationCommands } from './commands.ts';
import { decide } from './decide.ts';
import { type CoordinationEvent, coordinationEvents } from './events.ts';
import { facts } from './facts.ts';
import { factsNeeded } from './foreign-facts.ts';
import { policy } from './policy.ts';
import { type CoordinationState, evolve, initialState } from './state.ts';

export { type CoordinationCommand, coordinationCommands } from './commands.ts';
export { type CoordinationEvent, coordinationEvents } from './events.ts';
export type { CoordinationFacts } from './facts.ts';
export { coordinationIdOf } from './ids.ts';
export { coordinationReactions } from './reactions.ts';
export {
  COORDINATION_STATUSES,
  type CoordinationState,
  type CoordinationStatus,
  type CoordinationTerms,
  type ProposedChange,
} from './state.ts';

export const coordination: Noun<CoordinationState, CoordinationEvent, CoordinationCommand> = {
  name: 'coordination',
  initialState,
  evolve,
  decide,
  events: coordinationEvents,
  commands: coordinationCommands,
  policy,
  factsNeeded,
  facts,
};
