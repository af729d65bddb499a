import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { followerTable } from './vault.tables.ts';

/** How far somebody who follows the log has come; null before the first note. */
export async function followerPosition({ db }: Database, name: string): Promise<bigint | null> {
  const [row] = await db.select().from(followerTable).where(eq(followerTable.name, name));
  return row?.position ?? null;
}

export async function noteFollowerPosition({ db }: Database, name: string, position: bigint): Promise<void> {
  await db
    .insert(followerTable)
    .values({ name, position })
    .onConflictDoUpdate({ target: followerTable.name, set: { position } });
}
