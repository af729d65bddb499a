import type { Actor } from './actor.ts';
import {
  type DecisionContext,
  type DomainCommand,
  type DomainEvent,
  type Facts,
  isRefusal,
} from './decider.ts';
import type { Noun } from './noun.ts';

/** What a scenario may set besides the events before it. */
export interface Scenario {
  readonly actor?: Partial<Actor>;
  readonly now?: string;
  readonly facts?: Facts;
}

/** The outcome of a scenario: events, a decider's refusal, or the policy's. */
export type Outcome<Event extends DomainEvent> =
  | { readonly events: readonly Event[] }
  | { readonly refused: string; readonly params: Readonly<Record<string, string | number>> }
  | { readonly forbidden: string };

const planner: Actor = {
  userId: 'user-planner',
  officeId: 'office-planner',
  unitId: 'unit-planner',
  role: 'PLANNER',
  onBehalfOfOfficeId: null,
};

/**
 * Given/when/then for a noun: `given(task, events).when(command, scenario)` gives the outcome to compare.
 * Authorises first, then decides, as the executor does.
 */
export function given<State, Event extends DomainEvent, Command extends DomainCommand>(
  noun: Noun<State, Event, Command>,
  events: readonly NoInfer<Event>[],
): {
  readonly state: State;
  when(command: Command, scenario?: Scenario): Outcome<Event>;
} {
  const state = events.reduce(noun.evolve, noun.initialState);
  return {
    state,
    when(command, scenario = {}) {
      const now = scenario.now ?? '2023-03-01T02:00:00.000Z';
      const context: DecisionContext = {
        actor: { ...planner, ...scenario.actor },
        now,
        today: now.slice(0, 10),
        facts: scenario.facts ?? {},
        id: (n) => `id-${n}`,
      };
      const rule = noun.policy[command.name as Command['name']];
      const forbidden = rule(command as never, state, context);
      if (forbidden !== null) return { forbidden: forbidden.reason };
      const decision = noun.decide(command, state, context);
      return isRefusal(decision)
        ? { refused: decision.reason, params: decision.params }
        : { events: decision };
    },
  };
}
