import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { credentialTable, signInNameTable } from './vault.tables.ts';

/** Who signs in with which e-mail and password. No e-mail and no password stands here in clear. */
export interface Credentials {
  /** The keyed digest under which everything about an e-mail is kept. */
  digestOf(email: string): string;
  /**
   * From now on this e-mail signs in this account, and no other of the account's does. An e-mail that signs
   * in somebody else goes on doing so.
   */
  linkEmail(accountId: string, email: string): Promise<void>;
  /** Whether the e-mail signs in another account than this one. */
  isTaken(email: string, accountId: string): Promise<boolean>;
  setPassword(accountId: string, password: string): Promise<void>;
  /** Gives an account the password that another has: for a demonstration, whose password everybody knows. */
  copyPassword(fromAccountId: string, accountId: string): Promise<void>;
  /** The account, when e-mail and password are right; takes as long when there is no such e-mail. */
  accountOf(email: string, password: string): Promise<string | null>;
  isPassword(accountId: string, password: string): Promise<boolean>;
  /** The account can no longer sign in. */
  remove(accountId: string): Promise<void>;
}

/** Characters of a password: below the first it is too easily guessed, above the second it is an attack. */
export const passwordCharacters = { min: 12, max: 200 } as const;

/** OWASP's present advice for argon2id: 19 MiB, 2 passes, 1 lane. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function createCredentials({ db }: Database, emailKey: Buffer): Promise<Credentials> {
  const nobodysHash = await hash('nobody signs in with this', argon2id);

  function digestOf(email: string): string {
    const normalised = email.normalize('NFC').trim().toLowerCase();
    return createHmac('sha256', emailKey).update(normalised).digest('base64url');
  }

  async function hashOf(accountId: string): Promise<string | null> {
    const [row] = await db.select().from(credentialTable).where(eq(credentialTable.accountId, accountId));
    return row?.passwordHash ?? null;
  }

  async function keep(accountId: string, passwordHash: string): Promise<void> {
    const changed = { passwordHash, setAt: new Date() };
    await db
      .insert(credentialTable)
      .values({ accountId, ...changed })
      .onConflictDoUpdate({ target: credentialTable.accountId, set: changed });
  }

  return {
    digestOf,
    async linkEmail(accountId, email) {
      const emailDigest = digestOf(email);
      await db.transaction(async (transaction) => {
        await transaction.delete(signInNameTable).where(eq(signInNameTable.accountId, accountId));
        await transaction.insert(signInNameTable).values({ emailDigest, accountId }).onConflictDoNothing();
      });
    },
    async isTaken(email, accountId) {
      const [row] = await db
        .select()
        .from(signInNameTable)
        .where(eq(signInNameTable.emailDigest, digestOf(email)));
      return row !== undefined && row.accountId !== accountId;
    },
    async setPassword(accountId, password) {
      await keep(accountId, await hash(password, argon2id));
    },
    async copyPassword(fromAccountId, accountId) {
      const passwordHash = await hashOf(fromAccountId);
      if (passwordHash !== null) await keep(accountId, passwordHash);
    },
    async accountOf(email, password) {
      const [row] = await db
        .select({ accountId: signInNameTable.accountId, passwordHash: credentialTable.passwordHash })
        .from(signInNameTable)
        .innerJoin(credentialTable, eq(credentialTable.accountId, signInNameTable.accountId))
        .where(eq(signInNameTable.emailDigest, digestOf(email)));
      const right = await verify(row?.passwordHash ?? nobodysHash, password);
      return right && row !== undefined ? row.accountId : null;
    },
    async isPassword(accountId, password) {
      return verify((await hashOf(accountId)) ?? nobodysHash, password);
    },
    async remove(accountId) {
      await db.delete(signInNameTable).where(eq(signInNameTable.accountId, accountId));
      await db.delete(credentialTable).where(eq(credentialTable.accountId, accountId));
    },
  };
}
