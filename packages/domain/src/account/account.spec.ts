import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import {
  accountId,
  byAdministrator,
  byOneself,
  changeDetails,
  closeAccount,
  closed,
  ended,
  endOffice,
  eraseAccount,
  erased,
  everyCommand,
  granted,
  grantOffice,
  office,
  openAccount,
  opened,
  person,
} from './account.fixture.ts';
import { account, accountEvents } from './index.ts';

describe('when there is no account', () => {
  const nothing = given(account, []);

  it('is opened', () => {
    expect(nothing.when(openAccount, byAdministrator)).toEqual({ events: [opened] });
  });

  it('has nothing to change: every other command is refused', () => {
    for (const command of everyCommand.slice(1)) {
      expect(nothing.when(command, byAdministrator)).toMatchObject({ refused: 'ACCOUNT_NOT_FOUND' });
    }
  });

  it('tells others nothing', () => {
    expect(account.facts(nothing.state)).toBeNull();
  });
});

describe('when opened', () => {
  const open = given(account, [opened]);

  it('is not opened twice', () => {
    expect(open.when(openAccount, byAdministrator)).toMatchObject({ refused: 'ACCOUNT_ALREADY_OPENED' });
  });

  it.each([{ fullName: 'Nguyễn Lan' }, { email: 'nlan@example.vn' }, { phone: '0234 000 000' }])(
    'takes other details: %o',
    (change) => {
      expect(open.when(changeDetails(change), byAdministrator)).toEqual({
        events: [{ type: 'AccountDetailsChanged', data: { accountId, ...person, ...change } }],
      });
    },
  );

  it('is not changed by the same details', () => {
    expect(open.when(changeDetails(), byAdministrator)).toEqual({ events: [] });
  });

  it('takes an office in a unit', () => {
    expect(open.when(grantOffice(), byAdministrator)).toEqual({ events: [granted] });
  });

  it.each(['unknown', 'districts'])('refuses an office in %s, which is no unit', (unitId) => {
    expect(open.when(grantOffice({ unitId }), byAdministrator)).toEqual({
      refused: 'UNIT_NOT_FOUND',
      params: { unitId },
    });
  });

  it.each(['1999-12-31', '2025-01-01'])('refuses an office in a unit that is not in being on %s', (since) => {
    expect(open.when(grantOffice({ since }), byAdministrator)).toMatchObject({
      refused: 'UNIT_NOT_IN_BEING',
    });
  });

  it.each(['2000-01-01', '2024-12-31'])("takes an office from %s, a bound of the unit's days", (since) => {
    expect(open.when(grantOffice({ since }), byAdministrator)).toMatchObject({ events: [{}] });
  });

  it.each(['ADMINISTRATOR', 'SERVICE'] as const)('takes the office of %s without a unit', (role) => {
    expect(open.when(grantOffice({ role, unitId: null }), byAdministrator)).toMatchObject({
      events: [{ data: { unitId: null, role } }],
    });
  });

  it.each(['PLANNER', 'OFFICER', 'LEADER', 'AUDITOR'] as const)('refuses %s without a unit', (role) => {
    expect(open.when(grantOffice({ role, unitId: null }), byAdministrator)).toMatchObject({
      refused: 'UNIT_NEEDED',
    });
  });

  it('has no office to end', () => {
    expect(open.when(endOffice(), byAdministrator)).toMatchObject({ refused: 'OFFICE_NOT_FOUND' });
  });

  it('is closed with a reason, by somebody else', () => {
    expect(open.when(closeAccount, byAdministrator)).toEqual({ events: [closed] });
    expect(open.when(closeAccount, byOneself)).toMatchObject({ refused: 'OWN_ACCOUNT' });
  });

  it('is not erased before it is closed', () => {
    expect(open.when(eraseAccount, byAdministrator)).toMatchObject({ refused: 'ACCOUNT_NOT_CLOSED' });
  });
});

describe('when an office is held', () => {
  const holding = given(account, [opened, granted]);

  it('no second one is taken up in the same unit', () => {
    expect(holding.when(grantOffice({ officeId: 'office-2' }), byAdministrator)).toEqual({
      refused: 'OFFICE_ALREADY_HELD',
      params: { officeId: 'office-1' },
    });
  });

  it('another is taken up in another unit, under an id of its own', () => {
    expect(
      holding.when(grantOffice({ officeId: 'office-2', unitId: 'health' }), byAdministrator),
    ).toMatchObject({
      events: [{ type: 'OfficeGranted' }],
    });
    expect(holding.when(grantOffice({ unitId: 'health' }), byAdministrator)).toMatchObject({
      refused: 'OFFICE_ALREADY_HELD',
    });
  });

  it('it ends', () => {
    expect(holding.when(endOffice(), byAdministrator)).toEqual({ events: [ended] });
  });

  it('it does not end before it began', () => {
    expect(holding.when(endOffice({ lastDay: '2022-12-31' }), byAdministrator)).toMatchObject({
      refused: 'BEFORE_OFFICE_BEGAN',
    });
    expect(holding.when(endOffice({ lastDay: '2023-01-01' }), byAdministrator)).toMatchObject({
      events: [{}],
    });
  });

  it('an administrator ends an own office, except that of administrator', () => {
    expect(holding.when(endOffice(), byOneself)).toEqual({ events: [ended] });
    const administrating = given(account, [
      opened,
      { type: 'OfficeGranted', data: { ...office, role: 'ADMINISTRATOR' } },
    ]);
    expect(administrating.when(endOffice(), byOneself)).toMatchObject({
      refused: 'OWN_ADMINISTRATOR_OFFICE',
    });
    expect(administrating.when(endOffice(), byAdministrator)).toEqual({ events: [ended] });
  });

  it('others are told the right that comes from it, and no name', () => {
    expect(account.facts(holding.state)).toEqual({
      accountId,
      open: true,
      offices: [
        { officeId: 'office-1', unitId: 'culture', role: 'OFFICER', since: '2023-01-01', lastDay: null },
      ],
    });
  });
});

describe('when an office has ended', () => {
  const left = given(account, [opened, granted, ended]);

  it('it does not end again', () => {
    expect(left.when(endOffice(), byAdministrator)).toMatchObject({
      refused: 'OFFICE_ALREADY_ENDED',
      params: { lastDay: '2023-06-30' },
    });
  });

  it('the next begins the day after at the earliest', () => {
    const next = (since: string) => left.when(grantOffice({ officeId: 'office-2', since }), byAdministrator);
    expect(next('2023-06-30')).toMatchObject({ refused: 'OFFICE_ALREADY_HELD' });
    expect(next('2023-07-01')).toMatchObject({ events: [{}] });
  });

  it('others are told its last day', () => {
    expect(account.facts(left.state)).toMatchObject({ offices: [{ lastDay: '2023-06-30' }] });
  });
});

describe('when closed', () => {
  const shut = given(account, [opened, granted, closed]);

  it('takes neither details nor offices', () => {
    for (const command of [changeDetails({ fullName: 'Khác' }), grantOffice({ officeId: 'office-2' })]) {
      expect(shut.when(command, byAdministrator)).toMatchObject({ refused: 'ACCOUNT_CLOSED' });
    }
  });

  it('is not changed by closing it again', () => {
    expect(shut.when(closeAccount, byAdministrator)).toEqual({ events: [] });
  });

  it('still lets its offices end', () => {
    expect(shut.when(endOffice(), byAdministrator)).toEqual({ events: [ended] });
  });

  it('is erased', () => {
    expect(shut.when(eraseAccount, byAdministrator)).toEqual({ events: [erased] });
  });

  it('tells others that it is not open', () => {
    expect(account.facts(shut.state)).toMatchObject({ open: false });
  });
});

describe('when erased', () => {
  const gone = given(account, [opened, granted, closed, erased]);

  it('holds no detail of the person any more', () => {
    expect(JSON.stringify(gone.state)).not.toMatch(/Lan|example\.vn/u);
  });

  it('takes neither details nor offices', () => {
    expect(gone.when(changeDetails(), byAdministrator)).toMatchObject({ refused: 'ACCOUNT_ERASED' });
    expect(gone.when(grantOffice(), byAdministrator)).toMatchObject({ refused: 'ACCOUNT_CLOSED' });
  });

  it('is not changed by closing or erasing it again', () => {
    for (const command of [closeAccount, eraseAccount]) {
      expect(gone.when(command, byAdministrator)).toEqual({ events: [] });
    }
  });
});

describe('the storage format', () => {
  it('marks every detail of the person as personal', () => {
    const marked = accountEvents
      .filter((definition) => definition.personal.length > 0)
      .map((definition) => [definition.type, definition.personal.map((personal) => personal.field)]);
    expect(marked).toEqual([
      ['AccountOpened', Object.keys(person)],
      ['AccountDetailsChanged', Object.keys(person)],
    ]);
  });
});
