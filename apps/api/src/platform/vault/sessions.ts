import { createHash, randomBytes } from 'node:crypto';
import { eq, lt, or } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { sessionTable } from './vault.tables.ts';

export interface Session {
  readonly accountId: string;
  readonly officeId: string;
  /** When it ends unless used before. */
  readonly expiresAt: Date;
}

/** Sessions of browsers, by the hash of their token. */
export interface Sessions {
  /** Answers the token for the cookie; it is kept nowhere else. */
  start(accountId: string, officeId: string): Promise<string>;
  /** The session of a token that has not ended; counts as a use. */
  find(token: string): Promise<Session | null>;
  end(token: string): Promise<void>;
  endAllOf(accountId: string): Promise<void>;
  /** Removes what has ended. */
  sweep(): Promise<void>;
}

/** However often it is used, a session ends after 12 hours. */
const sessionHoursMax = 12;
/** Unused for 2 hours, it ends. */
const sessionIdleHoursMax = 2;
const hourMs = 3_600_000;
/** A use is written down once a minute at most. */
const useNotedEveryMs = 60_000;
const tokenBytes = 32;
/** base64url of `tokenBytes`. */
const tokenCharacters = 43;

export function createSessions({ db }: Database, now: () => Date = () => new Date()): Sessions {
  return {
    async start(accountId, officeId) {
      const token = randomBytes(tokenBytes).toString('base64url');
      const startedAt = now();
      await db.insert(sessionTable).values({
        tokenHash: hashOf(token),
        accountId,
        officeId,
        startedAt,
        lastUsedAt: startedAt,
        expiresAt: new Date(startedAt.getTime() + sessionHoursMax * hourMs),
      });
      return token;
    },
    async find(token) {
      if (token.length !== tokenCharacters) return null;
      const tokenHash = hashOf(token);
      const [row] = await db.select().from(sessionTable).where(eq(sessionTable.tokenHash, tokenHash));
      if (row === undefined) return null;
      const instant = now();
      const endsAt = endOf(row.lastUsedAt, row.expiresAt);
      if (endsAt <= instant) return null;
      if (instant.getTime() - row.lastUsedAt.getTime() >= useNotedEveryMs)
        await db
          .update(sessionTable)
          .set({ lastUsedAt: instant })
          .where(eq(sessionTable.tokenHash, tokenHash));
      return {
        accountId: row.accountId,
        officeId: row.officeId,
        expiresAt: endOf(instant, row.expiresAt),
      };
    },
    async end(token) {
      await db.delete(sessionTable).where(eq(sessionTable.tokenHash, hashOf(token)));
    },
    async endAllOf(accountId) {
      await db.delete(sessionTable).where(eq(sessionTable.accountId, accountId));
    },
    async sweep() {
      const instant = now();
      const idleSince = new Date(instant.getTime() - sessionIdleHoursMax * hourMs);
      await db
        .delete(sessionTable)
        .where(or(lt(sessionTable.expiresAt, instant), lt(sessionTable.lastUsedAt, idleSince)));
    },
  };
}

/** Sent back in `X-CSRF-Token`: made from the session's token, which another site cannot read. */
export function csrfTokenOf(token: string): string {
  return createHash('sha256').update(`csrf ${token}`).digest('base64url');
}

function endOf(lastUsedAt: Date, expiresAt: Date): Date {
  const idleEnd = lastUsedAt.getTime() + sessionIdleHoursMax * hourMs;
  return new Date(Math.min(idleEnd, expiresAt.getTime()));
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
