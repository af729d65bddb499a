import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { BoundedMap } from '../log/bounded-map.ts';
import type { EventLog } from '../log/event-log.ts';
import { type Hashed, hashPassword, passwordFits, passwordFitsNow } from './passwords.ts';

/**
 * Who may use the node, by login name (1 to 256 characters without a colon). A password has 1 to 1,024 characters.
 * `$admins` may do everything, `$ops` may operate persistent subscriptions.
 */
export type Users = Readonly<Record<string, { password: string; groups: readonly string[] }>>;

/** A user as the newest event of `$user-NAME` has it. */
export type StoredUser = Hashed & {
  loginName: string;
  fullName: string;
  groups: readonly string[];
  disabled: boolean;
};

/** Who somebody has shown to be, and the revision of their stream when they did. */
export type Identity = { name: string; groups: readonly string[]; revision: number };

/** A password that only its hash can tell to be right. */
type PendingCheck = { name: string; stored: StoredUser; revision: number; digest: string };

/** A user as others may know it. */
export type KnownUser = Omit<StoredUser, 'hash' | 'salt'> & { updated: string | null };

export const loginNameCharsMax = 256;
export const passwordCharsMax = 1024;
const shownMax = 1000;
const refusedMax = 1000;
const listedMax = 10_000;

/**
 * The users given at the start, and those in the log: the newest event of `$user-NAME` that has the hash of a
 * password goes before what was given at the start. The log holds salted hashes alone.
 */
export class UserDirectory {
  readonly #given: Users;
  readonly #log: EventLog;
  /** Credentials are remembered by a digest that nobody can make outside this process. */
  readonly #digestKey = randomBytes(32);
  /** Credentials that were shown and held, by their digest, until their user's stream changes. */
  readonly #shown = new BoundedMap<string, Identity>(shownMax);
  /** Digests of credentials that a hash has shown to be wrong. */
  readonly #refused = new BoundedMap<string, true>(refusedMax);
  /** Checks that are running, by the digest of their credentials: who shows the same waits for the same one. */
  readonly #checks = new Map<string, Promise<Identity | null>>();

  constructor(given: Users, log: EventLog) {
    this.#given = given;
    this.#log = log;
  }

  /**
   * Null when the name is unknown, the password wrong or the user disabled. At once for what is remembered or needs no
   * hash; rejects with `UNAVAILABLE` when too many wait for theirs.
   */
  authenticate(name: string, password: string): Identity | null | Promise<Identity | null> {
    const check = this.#check(name, password);
    if (!('stored' in check)) return check.identity;
    const running = this.#checks.get(check.digest);
    if (running !== undefined) return running;
    const started = passwordFits(password, check.stored)
      .then((fits) => this.#remember(check, fits))
      .finally(() => this.#checks.delete(check.digest));
    this.#checks.set(check.digest, started);
    return started;
  }

  /**
   * The same for whoever cannot wait. It hashes only when a user changes while a call of theirs goes on, for
   * `authenticate` has come before every call.
   */
  identify(name: string, password: string): Identity | null {
    const check = this.#check(name, password);
    if (!('stored' in check)) return check.identity;
    return this.#remember(check, passwordFitsNow(password, check.stored));
  }

  /** Whether nothing has changed of the user since. */
  isCurrent({ name, revision }: Identity): boolean {
    const { lastRevision, softDeleted } = this.#log.streams.state(streamOf(name));
    return revision === lastRevision && !softDeleted;
  }

  find(name: string): KnownUser | null {
    const stored = this.#stored(name);
    if (stored !== null) {
      const { loginName, fullName, groups, disabled, updated } = stored;
      return { loginName, fullName, groups, disabled, updated };
    }
    const given = this.#givenAs(name);
    if (given === undefined) return null;
    return { loginName: name, fullName: name, groups: given.groups, disabled: false, updated: null };
  }

  list(): KnownUser[] {
    const names = new Set(Object.keys(this.#given));
    const index = this.#log.streams.state('$users');
    const bounds = { countMax: listedMax, bytesMax: Number.POSITIVE_INFINITY };
    for (const record of this.#log.readStreamForward(index, 0, bounds)) {
      names.add(Buffer.from(this.#log.dataOf(record)).toString());
    }
    return [...names].flatMap((name) => this.find(name) ?? []);
  }

  /** Whether the node's start named this user; such a one can be disabled, not deleted. */
  isGiven(name: string): boolean {
    return this.#givenAs(name) !== undefined;
  }

  /** What is to be stored when something of a user changes; null when there is no such user. */
  async changed(name: string, change: Partial<StoredUser>): Promise<StoredUser | null> {
    const stored = this.#stored(name);
    const known = this.find(name);
    if (known === null) return null;
    const hashed = stored ?? (await hashPassword(this.#givenAs(name)?.password ?? ''));
    const { loginName, fullName, groups, disabled } = known;
    const { hash, salt } = change.hash === undefined ? hashed : { ...hashed, ...change };
    return { loginName, fullName, groups, disabled, ...change, hash, salt };
  }

  #check(name: string, password: string): { identity: Identity | null } | PendingCheck {
    if (name.length > loginNameCharsMax || password.length > passwordCharsMax) return { identity: null };
    const { lastRevision: revision } = this.#log.streams.state(streamOf(name));
    const digest = this.#digestOf(`${revision}:${name}:${password}`).toString('base64');
    const shown = this.#shown.get(digest);
    if (shown !== undefined && this.isCurrent(shown)) return { identity: shown };
    const stored = this.#stored(name);
    if (stored === null) return { identity: this.#checkGiven(name, password, revision, digest) };
    if (stored.disabled || this.#refused.get(digest) !== undefined) return { identity: null };
    return { name, stored, revision, digest };
  }

  #checkGiven(name: string, password: string, revision: number, digest: string): Identity | null {
    const given = this.#givenAs(name);
    const fits =
      given !== undefined && timingSafeEqual(this.#digestOf(given.password), this.#digestOf(password));
    if (!fits) return null;
    const identity = { name, groups: given.groups, revision };
    this.#shown.set(digest, identity);
    return identity;
  }

  #remember({ name, stored, revision, digest }: PendingCheck, fits: boolean): Identity | null {
    if (!fits) {
      this.#refused.set(digest, true);
      return null;
    }
    const identity = { name, groups: stored.groups, revision };
    this.#shown.set(digest, identity);
    return identity;
  }

  #digestOf(text: string): Buffer {
    return createHmac('sha256', this.#digestKey).update(text).digest();
  }

  #givenAs(name: string): Users[string] | undefined {
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  #stored(name: string): (StoredUser & { updated: string }) | null {
    const stream = this.#log.streams.state(streamOf(name));
    if (stream.softDeleted || stream.tombstoned) return null;
    const newest = this.#log.readRecord(stream, stream.lastRevision);
    if (newest === undefined) return null;
    const user = userIn(Buffer.from(this.#log.dataOf(newest)).toString());
    return user === null ? null : { ...user, updated: new Date(newest.createdMs).toISOString() };
  }
}

export function streamOf(name: string): string {
  return `$user-${name}`;
}

/** Null for what has no hash (the events at the head of every log) or is not a user at all. */
function userIn(json: string): StoredUser | null {
  let value: Partial<Record<keyof StoredUser, unknown>> | null;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const { loginName, fullName, groups, disabled, hash, salt } = value ?? {};
  if (typeof loginName !== 'string' || typeof hash !== 'string' || typeof salt !== 'string') return null;
  if (!Array.isArray(groups) || !groups.every((group) => typeof group === 'string')) return null;
  return { loginName, fullName: String(fullName), groups, disabled: disabled !== false, hash, salt };
}
