import {
  type CommandOf,
  type Decision,
  type DecisionContext,
  type FactKey,
  type Facts,
  factOf,
  type Refusal,
  refuse,
} from '../kernel/index.ts';
import type * as commands from './commands.ts';
import type { OrganisationEvent } from './events.ts';
import type { OrganisationFacts, UnitFacts } from './facts.ts';
import { isUnit, type OrganisationState, type UnitNaming } from './state.ts';

type Input<Definition> = CommandOf<Definition> extends { input: infer Fields } ? Fields : never;
type Outcome = Decision<OrganisationEvent>;

export function decide(
  command: commands.OrganisationCommand,
  state: OrganisationState,
  context: DecisionContext,
): Outcome {
  switch (command.name) {
    case 'EstablishUnit':
      return establish(command.input, state, context.facts);
    case 'RenameUnit':
      return rename(command.input, state);
    case 'DissolveUnit':
      return dissolve(command.input, state, context.facts);
    case 'DefineUnitGroup':
      return defineGroup(command.input, state, context.facts);
    case 'ChangeUnitGroup':
      return changeGroup(command.input, state, context.facts);
    default:
      return command satisfies never;
  }
}

/** The units that a command names besides its own. */
export function factsNeeded(command: commands.OrganisationCommand): readonly FactKey[] {
  return [...new Set(unitsNamed(command))].map((id) => ({ noun: 'organisation', id }));
}

function unitsNamed(command: commands.OrganisationCommand): readonly string[] {
  switch (command.name) {
    case 'EstablishUnit':
      return command.input.parentUnitId ? [command.input.parentUnitId] : [];
    case 'RenameUnit':
      return [];
    case 'DissolveUnit':
      return command.input.successorUnitIds;
    case 'DefineUnitGroup':
    case 'ChangeUnitGroup':
      return command.input.memberUnitIds;
    default:
      return command satisfies never;
  }
}

function establish(
  input: Input<typeof commands.establishUnit>,
  state: OrganisationState,
  facts: Facts,
): Outcome {
  if (state.status !== 'NONE') return refuse('UNIT_ALREADY_ESTABLISHED', { unitId: input.unitId });
  const { unitId, kind, name, shortName, since } = input;
  const parentUnitId = input.parentUnitId ?? null;
  if (parentUnitId !== null) {
    const parent = unitOf(facts, parentUnitId);
    if (parent === null) return refuse('PARENT_NOT_FOUND', { unitId: parentUnitId });
    const inBeing = parent.since <= since && (parent.lastDay === null || since <= parent.lastDay);
    if (!inBeing) return refuse('PARENT_NOT_IN_BEING', { unitId: parentUnitId, on: since });
  }
  const nameEnglish = input.nameEnglish ?? null;
  const code = input.code ?? null;
  return [
    {
      type: 'UnitEstablished',
      data: { unitId, parentUnitId, kind, name, nameEnglish, shortName, code, since },
    },
  ];
}

function rename(input: Input<typeof commands.renameUnit>, state: OrganisationState): Outcome {
  if (!isUnit(state)) return refuse('UNIT_NOT_FOUND', { unitId: input.unitId });
  const { unitId, since } = input;
  if (since < state.namedSince) {
    return refuse('EARLIER_THAN_PRESENT_NAME', { since, presentSince: state.namedSince });
  }
  if (state.status === 'DISSOLVED' && since > state.lastDay) {
    return refuse('UNIT_DISSOLVED', { unitId, lastDay: state.lastDay });
  }
  const naming = namingAfter(input, state.naming);
  if (sameNaming(naming, state.naming)) return [];
  return [{ type: 'UnitRenamed', data: { unitId, ...naming, since, legalAct: input.legalAct ?? null } }];
}

function dissolve(
  input: Input<typeof commands.dissolveUnit>,
  state: OrganisationState,
  facts: Facts,
): Outcome {
  const { unitId, lastDay } = input;
  if (!isUnit(state)) return refuse('UNIT_NOT_FOUND', { unitId });
  if (state.status === 'DISSOLVED') return refuse('UNIT_ALREADY_DISSOLVED', { lastDay: state.lastDay });
  if (lastDay < state.since) return refuse('BEFORE_ESTABLISHMENT', { lastDay, since: state.since });
  if (lastDay < state.namedSince) {
    return refuse('EARLIER_THAN_PRESENT_NAME', { since: lastDay, presentSince: state.namedSince });
  }
  const successorUnitIds = [...new Set(input.successorUnitIds)];
  if (successorUnitIds.includes(unitId)) return refuse('SUCCESSOR_IS_ITSELF', { unitId });
  const missing = successorUnitIds.find((successor) => unitOf(facts, successor) === null);
  if (missing !== undefined) return refuse('SUCCESSOR_NOT_FOUND', { unitId: missing });
  const legalAct = input.legalAct ?? null;
  return [{ type: 'UnitDissolved', data: { unitId, lastDay, successorUnitIds, legalAct } }];
}

function defineGroup(
  input: Input<typeof commands.defineUnitGroup>,
  state: OrganisationState,
  facts: Facts,
): Outcome {
  const { groupId, name, since } = input;
  if (state.status !== 'NONE') return refuse('GROUP_ALREADY_DEFINED', { groupId });
  const memberUnitIds = [...new Set(input.memberUnitIds)];
  const nameEnglish = input.nameEnglish ?? null;
  return (
    refuseMissing(memberUnitIds, facts) ?? [
      { type: 'UnitGroupDefined', data: { groupId, name, nameEnglish, memberUnitIds, since } },
    ]
  );
}

function changeGroup(
  input: Input<typeof commands.changeUnitGroup>,
  state: OrganisationState,
  facts: Facts,
): Outcome {
  const { groupId, since } = input;
  if (state.status !== 'GROUP') return refuse('GROUP_NOT_FOUND', { groupId });
  const present = state.memberships.at(-1);
  if (present !== undefined && since < present.since) {
    return refuse('EARLIER_THAN_PRESENT_MEMBERS', { since, presentSince: present.since });
  }
  const memberUnitIds = [...new Set(input.memberUnitIds)];
  const refusal = refuseMissing(memberUnitIds, facts);
  if (refusal !== null) return refusal;
  if (present !== undefined && sameMembers(memberUnitIds, present.memberUnitIds)) return [];
  return [{ type: 'UnitGroupChanged', data: { groupId, memberUnitIds, since } }];
}

/** An omitted code stays; an omitted English name stays only while it still translates the same name. */
function namingAfter(input: Input<typeof commands.renameUnit>, present: UnitNaming): UnitNaming {
  const { name, shortName } = input;
  const inherited = name === present.name ? present.nameEnglish : null;
  return {
    name,
    nameEnglish: input.nameEnglish === undefined ? inherited : input.nameEnglish,
    shortName,
    code: input.code === undefined ? present.code : input.code,
  };
}

function sameNaming(left: UnitNaming, right: UnitNaming): boolean {
  return (
    left.name === right.name &&
    left.nameEnglish === right.nameEnglish &&
    left.shortName === right.shortName &&
    left.code === right.code
  );
}

/** Both without doubles; their order means nothing. */
function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((unitId) => right.includes(unitId));
}

function refuseMissing(unitIds: readonly string[], facts: Facts): Refusal | null {
  const missing = unitIds.find((unitId) => unitOf(facts, unitId) === null);
  return missing === undefined ? null : refuse('UNIT_NOT_FOUND', { unitId: missing });
}

/** A group does not count: members, parents and successors are units. */
function unitOf(facts: Facts, unitId: string): UnitFacts | null {
  const found = factOf<OrganisationFacts>(facts, 'organisation', unitId);
  return found?.kind === 'UNIT' ? found : null;
}
