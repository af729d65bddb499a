import { bigint, integer, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';
import { ddlOf } from '../database/ddl.ts';

// The vault holds what must not stand in the log: keys, password hashes, sessions, uploads not yet bound. It is
// backed up with the log, and no rebuild of read models touches it.

const vaultSchema = pgSchema('vault');
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** One data key per person, wrapped by the master key; null once destroyed, and never made anew. */
export const subjectKeyTable = vaultSchema.table('subject_key', {
  subjectId: text('subject_id').primaryKey(),
  wrappedKey: text('wrapped_key'),
  madeAt: instant('made_at').notNull(),
  destroyedAt: instant('destroyed_at'),
});

/** Keys of the platform itself, wrapped by the master key. */
export const secretTable = vaultSchema.table('secret', {
  name: text('name').primaryKey(),
  wrappedKey: text('wrapped_key').notNull(),
});

/** Who signs in with which e-mail: the e-mail stands here as a keyed digest only. */
export const signInNameTable = vaultSchema.table('sign_in_name', {
  emailDigest: text('email_digest').primaryKey(),
  accountId: text('account_id').notNull(),
});

export const credentialTable = vaultSchema.table('credential', {
  accountId: text('account_id').primaryKey(),
  /** argon2id in PHC form, with its salt and costs. */
  passwordHash: text('password_hash').notNull(),
  setAt: instant('set_at').notNull(),
});

/** A session is known by the SHA-256 of its token; the token itself is with the browser alone. */
export const sessionTable = vaultSchema.table('session', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: text('account_id').notNull(),
  officeId: text('office_id').notNull(),
  startedAt: instant('started_at').notNull(),
  lastUsedAt: instant('last_used_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/** Failed sign-ins of one e-mail within the running window. */
export const failedSignInTable = vaultSchema.table('failed_sign_in', {
  emailDigest: text('email_digest').primaryKey(),
  windowStartedAt: instant('window_started_at').notNull(),
  failures: integer('failures').notNull(),
});

/** Files on disk, by the SHA-256 of their content. */
export const fileTable = vaultSchema.table('file', {
  sha256: text('sha256').primaryKey(),
  size: integer('size').notNull(),
  mediaType: text('media_type').notNull(),
  uploadedBy: text('uploaded_by').notNull(),
  /** Last time that somebody uploaded or tried to bind it: an unbound file goes 24 hours later. */
  touchedAt: instant('touched_at').notNull(),
  boundAt: instant('bound_at'),
});

/** How far those who follow the log into the vault have come. */
export const followerTable = vaultSchema.table('follower', {
  name: text('name').primaryKey(),
  position: bigint('position', { mode: 'bigint' }).notNull(),
});

/** Idempotent statements that make the vault's tables. */
export const vaultDdl: readonly string[] = [
  subjectKeyTable,
  secretTable,
  signInNameTable,
  credentialTable,
  sessionTable,
  failedSignInTable,
  fileTable,
  followerTable,
].flatMap((table) => [...ddlOf(table)]);
