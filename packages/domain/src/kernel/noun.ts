import type { Actor } from './actor.ts';
import type {
  Decider,
  DecisionContext,
  DomainCommand,
  DomainEvent,
  FactKey,
  Facts,
  Refusal,
} from './decider.ts';
import type { CommandDefinition, EventDefinition } from './definitions.ts';

/** Null when the actor may; otherwise why not. */
export type PolicyRule<State, Command extends DomainCommand> = (
  command: Command,
  state: State,
  context: DecisionContext,
) => Refusal | null;

/** One rule per command name; a command without a rule does not register. */
export type Policy<State, Command extends DomainCommand> = {
  readonly [Name in Command['name']]: PolicyRule<State, Extract<Command, { name: Name }>>;
};

/**
 * All that the platform needs to know of one noun: a stream category with its events, commands,
 * decider, policy and the facts that it tells others.
 */
export interface Noun<State, Event extends DomainEvent, Command extends DomainCommand>
  extends Decider<State, Event, Command> {
  /** Also the stream category: camelCase, without a dash. */
  readonly name: string;
  readonly events: readonly EventDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly policy: Policy<State, Command>;
  /**
   * Which foreign streams the decision (or the policy) needs. Asked again with the facts found so far until
   * it names nothing new (at most 3 rounds: a group, then its members), and whenever the state moved. The actor
   * matters where a rule speaks of what lies between their unit and the stream.
   */
  readonly factsNeeded: (command: Command, state: State, facts: Facts, actor?: Actor) => readonly FactKey[];
  /** What other nouns may know of a stream in this state; null when the stream does not exist. */
  readonly facts: (state: State) => unknown;
}

/** A noun whose types are not of interest to the holder: registries, the executor, the API. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds nouns of every state; each noun's own types are checked where it is defined.
export type AnyNoun = Noun<any, any, any>;

/** A command that follows from an event, carried out by the same cause. Its `key` makes its id. */
export interface FollowUp {
  readonly command: DomainCommand;
  /** Unique within the causing event: the follow-up's commandId derives from event id and key. */
  readonly key: string;
}

/**
 * Pure: what must follow when an event has been recorded. Run at once by the executor, and again after a
 * crash; the derived commandId makes the second run write nothing.
 */
export interface Reaction {
  readonly name: string;
  readonly on: readonly string[];
  readonly react: (event: DomainEvent, eventId: string) => readonly FollowUp[];
}
