import type { AnyNoun, Reaction } from '@songhanh/domain/kernel';
import { createNounRegistry, type NounRegistry } from '@songhanh/event-log';
import { satisfies, validRange } from 'semver';
import type { AccessRules } from '../access/rules.ts';
import { addMessages } from '../graphql/messages.ts';
import type { AnyReadModel } from '../projector/read-model.ts';
import { type Manifest, nounOf } from './manifest.ts';

/** Version that extensions name in `compatibleWith`. */
const platformVersion = '0.1.0';

/** All manifests put together. */
export interface Assembly {
  readonly manifests: readonly Manifest[];
  readonly registry: NounRegistry;
  readonly readModels: readonly AnyReadModel[];
  readonly access: readonly AccessRules[];
}

/** What is wrong with the manifests, all of it at once: the process must not start. */
class ManifestsFaulty extends Error {
  constructor(faults: readonly string[]) {
    super(`the manifests do not fit:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'ManifestsFaulty';
  }
}

/** @throws ManifestsFaulty, RegistryFaulty: names taken twice and by whom, versions that do not fit */
export function assemble(manifests: readonly Manifest[]): Assembly {
  const faults = [...manifests.flatMap(versionFaults), ...nameFaults(manifests)];
  if (faults.length > 0) throw new ManifestsFaulty(faults);
  for (const { messages } of manifests) if (messages !== undefined) addMessages(messages);
  const nouns = manifests.map(nounOf);
  const reactions = new Set<Reaction>(manifests.flatMap(({ reactions: own = [] }) => own));
  return {
    manifests,
    registry: createNounRegistry(nouns, [...reactions]),
    readModels: manifests.flatMap(({ projections }) => projections.map((model) => unconcerned(model, nouns))),
    access: manifests.map(({ access }) => access),
  };
}

function versionFaults({ name, compatibleWith }: Manifest): readonly string[] {
  if (validRange(compatibleWith) === null)
    return [`${name}: compatibleWith is "${compatibleWith}", which is no range of versions`];
  if (satisfies(platformVersion, compatibleWith)) return [];
  return [`${name} was written for platform ${compatibleWith}; this is ${platformVersion}`];
}

function nameFaults(manifests: readonly Manifest[]): readonly string[] {
  const faults: string[] = [];
  const owners = new Map<string, string>();
  const take = (what: string, owner: string): void => {
    const other = owners.get(what);
    if (other !== undefined) faults.push(`${what} of ${owner} is taken by ${other}`);
    owners.set(what, owner);
  };
  for (const { name, projections, access } of manifests) {
    take(`noun ${name}`, name);
    for (const { projection } of projections) take(`projection ${projection.name}`, name);
    for (const field of Object.keys(access)) take(`field ${field}`, name);
  }
  return faults;
}

/**
 * A projection says of every event type of each noun that it knows whether it handles or ignores it; nouns
 * of which it names nothing do not concern it.
 */
function unconcerned(model: AnyReadModel, nouns: readonly AnyNoun[]): AnyReadModel {
  const { projection } = model;
  const named = new Set([...Object.keys(projection.on), ...projection.ignores]);
  const foreign = nouns
    .map(({ events }) => events.map(({ type }) => type))
    .filter((types) => !types.some((type) => named.has(type)))
    .flat();
  return { ...model, projection: { ...projection, ignores: [...projection.ignores, ...foreign] } };
}
