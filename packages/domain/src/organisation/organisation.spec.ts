import { describe, expect, it } from 'vitest';
import { type Facts, given, type Scenario } from '../kernel/index.ts';
import {
  type OrganisationCommand,
  type OrganisationEvent,
  organisation,
  organisationCommands,
  type UnitKind,
} from './index.ts';

const naming = {
  name: 'Huyện Nam Đông',
  nameEnglish: 'Nam Dong district',
  shortName: 'Nam Đông',
  code: '483',
};
const unit = {
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

const established: OrganisationEvent = { type: 'UnitEstablished', data: unit };
const renamed: OrganisationEvent = { type: 'UnitRenamed', data: renaming };
const dissolved: OrganisationEvent = { type: 'UnitDissolved', data: dissolving };
const defined: OrganisationEvent = { type: 'UnitGroupDefined', data: group };

const facts: Facts = {
  'organisation-province': { kind: 'UNIT', since: '1989-07-01', lastDay: '2024-12-31' },
  'organisation-nam-dong': { kind: 'UNIT', since: '1990-09-29', lastDay: null },
  'organisation-phu-loc': { kind: 'UNIT', since: '1990-09-29', lastDay: null },
  'organisation-communes': { kind: 'GROUP', groupId: 'communes', memberships: [] },
};
const byAdministrator: Scenario = { facts, actor: { role: 'ADMINISTRATOR', unitId: null } };

const establishUnit = (change: Partial<{ parentUnitId: string | null; since: string }> = {}) =>
  ({ name: 'EstablishUnit', input: { ...unit, ...change } }) satisfies OrganisationCommand;
const renameUnit = (change: Partial<typeof naming & { since: string }> = {}) =>
  ({ name: 'RenameUnit', input: { ...renaming, ...change } }) satisfies OrganisationCommand;
const dissolveUnit = (change: Partial<{ lastDay: string; successorUnitIds: string[] }> = {}) =>
  ({ name: 'DissolveUnit', input: { ...dissolving, ...change } }) satisfies OrganisationCommand;
const defineUnitGroup = (memberUnitIds = group.memberUnitIds) =>
  ({ name: 'DefineUnitGroup', input: { ...group, memberUnitIds } }) satisfies OrganisationCommand;
const changeUnitGroup = (memberUnitIds: string[], since = '2023-07-01') =>
  ({
    name: 'ChangeUnitGroup',
    input: { groupId: 'districts', memberUnitIds, since },
  }) satisfies OrganisationCommand;

const everyCommand = [
  establishUnit(),
  renameUnit(),
  dissolveUnit(),
  defineUnitGroup(),
  changeUnitGroup(['phu-loc']),
];

describe('when there is nothing', () => {
  const nothing = given(organisation, []);

  it('a unit is established below a parent', () => {
    expect(nothing.when(establishUnit(), byAdministrator)).toEqual({ events: [established] });
  });

  it('a unit is established without a parent', () => {
    expect(nothing.when(establishUnit({ parentUnitId: null }), byAdministrator)).toMatchObject({
      events: [{ type: 'UnitEstablished', data: { parentUnitId: null } }],
    });
  });

  it('a unit without code or English name has none', () => {
    const { code: _, nameEnglish: __, ...bare } = unit;
    expect(nothing.when({ name: 'EstablishUnit', input: bare }, byAdministrator)).toMatchObject({
      events: [{ data: { code: null, nameEnglish: null } }],
    });
  });

  it.each(['unknown', 'communes', 'nam-dong-itself'])(
    'refuses the parent %s, which is no unit',
    (parentUnitId) => {
      expect(nothing.when(establishUnit({ parentUnitId }), byAdministrator)).toEqual({
        refused: 'PARENT_NOT_FOUND',
        params: { unitId: parentUnitId },
      });
    },
  );

  it.each(['1989-06-30', '2025-01-01'])('refuses a parent that is not in being on %s', (since) => {
    expect(nothing.when(establishUnit({ since }), byAdministrator)).toMatchObject({
      refused: 'PARENT_NOT_IN_BEING',
      params: { on: since },
    });
  });

  it.each(['1989-07-01', '2024-12-31'])("takes %s, a bound of the parent's days", (since) => {
    expect(nothing.when(establishUnit({ since }), byAdministrator)).toMatchObject({ events: [{}] });
  });

  it('a group is defined, each member once', () => {
    expect(nothing.when(defineUnitGroup(['nam-dong', 'phu-loc', 'nam-dong']), byAdministrator)).toEqual({
      events: [defined],
    });
  });

  it.each(['unknown', 'communes'])('refuses the member %s, which is no unit', (member) => {
    expect(nothing.when(defineUnitGroup(['nam-dong', member]), byAdministrator)).toEqual({
      refused: 'UNIT_NOT_FOUND',
      params: { unitId: member },
    });
  });

  it('nothing is renamed, dissolved or changed', () => {
    expect(nothing.when(renameUnit(), byAdministrator)).toMatchObject({ refused: 'UNIT_NOT_FOUND' });
    expect(nothing.when(dissolveUnit(), byAdministrator)).toMatchObject({ refused: 'UNIT_NOT_FOUND' });
    expect(nothing.when(changeUnitGroup(['phu-loc']), byAdministrator)).toMatchObject({
      refused: 'GROUP_NOT_FOUND',
    });
  });

  it('others are told nothing', () => {
    expect(organisation.facts(nothing.state)).toBeNull();
  });
});

describe('when a unit is established', () => {
  const inBeing = given(organisation, [established]);

  it('is not established twice', () => {
    expect(inBeing.when(establishUnit(), byAdministrator)).toMatchObject({
      refused: 'UNIT_ALREADY_ESTABLISHED',
    });
  });

  it('its id is not taken by a group, nor is it a group to change', () => {
    expect(inBeing.when(defineUnitGroup(), byAdministrator)).toMatchObject({
      refused: 'GROUP_ALREADY_DEFINED',
    });
    expect(inBeing.when(changeUnitGroup(['phu-loc']), byAdministrator)).toMatchObject({
      refused: 'GROUP_NOT_FOUND',
    });
  });

  it('is renamed from a date on', () => {
    expect(inBeing.when(renameUnit(), byAdministrator)).toEqual({ events: [renamed] });
  });

  it('is not renamed from before its present name', () => {
    expect(inBeing.when(renameUnit({ since: '1990-09-28' }), byAdministrator)).toEqual({
      refused: 'EARLIER_THAN_PRESENT_NAME',
      params: { since: '1990-09-28', presentSince: '1990-09-29' },
    });
    expect(
      given(organisation, [established, renamed]).when(
        renameUnit({ name: 'Khác', since: '2023-12-31' }),
        byAdministrator,
      ),
    ).toMatchObject({ refused: 'EARLIER_THAN_PRESENT_NAME' });
  });

  it('is not changed by the names and the code that it has', () => {
    expect(inBeing.when(renameUnit(naming), byAdministrator)).toEqual({ events: [] });
  });

  it.each([
    ['English name', { nameEnglish: 'Khe Tre' }],
    ['short name', { shortName: 'Khe Tre' }],
    ['code', { code: '19999' }],
  ])('takes another %s alone', (_name, change) => {
    expect(inBeing.when(renameUnit({ ...naming, ...change }), byAdministrator)).toMatchObject({
      events: [{ type: 'UnitRenamed', data: { ...naming, ...change } }],
    });
  });

  it('keeps its code, and loses the English of a name that it no longer bears, when they are left out', () => {
    const input = { unitId: 'nam-dong', name: 'Tên khác', shortName: 'Khác', since: '2024-01-01' };
    expect(inBeing.when({ name: 'RenameUnit', input }, byAdministrator)).toMatchObject({
      events: [{ data: { code: '483', nameEnglish: null } }],
    });
    const same = { ...input, name: naming.name, shortName: naming.shortName };
    expect(inBeing.when({ name: 'RenameUnit', input: same }, byAdministrator)).toEqual({ events: [] });
  });

  it('is dissolved with its successors, each once', () => {
    expect(inBeing.when(dissolveUnit({ successorUnitIds: ['phu-loc', 'phu-loc'] }), byAdministrator)).toEqual(
      {
        events: [dissolved],
      },
    );
  });

  it('is dissolved without a successor by decision', () => {
    expect(inBeing.when(dissolveUnit({ successorUnitIds: [] }), byAdministrator)).toMatchObject({
      events: [{ data: { successorUnitIds: [] } }],
    });
  });

  it('does not succeed itself', () => {
    expect(inBeing.when(dissolveUnit({ successorUnitIds: ['nam-dong'] }), byAdministrator)).toMatchObject({
      refused: 'SUCCESSOR_IS_ITSELF',
    });
  });

  it.each(['unknown', 'communes'])('refuses the successor %s, which is no unit', (successor) => {
    expect(inBeing.when(dissolveUnit({ successorUnitIds: [successor] }), byAdministrator)).toMatchObject({
      refused: 'SUCCESSOR_NOT_FOUND',
    });
  });

  it('does not end before it began, nor before its present name', () => {
    expect(inBeing.when(dissolveUnit({ lastDay: '1990-09-28' }), byAdministrator)).toMatchObject({
      refused: 'BEFORE_ESTABLISHMENT',
    });
    expect(
      given(organisation, [established, renamed]).when(
        dissolveUnit({ lastDay: '2023-12-31' }),
        byAdministrator,
      ),
    ).toMatchObject({ refused: 'EARLIER_THAN_PRESENT_NAME' });
  });

  it('tells others what it is and since when', () => {
    expect(organisation.facts(inBeing.state)).toEqual({
      kind: 'UNIT',
      unitId: 'nam-dong',
      unitKind: 'DISTRICT',
      parentUnitId: 'province',
      since: '1990-09-29',
      lastDay: null,
      requestOnly: false,
    });
  });

  it.each(['PARTY_BODY', 'MASS_ORGANISATION'] as const)('is only requested when a %s', (kind) => {
    const { state } = given(organisation, [{ type: 'UnitEstablished', data: { ...unit, kind } }]);
    expect(organisation.facts(state)).toMatchObject({ requestOnly: true });
  });
});

describe('when a unit is dissolved', () => {
  const past = given(organisation, [established, dissolved]);

  it('is not dissolved twice', () => {
    expect(past.when(dissolveUnit(), byAdministrator)).toMatchObject({ refused: 'UNIT_ALREADY_DISSOLVED' });
  });

  it('is renamed up to its last day and not after', () => {
    expect(past.when(renameUnit({ since: '2024-12-31' }), byAdministrator)).toMatchObject({ events: [{}] });
    expect(past.when(renameUnit({ since: '2025-01-01' }), byAdministrator)).toMatchObject({
      refused: 'UNIT_DISSOLVED',
    });
  });

  it('is not established again', () => {
    expect(past.when(establishUnit(), byAdministrator)).toMatchObject({
      refused: 'UNIT_ALREADY_ESTABLISHED',
    });
  });

  it('tells others its last day', () => {
    expect(organisation.facts(past.state)).toMatchObject({ lastDay: '2024-12-31' });
  });
});

describe('when a group is defined', () => {
  const members = given(organisation, [defined]);

  it('is not defined twice, nor is it a unit', () => {
    expect(members.when(defineUnitGroup(), byAdministrator)).toMatchObject({
      refused: 'GROUP_ALREADY_DEFINED',
    });
    expect(members.when(establishUnit(), byAdministrator)).toMatchObject({
      refused: 'UNIT_ALREADY_ESTABLISHED',
    });
    expect(members.when(renameUnit(), byAdministrator)).toMatchObject({ refused: 'UNIT_NOT_FOUND' });
    expect(members.when(dissolveUnit(), byAdministrator)).toMatchObject({ refused: 'UNIT_NOT_FOUND' });
  });

  it('takes other members from a date on', () => {
    expect(members.when(changeUnitGroup(['phu-loc', 'phu-loc']), byAdministrator)).toEqual({
      events: [
        {
          type: 'UnitGroupChanged',
          data: { groupId: 'districts', memberUnitIds: ['phu-loc'], since: '2023-07-01' },
        },
      ],
    });
  });

  it('is not changed by the same members in another order', () => {
    expect(members.when(changeUnitGroup(['phu-loc', 'nam-dong']), byAdministrator)).toEqual({ events: [] });
  });

  it('refuses a member that is no unit', () => {
    expect(members.when(changeUnitGroup(['unknown']), byAdministrator)).toMatchObject({
      refused: 'UNIT_NOT_FOUND',
    });
  });

  it('does not change from before the present members', () => {
    expect(members.when(changeUnitGroup(['phu-loc'], '2022-12-31'), byAdministrator)).toMatchObject({
      refused: 'EARLIER_THAN_PRESENT_MEMBERS',
    });
  });

  it('tells others its members over time; a change on the same day replaces', () => {
    const { state } = given(organisation, [
      defined,
      {
        type: 'UnitGroupChanged',
        data: { groupId: 'districts', memberUnitIds: ['nam-dong'], since: '2023-07-01' },
      },
      {
        type: 'UnitGroupChanged',
        data: { groupId: 'districts', memberUnitIds: ['phu-loc'], since: '2023-07-01' },
      },
    ]);
    expect(organisation.facts(state)).toEqual({
      kind: 'GROUP',
      groupId: 'districts',
      memberships: [
        { since: '2023-01-01', memberUnitIds: ['nam-dong', 'phu-loc'] },
        { since: '2023-07-01', memberUnitIds: ['phu-loc'] },
      ],
    });
  });
});

describe('who may', () => {
  it('is asked of every command', () => {
    expect(everyCommand.map((command) => command.name)).toEqual(
      organisationCommands.map((definition) => definition.name),
    );
  });

  it.each(everyCommand)('$name: administrators', (command) => {
    expect(given(organisation, []).when(command, byAdministrator)).not.toHaveProperty('forbidden');
  });

  it.each(everyCommand)('$name: no other role', (command) => {
    for (const role of ['PLANNER', 'OFFICER', 'LEADER', 'SERVICE'] as const) {
      expect(given(organisation, []).when(command, { facts, actor: { role } })).toEqual({
        forbidden: 'ADMINISTRATOR_NEEDED',
      });
    }
    expect(given(organisation, []).when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });
});

describe('the facts that a decision needs', () => {
  it('are the units that the command names besides its own', () => {
    const needed = everyCommand.map((command) =>
      organisation.factsNeeded(command, organisation.initialState, {}).map((key) => key.id),
    );
    expect(needed).toEqual([['province'], [], ['phu-loc'], ['nam-dong', 'phu-loc'], ['phu-loc']]);
    expect(
      organisation.factsNeeded(establishUnit({ parentUnitId: null }), organisation.initialState, {}),
    ).toEqual([]);
  });
});
