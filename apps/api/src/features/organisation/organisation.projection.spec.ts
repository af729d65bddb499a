import type { OrganisationEvent } from '@songhanh/domain/organisation';
import { describe, expect, it } from 'vitest';
import { rowsAfter } from '../../platform/projector/given-events.fixture.ts';
import { organisationReadModels } from './organisation.projection.ts';
import { type UnitGroupRow, type UnitRow, unitTable } from './organisation.tables.ts';
import { unitGroupView, unitView } from './organisation.views.ts';

const [units, groups] = organisationReadModels;

function unitAfter(...events: readonly OrganisationEvent[]): UnitRow {
  const story = events.map((event) => ({ stream: 'organisation-u', event }));
  const row = rowsAfter<UnitRow>(units as NonNullable<typeof units>, story).get('u');
  if (row === undefined) throw new Error('no unit');
  return row;
}

const established = (rest: object = {}): OrganisationEvent => ({
  type: 'UnitEstablished',
  data: {
    unitId: 'u',
    parentUnitId: null,
    kind: 'DISTRICT',
    name: 'Huyện Hoà Bình',
    nameEnglish: null,
    shortName: 'Hoà Bình',
    code: '148',
    since: '2020-01-01',
    ...rest,
  },
});
const renamed: OrganisationEvent = {
  type: 'UnitRenamed',
  data: {
    unitId: 'u',
    name: 'Thị xã Hoà Bình',
    nameEnglish: null,
    shortName: 'TX Hoà Bình',
    code: '149',
    since: '2024-01-01',
    legalAct: 'Nghị quyết 1',
  },
};

describe('a unit', () => {
  it('has the name that holds on the day that is asked about', () => {
    const unit = unitAfter(established(), renamed);
    expect(unitView(unit, '2023-12-31')).toMatchObject({ name: 'Huyện Hoà Bình', code: '148' });
    expect(unitView(unit, '2024-01-01')).toMatchObject({ name: 'Thị xã Hoà Bình', code: '149' });
    expect(unitView(unit, '2019-01-01').name).toBe('Huyện Hoà Bình');
    expect(unit.names.map(({ since }) => since)).toEqual(['2020-01-01', '2024-01-01']);
  });

  it('is found by every name and code that it had', () => {
    const { search } = unitAfter(established(), renamed);
    for (const words of ['huyen hoa binh', 'thi xa hoa binh', '148', '149']) expect(search).toContain(words);
  });

  it('stands in lists by kind, then code, then name', () => {
    const orders = [
      unitAfter(established({ kind: 'PROVINCE', code: null })),
      unitAfter(established({ code: '148' })),
      unitAfter(established({ code: '149' })),
      unitAfter(established({ kind: 'DEPARTMENT', code: null, name: 'Sở Y tế' })),
    ].map(({ listOrder }) => listOrder);
    expect([...orders].sort()).toEqual(orders);
  });

  it('is asked by request alone when it is a party body or a mass organisation', () => {
    expect(unitAfter(established({ kind: 'MASS_ORGANISATION' })).requestOnly).toBe(true);
    expect(unitAfter(established({ kind: 'PARTY_BODY' })).requestOnly).toBe(true);
    expect(unitAfter(established()).requestOnly).toBe(false);
  });

  it('keeps its last day and its successors, and counts its revisions', () => {
    const dissolved: OrganisationEvent = {
      type: 'UnitDissolved',
      data: { unitId: 'u', lastDay: '2025-06-30', successorUnitIds: ['v'], legalAct: null },
    };
    const unit = unitAfter(established(), renamed, dissolved);
    expect(unit).toMatchObject({ lastDay: '2025-06-30', successorIds: ['v'], revision: 2 });
    expect(unitView(unit, '2025-01-01').successors).toEqual([{ id: 'v' }]);
  });
});

it('a group has the members that it has on the day that is asked about', () => {
  const story = [
    {
      type: 'UnitGroupDefined',
      data: { groupId: 'g', name: 'Các sở', nameEnglish: null, memberUnitIds: ['a'], since: '2023-01-01' },
    },
    { type: 'UnitGroupChanged', data: { groupId: 'g', memberUnitIds: ['a', 'b'], since: '2023-07-01' } },
  ].map((event) => ({ stream: 'organisation-g', event: event as OrganisationEvent }));
  const group = rowsAfter<UnitGroupRow>(groups as NonNullable<typeof groups>, story).get('g') as UnitGroupRow;
  expect(unitGroupView(group, '2023-06-30').members).toEqual([{ id: 'a' }]);
  expect(unitGroupView(group, '2023-07-01').members).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(unitGroupView(group, '2023-06-30').revision).toBe(1);
});

it('units come first among the read models of the organisation', () => {
  expect(units?.table).toBe(unitTable);
});
