import { eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { failedSignInTable } from './vault.tables.ts';

/** Bounds the guessing of passwords, per e-mail; what is counted survives a restart. */
export interface SignInThrottle {
  /** Minutes until another try is heard; 0 when it may be made now. */
  minutesToWait(emailDigest: string): Promise<number>;
  failed(emailDigest: string): Promise<void>;
  succeeded(emailDigest: string): Promise<void>;
  /** Removes windows that have passed. */
  sweep(): Promise<void>;
}

/** Failures of one e-mail within one window, before it has to wait for the window's end. */
const failedSignInsMax = 10;
const failureWindowMinutes = 15;
const windowMs = failureWindowMinutes * 60_000;

export function createSignInThrottle({ db }: Database, now: () => Date = () => new Date()): SignInThrottle {
  return {
    async minutesToWait(emailDigest) {
      const [row] = await db
        .select()
        .from(failedSignInTable)
        .where(eq(failedSignInTable.emailDigest, emailDigest));
      if (row === undefined || row.failures < failedSignInsMax) return 0;
      const leftMs = row.windowStartedAt.getTime() + windowMs - now().getTime();
      return Math.max(0, Math.ceil(leftMs / 60_000));
    },
    async failed(emailDigest) {
      const instant = now();
      const windowEnded = sql`${failedSignInTable.windowStartedAt} < ${new Date(instant.getTime() - windowMs).toISOString()}::timestamptz`;
      await db
        .insert(failedSignInTable)
        .values({ emailDigest, windowStartedAt: instant, failures: 1 })
        .onConflictDoUpdate({
          target: failedSignInTable.emailDigest,
          set: {
            failures: sql`case when ${windowEnded} then 1 else ${failedSignInTable.failures} + 1 end`,
            windowStartedAt: sql`case when ${windowEnded} then excluded.window_started_at else ${failedSignInTable.windowStartedAt} end`,
          },
        });
    },
    async succeeded(emailDigest) {
      await db.delete(failedSignInTable).where(eq(failedSignInTable.emailDigest, emailDigest));
    },
    async sweep() {
      const passed = new Date(now().getTime() - windowMs);
      await db.delete(failedSignInTable).where(lt(failedSignInTable.windowStartedAt, passed));
    },
  };
}
