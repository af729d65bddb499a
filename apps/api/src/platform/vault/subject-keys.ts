import { randomBytes } from 'node:crypto';
import { type EventVault, subjectKeyBytes } from '@songhanh/event-log';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import type { MasterKey } from './master-key.ts';
import { secretTable, subjectKeyTable } from './vault.tables.ts';

/** The keys with which personal data stand encrypted in the log, and those of the platform itself. */
export interface SubjectKeyVault extends EventVault {
  /** For ever: what was encrypted with it reads as null from now on. Safe to repeat. */
  destroy(subjectId: string): Promise<void>;
  /** A key of the platform by name; made on first use. @throws when the master key is not the vault's */
  secret(name: string): Promise<Buffer>;
}

/** Unwrapped keys kept in memory, so that a projected batch asks the database once per person. */
const keysKeptMax = 50_000;

export function createSubjectKeyVault({ db }: Database, master: MasterKey): SubjectKeyVault {
  const kept = new Map<string, Buffer>();
  const secrets = new Map<string, Promise<Buffer>>();

  function keep(subjectId: string, key: Buffer): Buffer {
    if (kept.size >= keysKeptMax) for (const oldest of kept.keys()) return drop(oldest, subjectId, key);
    kept.set(subjectId, key);
    return key;
  }
  function drop(oldest: string, subjectId: string, key: Buffer): Buffer {
    kept.delete(oldest);
    kept.set(subjectId, key);
    return key;
  }

  async function find(subjectId: string): Promise<Buffer | null> {
    const held = kept.get(subjectId);
    if (held !== undefined) return held;
    const [row] = await db.select().from(subjectKeyTable).where(eq(subjectKeyTable.subjectId, subjectId));
    if (row === undefined || row.wrappedKey === null) return null;
    return keep(subjectId, master.unwrap(purposeOf(subjectId), row.wrappedKey));
  }

  async function makeSecret(name: string): Promise<Buffer> {
    const wrappedKey = master.wrap(`secret ${name}`, randomBytes(subjectKeyBytes));
    await db.insert(secretTable).values({ name, wrappedKey }).onConflictDoNothing();
    const [row] = await db.select().from(secretTable).where(eq(secretTable.name, name));
    if (row === undefined) throw new Error(`the vault lost its secret ${name}`);
    try {
      return master.unwrap(`secret ${name}`, row.wrappedKey);
    } catch (cause) {
      const advice = 'give the MASTER_KEY (or MASTER_KEY_FILE) with which this database was made';
      throw new Error(`the master key does not open the vault; ${advice}`, { cause });
    }
  }

  function secret(name: string): Promise<Buffer> {
    const held = secrets.get(name);
    if (held !== undefined) return held;
    const made = makeSecret(name);
    secrets.set(name, made);
    made.catch(() => secrets.delete(name));
    return made;
  }

  return {
    find,
    secret,
    digestKey: () => secret('command digest'),
    async keyOf(subjectId) {
      const held = kept.get(subjectId);
      if (held !== undefined) return held;
      const wrappedKey = master.wrap(purposeOf(subjectId), randomBytes(subjectKeyBytes));
      await db
        .insert(subjectKeyTable)
        .values({ subjectId, wrappedKey, madeAt: new Date() })
        .onConflictDoNothing();
      return find(subjectId);
    },
    async destroy(subjectId) {
      const destroyed = { wrappedKey: null, destroyedAt: new Date() };
      await db
        .insert(subjectKeyTable)
        .values({ subjectId, madeAt: new Date(), ...destroyed })
        .onConflictDoUpdate({ target: subjectKeyTable.subjectId, set: destroyed });
      kept.delete(subjectId);
    },
  };
}

function purposeOf(subjectId: string): string {
  return `subject ${subjectId}`;
}
