import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { organisation } from './index.ts';
import {
  byAdministrator,
  changeUnitGroup,
  defined,
  defineUnitGroup,
  dissolveUnit,
  establishUnit,
  renameUnit,
} from './organisation.fixture.ts';

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
