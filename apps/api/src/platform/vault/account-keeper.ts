import type { RecordedEvent } from '@songhanh/domain/kernel';
import { categoryOf, type EventLog, type StoredEvent, type Subscription } from '@songhanh/event-log';
import type { Database } from '../database/database.ts';
import type { Credentials } from './credentials.ts';
import { followerPosition, noteFollowerPosition } from './followers.ts';
import type { Sessions } from './sessions.ts';
import type { SubjectKeyVault } from './subject-keys.ts';

/**
 * Follows the accounts' events into the vault: which e-mail signs in, whose sessions end, whose key is
 * destroyed. Its progress stands in the vault, so that signing in works without any read model.
 */
export interface AccountKeeper {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface AccountKeeperParts {
  readonly database: Database;
  readonly log: EventLog;
  readonly keys: SubjectKeyVault;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  /** The person's data were erased: whatever holds them in clear lets go of them. */
  readonly onErased: (accountId: string, position: bigint) => Promise<void>;
  readonly onError: (error: Error) => void;
}

const name = 'accounts';
const batchEventsMax = 1_000;
const reconnectWaitMs = 1_000;
/** Events of others that may pass before progress is written down. */
const progressEveryEvents = 1_000;

export function createAccountKeeper(parts: AccountKeeperParts): AccountKeeper {
  const { database, log } = parts;
  let subscription: Subscription | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let eventsPassed = 0;

  /** Safe to repeat: after a crash between the work and its progress, the batch comes again. */
  async function keep(batch: readonly StoredEvent[]): Promise<void> {
    const accounts = batch.filter(({ stream }) => categoryOf(stream) === 'account');
    for (const recorded of await log.decode(accounts)) await keepOne(parts, recorded);
    const last = batch.at(-1);
    eventsPassed += batch.length;
    if (last === undefined || (accounts.length === 0 && eventsPassed < progressEveryEvents)) return;
    await noteFollowerPosition(database, name, last.position);
    eventsPassed = 0;
  }

  async function follow(): Promise<void> {
    const fromPosition = await followerPosition(database, name);
    if (stopped) return;
    subscription = log.store.subscribeToAll({
      fromPosition,
      batchEventsMax,
      onBatch: keep,
      onError(error) {
        parts.onError(error);
        if (!stopped) timer = setTimeout(() => void follow().catch(parts.onError), reconnectWaitMs);
      },
    });
  }

  return {
    start: follow,
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await subscription?.close();
    },
  };
}

async function keepOne(parts: AccountKeeperParts, { event, position }: RecordedEvent): Promise<void> {
  const { accountId, email } = event.data as { accountId: string; email?: string | null };
  switch (event.type) {
    case 'AccountOpened':
    case 'AccountDetailsChanged':
      if (typeof email === 'string') await parts.credentials.linkEmail(accountId, email);
      return;
    case 'AccountClosed':
      await parts.credentials.remove(accountId);
      await parts.sessions.endAllOf(accountId);
      return;
    case 'AccountErased':
      await parts.credentials.remove(accountId);
      await parts.sessions.endAllOf(accountId);
      await parts.keys.destroy(accountId);
      await parts.onErased(accountId, position);
      return;
    default:
  }
}
