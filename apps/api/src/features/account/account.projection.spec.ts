import type { AccountEvent } from '@songhanh/domain/account';
import { describe, expect, it } from 'vitest';
import type { RequestViewer } from '../../platform/graphql/request-context.ts';
import { rowsAfter } from '../../platform/projector/given-events.fixture.ts';
import type { AnyReadModel } from '../../platform/projector/read-model.ts';
import { accountReadModels } from './account.projection.ts';
import { type AccountRow, accountTable, type OfficeRow, officeTable } from './account.tables.ts';
import { accountView } from './account.views.ts';
import { contactsSeenIn } from './contact-rule.ts';

function after<Row extends { readonly id: string }>(
  table: unknown,
  events: readonly AccountEvent[],
  id: string,
): Row {
  const model = accountReadModels.find((candidate) => candidate.table === table) as AnyReadModel;
  const row = rowsAfter<Row>(
    model,
    events.map((event) => ({ stream: 'account-a', event })),
  ).get(id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

const person = { fullName: 'Nguyễn Thị Lan', email: 'lan@so.example', phone: '0234' };
const opened: AccountEvent = {
  type: 'AccountOpened',
  data: { accountId: 'a', ...person, illustrative: false },
};
const granted = (officeId: string, unitId: string): AccountEvent => ({
  type: 'OfficeGranted',
  data: {
    ...{ accountId: 'a', officeId, unitId, title: 'Chuyên viên', titleEnglish: null },
    ...{ role: 'OFFICER', since: '2023-01-01' },
  },
});
const ended: AccountEvent = {
  type: 'OfficeEnded',
  data: { accountId: 'a', officeId: 'o', lastDay: '2023-06-30' },
};
const closed: AccountEvent = { type: 'AccountClosed', data: { accountId: 'a', reason: 'Nghỉ việc' } };
const erased: AccountEvent = { type: 'AccountErased', data: { accountId: 'a', reason: 'Theo yêu cầu' } };

describe('an account', () => {
  it('is found by name and e-mail, and counts every event of its stream', () => {
    const row = after<AccountRow>(accountTable, [opened, granted('o', 'u'), ended], 'a');
    expect(row).toMatchObject({ ...person, status: 'OPEN', unitIds: ['u'], revision: 2 });
    expect(row.search).toBe('nguyen thi lan lan so example');
  });

  it('holds nothing of the person once it is erased', () => {
    const row = after<AccountRow>(accountTable, [opened, closed, erased], 'a');
    expect(row).toMatchObject({ fullName: null, email: null, phone: null, search: '', status: 'ERASED' });
    expect(JSON.stringify(row)).not.toMatch(/Lan|lan@|0234/u);
  });
});

it('an office keeps its last day', () => {
  const row = after<OfficeRow>(officeTable, [opened, granted('o', 'u'), ended], 'o');
  expect(row).toMatchObject({ id: 'o', accountId: 'a', unitId: 'u', role: 'OFFICER', lastDay: '2023-06-30' });
});

describe('name, e-mail and phone', () => {
  const row = after<AccountRow>(accountTable, [opened, granted('o', 'u')], 'a');
  const viewer = (accountId: string, unitId: string, role: string) =>
    ({ accountId, unitId, actor: { role } }) as RequestViewer;
  const nothing = { fullName: null, email: null, phone: null };

  it.each([
    ['the person', viewer('a', 'elsewhere', 'OFFICER'), person],
    ['a colleague', viewer('b', 'u', 'OFFICER'), person],
    ['a planner', viewer('b', 'v', 'PLANNER'), person],
    ['an auditor', viewer('b', 'v', 'AUDITOR'), person],
    ['a leader of another unit', viewer('b', 'v', 'LEADER'), nothing],
    ['nobody', null, nothing],
  ])('as %s sees them', (_who, seenBy, seen) => {
    expect(accountView(row, seenBy, contactsSeenIn(seenBy, ['w']))).toMatchObject(seen);
  });

  it('are seen by an officer of a unit that works with theirs', () => {
    const partner = viewer('b', 'v', 'OFFICER');
    expect(accountView(row, partner, contactsSeenIn(partner, ['w', 'u']))).toMatchObject(person);
  });
});
