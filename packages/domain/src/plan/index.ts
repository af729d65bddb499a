import type { Noun } from '../kernel/index.ts';
import { type PlanCommand, planCommands } from './commands.ts';
import { decide, factsNeeded } from './decide.ts';
import { type PlanEvent, planEvents } from './events.ts';
import { facts } from './facts.ts';
import { policy } from './policy.ts';
import { evolve, initialState, type PlanState } from './state.ts';

export { type PlanCommand, planCommands } from './commands.ts';
export { planSectionsMax } from './decide.ts';
export {
  type LegalBasis,
  type PlanEvent,
  planEvents,
  type SectionKind,
  sectionKind,
} from './events.ts';
export type { PlanFacts } from './facts.ts';
export {
  PLAN_STATUSES,
  type PlanAmendment,
  type PlanHeading,
  type PlanSection,
  type PlanState,
  type PlanStatus,
} from './state.ts';

export const plan: Noun<PlanState, PlanEvent, PlanCommand> = {
  name: 'plan',
  initialState,
  evolve,
  decide,
  events: planEvents,
  commands: planCommands,
  policy,
  factsNeeded,
  facts,
};
