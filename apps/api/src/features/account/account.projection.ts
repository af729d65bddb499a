import type { AccountEvent } from '@songhanh/domain/account';
import type { Projection, ProjectionHandler, RecordedEvent } from '@songhanh/domain/kernel';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { searchable, sortKey } from '../../platform/text/vietnamese.ts';
import { type AccountRow, accountTable, type OfficeRow, officeTable } from './account.tables.ts';
import { accountCoordinationReadModel } from './account-surroundings.projection.ts';

const accountProjection: Projection<AccountRow> = {
  name: 'account',
  version: 1,
  ignores: [],
  on: {
    AccountOpened: handler<'AccountOpened', AccountRow>(byAccount, (_row, data, { revision }) => {
      const { accountId, fullName, email, phone, illustrative } = data;
      return withPerson(
        {
          ...{ id: accountId, status: 'OPEN', illustrative, unitIds: [], revision },
          ...{ fullName: null, email: null, phone: null, sortKey: '', search: '' },
        },
        { fullName, email, phone },
      );
    }),
    AccountDetailsChanged: handler<'AccountDetailsChanged', AccountRow>(
      byAccount,
      (row, { fullName, email, phone }, { revision }) =>
        row && withPerson({ ...row, revision }, { fullName, email, phone }),
    ),
    OfficeGranted: handler<'OfficeGranted', AccountRow>(byAccount, (row, { unitId }, { revision }) => {
      if (row === null) return null;
      const isNew = unitId !== null && !row.unitIds.includes(unitId);
      return { ...row, unitIds: isNew ? [...row.unitIds, unitId] : row.unitIds, revision };
    }),
    OfficeEnded: handler<'OfficeEnded', AccountRow>(
      byAccount,
      (row, _data, { revision }) => row && { ...row, revision },
    ),
    AccountClosed: handler<'AccountClosed', AccountRow>(
      byAccount,
      (row, _data, { revision }) => row && { ...row, status: 'CLOSED', revision },
    ),
    AccountErased: handler<'AccountErased', AccountRow>(
      byAccount,
      (row, _data, { revision }) => row && withoutPerson({ ...row, status: 'ERASED', revision }),
    ),
  },
};

const officeProjection: Projection<OfficeRow> = {
  name: 'office',
  version: 1,
  ignores: ['AccountOpened', 'AccountDetailsChanged', 'AccountClosed', 'AccountErased'],
  on: {
    OfficeGranted: handler<'OfficeGranted', OfficeRow>(
      ({ officeId }) => officeId,
      (_row, { officeId, ...office }) => ({ id: officeId, ...office, lastDay: null }),
    ),
    OfficeEnded: handler<'OfficeEnded', OfficeRow>(
      ({ officeId }) => officeId,
      (row, { lastDay }) => row && { ...row, lastDay },
    ),
  },
};

export const accountReadModels = [
  defineReadModel({ projection: accountProjection, table: accountTable }),
  defineReadModel({ projection: officeProjection, table: officeTable }),
  accountCoordinationReadModel,
];

/** The row without anything about the person, as it is read once their key is destroyed. */
export function withoutPerson(row: AccountRow): AccountRow {
  return withPerson(row, { fullName: null, email: null, phone: null });
}

function withPerson(row: AccountRow, person: Pick<AccountRow, 'fullName' | 'email' | 'phone'>): AccountRow {
  const { fullName, email } = person;
  return { ...row, ...person, sortKey: sortKey(fullName ?? ''), search: searchable(fullName, email) };
}

function byAccount({ accountId }: { readonly accountId: string }): string {
  return accountId;
}

type DataOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>['data'];

function handler<Type extends AccountEvent['type'], Row>(
  key: (data: DataOf<Type>) => string,
  fold: (row: Row | null, data: DataOf<Type>, recorded: RecordedEvent) => Row | null,
): ProjectionHandler<Row> {
  const dataOf = ({ event }: RecordedEvent) => event.data as DataOf<Type>;
  return {
    keys: (recorded) => [key(dataOf(recorded))],
    fold: (row, recorded) => fold(row, dataOf(recorded), recorded),
  };
}
