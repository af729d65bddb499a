import type { PoolClient } from 'pg';
import type { Database } from '../database/database.ts';

/** Session lock of the one process that projects; the number is this project's own. */
const projectorLock = 2023_10_26;

/**
 * Which of several API processes projects: the one whose session holds an advisory lock. It only saves double
 * work; that nothing is folded twice rests on the row of progress.
 */
export interface Leadership {
  /** True when this process projects, now or from now on. */
  holdsOrTakes(): Promise<boolean>;
  release(): Promise<void>;
}

export function createLeadership({ pool, embedded }: Database): Leadership {
  if (embedded) return { holdsOrTakes: async () => true, release: async () => {} };
  let session: PoolClient | null = null;
  let holds = false;

  function lost(): void {
    session?.removeAllListeners('error');
    session?.release(true);
    session = null;
    holds = false;
  }

  return {
    async holdsOrTakes() {
      if (holds) return true;
      if (session === null) {
        session = await pool.connect();
        session.on('error', lost);
      }
      const { rows } = await session.query('select pg_try_advisory_lock($1) as taken', [projectorLock]);
      holds = rows[0]?.taken === true;
      return holds;
    },
    async release() {
      if (holds) await session?.query('select pg_advisory_unlock($1)', [projectorLock]).catch(() => {});
      lost();
    },
  };
}
