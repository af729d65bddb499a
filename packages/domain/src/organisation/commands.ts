import { z } from 'zod';
import { type CommandOf, defineCommand, fields } from '../kernel/index.ts';
import { officialCode, unitKind } from './events.ts';

const { id, date, title } = fields;
const unitStream = (input: { unitId: string }): string => input.unitId;
const groupStream = (input: { groupId: string }): string => input.groupId;

const naming = {
  name: title,
  nameEnglish: title.nullish(),
  shortName: z.string().trim().min(1).max(60),
  code: officialCode.optional(),
};

/**
 * Requirements:
 * - a unit is established once; its parent, where given, is in being on that day
 */
export const establishUnit = defineCommand({
  name: 'EstablishUnit',
  description: 'Enter a unit of the organisation.',
  schema: z.object({ unitId: id, parentUnitId: id.nullish(), kind: unitKind, ...naming, since: date }),
  streamId: unitStream,
  refusals: ['UNIT_ALREADY_ESTABLISHED', 'PARENT_NOT_FOUND', 'PARENT_NOT_IN_BEING'],
});

/**
 * Requirements:
 * - not before the day since which the present name holds; not after the unit's last day
 * - the same names and code change nothing; an omitted code stays as it is
 */
export const renameUnit = defineCommand({
  name: 'RenameUnit',
  description: 'Give a unit another name or code from a date on.',
  schema: z.object({ unitId: id, ...naming, since: date, legalAct: title.nullish() }),
  streamId: unitStream,
  refusals: ['UNIT_NOT_FOUND', 'UNIT_DISSOLVED', 'EARLIER_THAN_PRESENT_NAME'],
});

/**
 * Requirements:
 * - once; a successor is another unit that exists
 * - not before the unit was established, nor before its present name holds
 */
export const dissolveUnit = defineCommand({
  name: 'DissolveUnit',
  description: 'End a unit and name its successors.',
  schema: z.object({
    unitId: id,
    lastDay: date,
    successorUnitIds: z.array(id).max(50).default([]),
    legalAct: title.nullish(),
  }),
  streamId: unitStream,
  refusals: [
    'UNIT_NOT_FOUND',
    'UNIT_ALREADY_DISSOLVED',
    'SUCCESSOR_NOT_FOUND',
    'SUCCESSOR_IS_ITSELF',
    'BEFORE_ESTABLISHMENT',
    'EARLIER_THAN_PRESENT_NAME',
  ],
});

/**
 * Requirements:
 * - a group is defined once; every member exists
 */
export const defineUnitGroup = defineCommand({
  name: 'DefineUnitGroup',
  description: 'Define a named group of units.',
  schema: z.object({
    groupId: id,
    name: title,
    nameEnglish: title.nullish(),
    memberUnitIds: z.array(id).min(1).max(200),
    since: date,
  }),
  streamId: groupStream,
  refusals: ['GROUP_ALREADY_DEFINED', 'UNIT_NOT_FOUND'],
});

/**
 * Requirements:
 * - not before the day since which the present members hold; the same members change nothing
 */
export const changeUnitGroup = defineCommand({
  name: 'ChangeUnitGroup',
  description: 'Change the members of a group from a date on.',
  schema: z.object({ groupId: id, memberUnitIds: z.array(id).min(1).max(200), since: date }),
  streamId: groupStream,
  refusals: ['GROUP_NOT_FOUND', 'UNIT_NOT_FOUND', 'EARLIER_THAN_PRESENT_MEMBERS'],
});

export const organisationCommands = [
  establishUnit,
  renameUnit,
  dissolveUnit,
  defineUnitGroup,
  changeUnitGroup,
] as const;

export type OrganisationCommand = CommandOf<(typeof organisationCommands)[number]>;
