import type { Executor, FollowUpReport } from '@songhanh/event-log';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { followerPosition, noteFollowerPosition } from '../vault/followers.ts';

/**
 * Gives the events since the last time to the reactions once more: for a crash, or a store that went away,
 * between a cause and what follows from it. What was carried out writes nothing again.
 */
export interface ReactionKeeper {
  start(): void;
  /** Ends after the running event. */
  stop(): Promise<void>;
  /** Everything up to a position is known to have been followed up. */
  note(position: bigint): Promise<void>;
}

export interface ReactionKeeperParts {
  readonly database: Database;
  readonly executor: Pick<Executor, 'resumeReactions'>;
  readonly logger: Logger;
}

const name = 'reactions';
const everyMs = 60_000;

export function createReactionKeeper({ database, executor, logger }: ReactionKeeperParts): ReactionKeeper {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve();

  const note = (position: bigint): Promise<void> => noteFollowerPosition(database, name, position);

  function onFollowUp({ kind, commandName, causationId, reason }: FollowUpReport): void {
    if (kind === 'failed') logger.error({ commandName, causationId, reason }, 'a follow-up failed again');
  }

  async function resume(): Promise<void> {
    const fromPosition = await followerPosition(database, name);
    const reached = await executor.resumeReactions({ fromPosition, onFollowUp, signal });
    if (reached !== null && reached !== fromPosition) await note(reached);
  }

  function run(): void {
    running = resume()
      .catch((error: unknown) => logger.error({ err: error }, 'following up on the last events'))
      .then(() => {
        if (!signal.aborted) timer = setTimeout(run, everyMs);
      });
  }

  return {
    start: run,
    note,
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
