import { refuse } from '@songhanh/domain/kernel';
import type { Viewers } from '../access/viewers.ts';
import type { CommandGuard } from '../commands/run-command.ts';
import type { Vault } from './vault.ts';

const givesEmail = ['OpenAccount', 'ChangeAccountDetails'];

/**
 * An e-mail signs in one account: whether it is taken, only the vault knows. What a command changed about who
 * may sign in holds before it is answered, ahead of the keeper that follows the log.
 */
export function accountGuard({ credentials, sessions }: Vault, viewers: Viewers): CommandGuard {
  return {
    async before({ commandName, input }) {
      if (!givesEmail.includes(commandName)) return null;
      const { accountId, email } = input as { accountId: string; email: string };
      return (await credentials.isTaken(email, accountId))
        ? { kind: 'refused', refusal: refuse('EMAIL_TAKEN') }
        : null;
    },
    async after({ commandName, input }, outcome) {
      if (outcome.kind !== 'recorded') return;
      const { accountId, email } = input as { accountId?: unknown; email?: unknown };
      if (typeof accountId !== 'string') return;
      if (givesEmail.includes(commandName) && typeof email === 'string' && !outcome.alreadyDone)
        await credentials.linkEmail(accountId, email);
      if (commandName === 'CloseAccount') await sessions.endAllOf(accountId);
      viewers.forget(accountId);
    },
  };
}
