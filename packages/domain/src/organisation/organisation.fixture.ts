import type { Facts, Scenario } from '../kernel/index.ts';
import type { OrganisationCommand, OrganisationEvent, UnitKind } from './index.ts';

// A district and a group of districts, as the scenarios of this noun need them.

export const naming = {
  name: 'Huyện Nam Đông',
  nameEnglish: 'Nam Dong district',
  shortName: 'Nam Đông',
  code: '483',
};
export const unit = {
  unitId: 'nam-dong',
  parentUnitId: 'province',
  kind: 'DISTRICT' as UnitKind,
  ...naming,
  since: '1990-09-29',
};
const group = {
  groupId: 'districts',
  name: '9 huyện',
  nameEnglish: null,
  memberUnitIds: ['nam-dong', 'phu-loc'],
  since: '2023-01-01',
};
const renaming = {
  unitId: 'nam-dong',
  ...naming,
  name: 'Huyện Khe Tre',
  since: '2024-01-01',
  legalAct: null,
};
const dissolving = {
  unitId: 'nam-dong',
  lastDay: '2024-12-31',
  successorUnitIds: ['phu-loc'],
  legalAct: 'NQ 1314',
};

export const established: OrganisationEvent = { type: 'UnitEstablished', data: unit };
export const renamed: OrganisationEvent = { type: 'UnitRenamed', data: renaming };
export const dissolved: OrganisationEvent = { type: 'UnitDissolved', data: dissolving };
export const defined: OrganisationEvent = { type: 'UnitGroupDefined', data: group };

export const facts: Facts = {
  'organisation-province': { kind: 'UNIT', since: '1989-07-01', lastDay: '2024-12-31' },
  'organisation-nam-dong': { kind: 'UNIT', since: '1990-09-29', lastDay: null },
  'organisation-phu-loc': { kind: 'UNIT', since: '1990-09-29', lastDay: null },
  'organisation-communes': { kind: 'GROUP', groupId: 'communes', memberships: [] },
};
export const byAdministrator: Scenario = { facts, actor: { role: 'ADMINISTRATOR', unitId: null } };

export const establishUnit = (change: Partial<{ parentUnitId: string | null; since: string }> = {}) =>
  ({ name: 'EstablishUnit', input: { ...unit, ...change } }) satisfies OrganisationCommand;
export const renameUnit = (change: Partial<typeof naming & { since: string }> = {}) =>
  ({ name: 'RenameUnit', input: { ...renaming, ...change } }) satisfies OrganisationCommand;
export const dissolveUnit = (change: Partial<{ lastDay: string; successorUnitIds: string[] }> = {}) =>
  ({ name: 'DissolveUnit', input: { ...dissolving, ...change } }) satisfies OrganisationCommand;
export const defineUnitGroup = (memberUnitIds = group.memberUnitIds) =>
  ({ name: 'DefineUnitGroup', input: { ...group, memberUnitIds } }) satisfies OrganisationCommand;
export const changeUnitGroup = (memberUnitIds: string[], since = '2023-07-01') =>
  ({
    name: 'ChangeUnitGroup',
    input: { groupId: 'districts', memberUnitIds, since },
  }) satisfies OrganisationCommand;

export const everyCommand = [
  establishUnit(),
  renameUnit(),
  dissolveUnit(),
  defineUnitGroup(),
  changeUnitGroup(['phu-loc']),
];
