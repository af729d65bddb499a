import type { Actor } from '@songhanh/domain/kernel';
import type { CommandOutcome } from '@songhanh/event-log';
import type { Platform } from '../platform/platform.ts';

const accountId = 'first-administrator';
const officeId = 'first-administrator-office';

/** Nobody could open the first account; it opens itself. */
const itself: Actor = {
  userId: accountId,
  officeId: null,
  unitId: null,
  role: 'ADMINISTRATOR',
  onBehalfOfOfficeId: null,
};

/** An account with the office of an administrator, so that somebody can sign in and open the others. */
export async function createFirstAdministrator(
  { executor, vault, clock }: Platform,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<bigint> {
  await vault.credentials.setPassword(accountId, password);
  await vault.credentials.linkEmail(accountId, email);
  const fullName = 'Quản trị hệ thống';
  mustRecord(
    await executor.execute({
      commandName: 'OpenAccount',
      commandId: 'first-administrator',
      actor: itself,
      input: { accountId, fullName, email },
    }),
  );
  const office = { title: fullName, titleEnglish: 'System administrator', role: 'ADMINISTRATOR' };
  return mustRecord(
    await executor.execute({
      commandName: 'GrantOffice',
      commandId: 'first-administrator-office',
      actor: itself,
      input: { accountId, officeId, since: clock.today(), ...office },
    }),
  );
}

function mustRecord(outcome: CommandOutcome): bigint {
  if (outcome.kind === 'recorded') return outcome.position;
  throw new Error(`the first administrator was not entered: ${JSON.stringify(outcome)}`);
}
