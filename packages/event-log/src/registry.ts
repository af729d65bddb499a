import type { AnyNoun, CommandDefinition, EventDefinition, Reaction } from '@songhanh/domain/kernel';
import { isSystemName } from './stream-store.ts';

export interface RegisteredCommand {
  readonly noun: AnyNoun;
  readonly command: CommandDefinition;
}

export interface RegisteredEvent {
  readonly noun: AnyNoun;
  readonly definition: EventDefinition;
}

/** All nouns and reactions of a process, found by name. */
export interface NounRegistry {
  readonly nouns: readonly AnyNoun[];
  readonly reactions: readonly Reaction[];
  nounOfCategory(category: string): AnyNoun | undefined;
  commandNamed(name: string): RegisteredCommand | undefined;
  eventOfType(type: string): RegisteredEvent | undefined;
  reactionsOn(type: string): readonly Reaction[];
}

/** What is wrong with the nouns given, all of it at once. A programming error: the process must not start. */
export class RegistryFaulty extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`the nouns cannot be registered:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'RegistryFaulty';
    this.faults = faults;
  }
}

/** @throws RegistryFaulty naming every duplicate, missing policy row, upcaster gap and unknown name */
export function createNounRegistry(
  nouns: readonly AnyNoun[],
  reactions: readonly Reaction[] = [],
): NounRegistry {
  const faults: string[] = [];
  const byCategory = new Map<string, AnyNoun>();
  const commands = new Map<string, RegisteredCommand>();
  const events = new Map<string, RegisteredEvent>();

  for (const noun of nouns) {
    faults.push(...nounFaults(noun));
    if (byCategory.has(noun.name)) faults.push(`noun ${noun.name} is registered twice`);
    byCategory.set(noun.name, noun);
    for (const command of noun.commands) {
      const other = commands.get(command.name);
      if (other !== undefined) faults.push(taken('command', command.name, other.noun, noun));
      commands.set(command.name, { noun, command });
    }
    for (const definition of noun.events) {
      const other = events.get(definition.type);
      if (other !== undefined) faults.push(taken('event type', definition.type, other.noun, noun));
      events.set(definition.type, { noun, definition });
    }
  }
  faults.push(...reactionFaults(reactions, events));
  if (faults.length > 0) throw new RegistryFaulty(faults);

  const reactionsByType = Map.groupBy(
    reactions.flatMap((reaction) => reaction.on.map((type) => ({ type, reaction }))),
    ({ type }) => type,
  );
  const reactionLists = new Map(
    [...reactionsByType].map(([type, rows]) => [type, rows.map(({ reaction }) => reaction)]),
  );
  return {
    nouns,
    reactions,
    nounOfCategory: (category) => byCategory.get(category),
    commandNamed: (name) => commands.get(name),
    eventOfType: (type) => events.get(type),
    reactionsOn: (type) => reactionLists.get(type) ?? [],
  };
}

function taken(what: string, name: string, first: AnyNoun, second: AnyNoun): string {
  return `${what} ${name} is defined by noun ${first.name} and by noun ${second.name}; one must choose another name`;
}

function nounFaults(noun: AnyNoun): string[] {
  const faults: string[] = [];
  if (!/^[a-z][A-Za-z0-9]*$/u.test(noun.name))
    faults.push(`noun ${noun.name}: a stream category is camelCase, letters and digits, without a dash`);
  const names = new Set(noun.commands.map((command) => command.name));
  for (const name of names)
    if (!Object.hasOwn(noun.policy, name))
      faults.push(`command ${name} of noun ${noun.name} has no row in its policy: who may send it?`);
  for (const name of Object.keys(noun.policy))
    if (!names.has(name))
      faults.push(`the policy of noun ${noun.name} has a row ${name}, but no such command`);
  for (const definition of noun.events) faults.push(...eventFaults(noun, definition));
  return faults;
}

function eventFaults(noun: AnyNoun, definition: EventDefinition): string[] {
  const name = `event type ${definition.type} of noun ${noun.name}`;
  const faults: string[] = [];
  if (isSystemName(definition.type)) faults.push(`${name}: names beginning with $ belong to the event store`);
  if (!Number.isInteger(definition.version) || definition.version < 1)
    faults.push(`${name} has version ${definition.version}; versions count from 1`);
  for (let version = 1; version < definition.version; version += 1)
    if (definition.upcasters[version] === undefined)
      faults.push(`${name} is at version ${definition.version} but has no upcaster from version ${version}`);
  for (const version of Object.keys(definition.upcasters).map(Number))
    if (version < 1 || version >= definition.version)
      faults.push(`${name} has an upcaster from version ${version}, but is at version ${definition.version}`);
  return [...faults, ...personalFaults(name, definition)];
}

/** A personal field must be able to read as null, and its subject must be another field that is not personal. */
function personalFaults(name: string, { personal, schema }: EventDefinition): string[] {
  const shape = (schema as { shape?: Record<string, { safeParse(value: unknown): { success: boolean } }> })
    .shape;
  if (personal.length === 0) return [];
  if (shape === undefined) return [`${name} has personal fields; its schema must be a plain z.object`];
  return personal.flatMap(({ field, subjectField }) => {
    const faults: string[] = [];
    if (shape[field] === undefined) faults.push(`${name} marks ${field} as personal, but has no such field`);
    else if (!shape[field].safeParse(null).success)
      faults.push(`${name}: the personal field ${field} must be nullable, for the day its key is destroyed`);
    if (shape[subjectField] === undefined || personal.some((other) => other.field === subjectField))
      faults.push(
        `${name}: the subject of ${field} must stand in a field that is not personal, not ${subjectField}`,
      );
    return faults;
  });
}

function reactionFaults(
  reactions: readonly Reaction[],
  events: ReadonlyMap<string, RegisteredEvent>,
): string[] {
  const faults: string[] = [];
  const names = new Set<string>();
  for (const reaction of reactions) {
    if (names.has(reaction.name)) faults.push(`reaction ${reaction.name} is registered twice`);
    names.add(reaction.name);
    for (const type of reaction.on)
      if (!events.has(type))
        faults.push(`reaction ${reaction.name} waits for ${type}, which no noun defines`);
  }
  return faults;
}
