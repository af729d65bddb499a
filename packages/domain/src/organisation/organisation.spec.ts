import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { organisation } from './index.ts';
import {
  byAdministrator,
  changeUnitGroup,
  defined,
  defineUnitGroup,
  dissolved,
  dissolveUnit,
  established,
  establishUnit,
  naming,
  renamed,
  renameUnit,
  unit,
} from './organisation.fixture.ts';

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
