import {
  type Actor,
  type AnyNoun,
  type DomainCommand,
  type FactKey,
  type Facts,
  factName,
} from '@songhanh/domain/kernel';
import type { Folds } from './folds.ts';
import { streamName } from './identity.ts';
import type { NounRegistry } from './registry.ts';
import { NO_STREAM } from './stream-store.ts';

/** How often a noun may name further facts because of those found: a group, then its members. */
const factRoundsMax = 3;
/** Foreign streams that one decision may ask for, in all rounds. */
const factStreamsMax = 1_000;
/** Foreign streams read at the same time for one decision. */
const factReadsInFlightMax = 32;

/** The facts that a decision asks for, as the log has them now; null for a stream without events. */
export async function gatherFacts(
  registry: NounRegistry,
  folds: Folds,
  noun: AnyNoun,
  command: DomainCommand,
  state: unknown,
  actor: Actor,
): Promise<Facts> {
  let facts: Facts = {};
  for (let round = 1; ; round += 1) {
    const found = facts;
    const wanted = noun.factsNeeded(command, state, found, actor).filter((key) => !(factName(key) in found));
    if (wanted.length === 0) return facts;
    if (round > factRoundsMax)
      throw new Error(`${command.name} asks for facts in more than ${factRoundsMax} rounds`);
    facts = { ...found, ...(await readFacts(registry, folds, wanted)) };
    if (Object.keys(facts).length > factStreamsMax)
      throw new Error(`${command.name} asks for the facts of more than ${factStreamsMax} streams`);
  }
}

async function readFacts(registry: NounRegistry, folds: Folds, keys: readonly FactKey[]): Promise<Facts> {
  const facts: Record<string, unknown> = {};
  const wanted = [...new Map(keys.map((key) => [factName(key), key]))];
  const queue = wanted.values();
  const readers = Array.from({ length: Math.min(factReadsInFlightMax, wanted.length) }, async () => {
    for (const [name, key] of queue) facts[name] = await factsOf(registry, folds, key);
  });
  await Promise.all(readers);
  return facts;
}

async function factsOf(
  registry: NounRegistry,
  folds: Folds,
  { noun: category, id }: FactKey,
): Promise<unknown> {
  const noun = registry.nounOfCategory(category);
  if (noun === undefined)
    throw new Error(`a decision asked for facts of ${category}, which no noun is named`);
  const { fold, fresh } = await folds.load(noun, streamName(category, id));
  const current = fresh ? fold : await folds.refresh(fold);
  return current.revision === NO_STREAM ? null : noun.facts(current.state);
}
