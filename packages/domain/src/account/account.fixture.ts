import type { Facts, Role, Scenario } from '../kernel/index.ts';
import type { AccountCommand, AccountEvent } from './index.ts';

// An account with one office, as the scenarios of this noun need it.

export const accountId = 'lan';
export const person = { fullName: 'Nguyễn Thị Lan', email: 'lan@example.vn', phone: null };
export const office = {
  accountId,
  officeId: 'office-1',
  unitId: 'culture',
  title: 'Chuyên viên',
  titleEnglish: null,
  role: 'OFFICER' as Role,
  since: '2023-01-01',
};
export const ending = { accountId, officeId: 'office-1', lastDay: '2023-06-30' };
const reason = 'Nghỉ hưu theo chế độ';

export const opened: AccountEvent = {
  type: 'AccountOpened',
  data: { accountId, ...person, illustrative: true },
};
export const granted: AccountEvent = { type: 'OfficeGranted', data: office };
export const ended: AccountEvent = { type: 'OfficeEnded', data: ending };
export const closed: AccountEvent = { type: 'AccountClosed', data: { accountId, reason } };
export const erased: AccountEvent = { type: 'AccountErased', data: { accountId, reason } };

export const facts: Facts = {
  'organisation-culture': { kind: 'UNIT', since: '2000-01-01', lastDay: '2024-12-31' },
  'organisation-health': { kind: 'UNIT', since: '2000-01-01', lastDay: null },
  'organisation-districts': { kind: 'GROUP', groupId: 'districts', memberships: [] },
};
export const byAdministrator: Scenario = {
  facts,
  actor: { userId: 'admin', role: 'ADMINISTRATOR', unitId: null },
};
export const byOneself: Scenario = {
  facts,
  actor: { userId: accountId, role: 'ADMINISTRATOR', unitId: null },
};

export const openAccount: AccountCommand = {
  name: 'OpenAccount',
  input: { accountId, ...person, illustrative: true },
};
export const changeDetails = (change: Partial<{ fullName: string; email: string; phone: string }> = {}) =>
  ({
    name: 'ChangeAccountDetails',
    input: { accountId, ...person, ...change },
  }) satisfies AccountCommand;
export const grantOffice = (
  change: Partial<Omit<typeof office, 'unitId'> & { unitId: string | null }> = {},
) => ({ name: 'GrantOffice', input: { ...office, ...change } }) satisfies AccountCommand;
export const endOffice = (change: Partial<typeof ending> = {}) =>
  ({ name: 'EndOffice', input: { ...ending, ...change } }) satisfies AccountCommand;
export const closeAccount: AccountCommand = { name: 'CloseAccount', input: { accountId, reason } };
export const eraseAccount: AccountCommand = { name: 'EraseAccount', input: { accountId, reason } };

export const everyCommand = [
  openAccount,
  changeDetails(),
  grantOffice(),
  endOffice(),
  closeAccount,
  eraseAccount,
];
