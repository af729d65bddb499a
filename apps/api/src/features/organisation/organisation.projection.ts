import type { Projection, ProjectionHandler, RecordedEvent } from '@songhanh/domain/kernel';
import { type OrganisationEvent, unitKind } from '@songhanh/domain/organisation';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { searchable, sortKey } from '../../platform/text/vietnamese.ts';
import {
  type NameRow,
  type UnitGroupRow,
  type UnitRow,
  unitGroupTable,
  unitTable,
} from './organisation.tables.ts';

const unitProjection: Projection<UnitRow> = {
  name: 'unit',
  version: 1,
  ignores: ['UnitGroupDefined', 'UnitGroupChanged'],
  on: {
    UnitEstablished: handler<'UnitEstablished', UnitRow>(
      ({ unitId }) => unitId,
      (_row, data, { revision }) => {
        const { unitId, kind, parentUnitId, since, name, nameEnglish, shortName, code } = data;
        return named({
          id: unitId,
          kind,
          parentId: parentUnitId,
          names: [{ name, nameEnglish, shortName, code, since, legalAct: null }],
          since,
          lastDay: null,
          successorIds: [],
          requestOnly: kind === 'PARTY_BODY' || kind === 'MASS_ORGANISATION',
          revision,
        });
      },
    ),
    UnitRenamed: handler<'UnitRenamed', UnitRow>(
      ({ unitId }) => unitId,
      (row, { unitId: _, ...name }, { revision }) => {
        if (row === null) return null;
        const earlier = row.names.filter(({ since }) => since < name.since);
        return named({ ...row, names: [...earlier, name], revision });
      },
    ),
    UnitDissolved: handler<'UnitDissolved', UnitRow>(
      ({ unitId }) => unitId,
      (row, { lastDay, successorUnitIds }, { revision }) =>
        row && { ...row, lastDay, successorIds: successorUnitIds, revision },
    ),
  },
};

const unitGroupProjection: Projection<UnitGroupRow> = {
  name: 'unitGroup',
  version: 1,
  ignores: ['UnitEstablished', 'UnitRenamed', 'UnitDissolved'],
  on: {
    UnitGroupDefined: handler<'UnitGroupDefined', UnitGroupRow>(
      ({ groupId }) => groupId,
      (_row, { groupId, name, nameEnglish, memberUnitIds, since }, { revision }) => ({
        id: groupId,
        name,
        nameEnglish,
        memberships: [{ since, memberUnitIds }],
        sortKey: sortKey(name),
        revision,
      }),
    ),
    UnitGroupChanged: handler<'UnitGroupChanged', UnitGroupRow>(
      ({ groupId }) => groupId,
      (row, { memberUnitIds, since }, { revision }) => {
        if (row === null) return null;
        const earlier = row.memberships.filter((membership) => membership.since < since);
        return { ...row, memberships: [...earlier, { since, memberUnitIds }], revision };
      },
    ),
  },
};

export const organisationReadModels = [
  defineReadModel({ projection: unitProjection, table: unitTable }),
  defineReadModel({ projection: unitGroupProjection, table: unitGroupTable }),
];

/** A row with what follows from its kind and its latest name. */
function named(unit: Omit<UnitRow, 'listOrder' | 'search'>): UnitRow {
  const { names, kind } = unit;
  const latest = names.at(-1);
  const rank = unitKind.options.indexOf(kind);
  // '~' comes behind every digit: what has no official code stands behind what has one.
  const listOrder = `${rank} ${latest?.code ?? '~'} ${sortKey(latest?.name ?? '')}`;
  return { ...unit, listOrder, search: searchable(...names.flatMap(textsOf)) };
}

function textsOf({ name, nameEnglish, shortName, code }: NameRow): readonly (string | null)[] {
  return [name, nameEnglish, shortName, code];
}

type DataOf<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>['data'];

function handler<Type extends OrganisationEvent['type'], Row>(
  key: (data: DataOf<Type>) => string,
  fold: (row: Row | null, data: DataOf<Type>, recorded: RecordedEvent) => Row | null,
): ProjectionHandler<Row> {
  const dataOf = ({ event }: RecordedEvent) => event.data as DataOf<Type>;
  return {
    keys: (recorded) => [key(dataOf(recorded))],
    fold: (row, recorded) => fold(row, dataOf(recorded), recorded),
  };
}
