import { nouns } from '@songhanh/domain';
import type { AnyNoun, DomainEvent, Refusal, Role } from '@songhanh/domain/kernel';
import { accessTable } from './access-reference.ts';
import { page, table } from './markdown.ts';
import { legends, type Person, type World, worlds } from './permission-worlds.ts';

const roles: readonly Role[] = ['PLANNER', 'OFFICER', 'LEADER', 'ADMINISTRATOR', 'SERVICE', 'AUDITOR'];
const roleAlone: World = {
  people: [{ name: 'anybody', unitId: 'other' }],
  history: [],
  input: {},
  facts: {},
};

/** docs/reference/permissions.md: every policy, asked about everybody. */
export function permissionReference(): string {
  return page(
    'Permissions',
    'Who may give which command. The tables are made by asking the policies themselves, for each role held in each unit that matters. Who may is only the first question: the decider may still refuse by the state of things ([commands](commands.md)). An auditor who would change something is refused with `AUDITOR_CHANGES_NOTHING`. What is refused to everybody follows from other events and is carried out by the platform itself.',
    ...nouns.flatMap((noun) => [`## ${noun.name}`, ...legend(noun), permissions(noun)]),
    '## Reading and asking',
    'Which fields of the API are answered to whom, asked of its access tables. A field that is not here, or a row of data that a person may not see, is refused or left empty by its resolver. A mutation that binds a command is open to whoever is signed in: the policy above decides.',
    accessTable(),
  );
}

function legend({ name }: AnyNoun): string[] {
  const text = legends[name];
  return text === undefined ? [] : [text];
}

interface Answer {
  readonly role: Role;
  readonly person: Person;
  readonly refusal: Refusal | null;
}

function permissions(noun: AnyNoun): string {
  const peopleInAll = worldsOf(noun).flatMap((world) => world.people).length;
  const rows = noun.commands.map(({ name }) => {
    const answers = ask(noun, name);
    const refusals = answers.filter(({ role }) => role !== 'AUDITOR').map(({ refusal }) => refusal?.reason);
    const reasons = [...new Set(refusals.filter((reason) => reason !== undefined))];
    return [`\`${name}\``, whoMay(answers, peopleInAll), reasons.map((reason) => `\`${reason}\``).join(', ')];
  });
  return table(['command', 'who may', 'others are refused with'], rows);
}

/** "planner: issuing unit, drafting unit", with the roles together whose people are the same. */
function whoMay(answers: readonly Answer[], peopleInAll: number): string {
  const byPeople = new Map<string, string[]>();
  for (const role of roles) {
    const may = answers.filter((answer) => answer.role === role && answer.refusal === null);
    if (may.length === 0) continue;
    const people = may.length === peopleInAll ? '' : `: ${may.map(({ person }) => person.name).join(', ')}`;
    byPeople.set(people, [...(byPeople.get(people) ?? []), role.toLowerCase()]);
  }
  return [...byPeople].map(([people, held]) => `${held.join(', ')}${people}`).join('; ') || 'nobody';
}

function worldsOf(noun: AnyNoun): readonly World[] {
  return worlds[noun.name] ?? [roleAlone];
}

function ask(noun: AnyNoun, name: string): Answer[] {
  return worldsOf(noun).flatMap((world) => {
    const state = world.history.reduce(
      (held, event) => noun.evolve(held, checked(noun, event)),
      noun.initialState,
    );
    return roles.flatMap((role) =>
      world.people.map((person) => ({
        role,
        person,
        refusal: ruleOf(noun, name)({ name, input: world.input }, state, contextOf(role, person, world)),
      })),
    );
  });
}

function ruleOf(noun: AnyNoun, name: string) {
  const rule = noun.policy[name];
  if (rule === undefined) throw new Error(`${noun.name}: no policy for ${name}`);
  return rule;
}

/** A world that no longer fits the storage format is a fault here, not a wrong line on the page. */
function checked(noun: AnyNoun, { type, data }: DomainEvent): DomainEvent {
  const definition = noun.events.find((event) => event.type === type);
  if (definition === undefined) throw new Error(`permission-worlds.ts: ${noun.name} has no event ${type}`);
  return { type, data: definition.schema.parse(data) };
}

function contextOf(role: Role, person: Person, world: World) {
  return {
    actor: {
      userId: person.userId ?? 'somebody',
      officeId: 'office',
      unitId: person.unitId,
      role,
      onBehalfOfOfficeId: null,
    },
    now: '2023-06-01T00:00:00.000Z',
    today: '2023-06-01',
    facts: world.facts,
    id: (n: number) => `id-${n}`,
  };
}
