import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import {
  accountId,
  byAdministrator,
  changeDetails,
  closeAccount,
  endOffice,
  eraseAccount,
  everyCommand,
  facts,
  granted,
  grantOffice,
  openAccount,
  opened,
} from './account.fixture.ts';
import { account, accountCommands } from './index.ts';

describe('who may', () => {
  const open = given(account, [opened, granted]);

  it('is asked of every command', () => {
    expect(everyCommand.map((command) => command.name)).toEqual(accountCommands.map((each) => each.name));
  });

  it.each(everyCommand)('$name: administrators', (command) => {
    expect(open.when(command, byAdministrator)).not.toHaveProperty('forbidden');
  });

  it.each(everyCommand)('$name: no other role', (command) => {
    for (const role of ['PLANNER', 'OFFICER', 'LEADER', 'SERVICE'] as const) {
      expect(open.when(command, { facts, actor: { role } })).toEqual({ forbidden: 'ADMINISTRATOR_NEEDED' });
    }
    expect(open.when(command, { facts, actor: { role: 'AUDITOR' } })).toEqual({
      forbidden: 'AUDITOR_CHANGES_NOTHING',
    });
  });

  it('a person mends their own details and nothing else of their account', () => {
    const actor = { userId: accountId, role: 'OFFICER' as const };
    expect(open.when(changeDetails({ fullName: 'Nguyễn Lan' }), { actor })).toMatchObject({ events: [{}] });
    for (const command of [openAccount, grantOffice(), endOffice(), closeAccount, eraseAccount]) {
      expect(open.when(command, { actor })).toEqual({ forbidden: 'ADMINISTRATOR_NEEDED' });
    }
  });

  it('an auditor does not even mend their own', () => {
    const actor = { userId: accountId, role: 'AUDITOR' as const };
    expect(open.when(changeDetails(), { actor })).toEqual({ forbidden: 'AUDITOR_CHANGES_NOTHING' });
  });
});

describe('the facts that a decision needs', () => {
  it('are the unit of the office that is granted', () => {
    expect(account.factsNeeded(grantOffice(), account.initialState, {})).toEqual([
      { noun: 'organisation', id: 'culture' },
    ]);
    expect(account.factsNeeded(grantOffice({ unitId: null }), account.initialState, {})).toEqual([]);
    expect(account.factsNeeded(closeAccount, account.initialState, {})).toEqual([]);
  });
});
