import {
  type AnyNoun,
  type DecisionContext,
  type DomainCommand,
  type Facts,
  factName,
  isRefusal,
} from '@songhanh/domain/kernel';
import type { EventLog, NounRegistry } from '@songhanh/event-log';
import type { RequestContext } from '../graphql/request-context.ts';
import type { BusinessClock } from './tokens.ts';

/** A command as a person might send it next, to find out whether it would be carried out. */
export interface Probe {
  readonly command: DomainCommand;
  /** Refusals that speak of what was filled in, not of the state: with them the command is available. */
  readonly aboutInput?: readonly string[];
}

/** Names of the mutations that the viewer may carry out now; none when the request speaks of the past. */
export type AvailableCommands = (
  noun: string,
  id: string,
  // biome-ignore lint/suspicious/noExplicitAny: each noun's probes know its own state.
  probesOf: (state: any) => readonly Probe[],
  context: RequestContext,
) => Promise<readonly string[]>;

export interface AvailableCommandsParts {
  readonly log: EventLog;
  readonly registry: NounRegistry;
  readonly clock: BusinessClock;
}

const eventsMax = 5_000;
const factRoundsMax = 3;

/**
 * Asks policy and decider themselves, on the stream as the log has it, so that a button is shown where the command
 * behind it would be carried out, and nowhere else. Nothing is written.
 */
export function availableCommands({ log, registry, clock }: AvailableCommandsParts): AvailableCommands {
  return async (nounName, id, probesOf, context) => {
    const { viewer, moment } = context;
    if (viewer === null || moment.position !== null || moment.asOf !== null) return [];
    const noun = nounOf(nounName);
    const state = await stateOf(noun, id, context);
    const about = { actor: viewer.actor, now: clock.now().toISOString(), today: clock.today() };
    const names: string[] = [];
    for (const probe of probesOf(state)) {
      const facts = await factsFor(noun, probe.command, state, context);
      if (wouldBeDone(noun, state, probe, { ...about, facts, id: (n) => `${id}-${n}` }))
        names.push(mutationOf(probe.command.name));
    }
    return names;
  };

  function nounOf(name: string): AnyNoun {
    const noun = registry.nounOfCategory(name);
    if (noun === undefined) throw new Error(`no noun is named ${name}`);
    return noun;
  }

  function stateOf(noun: AnyNoun, id: string, context: RequestContext): Promise<unknown> {
    return context.once(`state of ${noun.name} ${id}`, async () => {
      const events = await log.readStream(noun.name, id, 0, eventsMax);
      return events.reduce((state, { event }) => noun.evolve(state, event), noun.initialState);
    });
  }

  async function factsFor(
    noun: AnyNoun,
    command: DomainCommand,
    state: unknown,
    context: RequestContext,
  ): Promise<Facts> {
    let facts: Facts = {};
    for (let round = 0; round < factRoundsMax; round += 1) {
      const found = facts;
      const wanted = noun
        .factsNeeded(command, state, found, context.viewer?.actor)
        .filter((key) => !(factName(key) in found));
      if (wanted.length === 0) break;
      const entries = wanted.map(async (key) => {
        const foreign = nounOf(key.noun);
        return [factName(key), foreign.facts(await stateOf(foreign, key.id, context))] as const;
      });
      facts = { ...found, ...Object.fromEntries(await Promise.all(entries)) };
    }
    return facts;
  }
}

function wouldBeDone(noun: AnyNoun, state: unknown, probe: Probe, context: DecisionContext): boolean {
  const { command, aboutInput = [] } = probe;
  if (noun.policy[command.name]?.(command, state, context) !== null) return false;
  const decision = noun.decide(command, state, context);
  if (isRefusal(decision)) return aboutInput.includes(decision.reason);
  return decision.length > 0;
}

function mutationOf(commandName: string): string {
  return `${commandName.charAt(0).toLowerCase()}${commandName.slice(1)}`;
}
