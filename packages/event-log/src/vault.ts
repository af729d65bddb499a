import { createHmac, randomBytes } from 'node:crypto';

type Awaitable<Value> = Value | Promise<Value>;

/** Keys of the people whose data stand in the log: 32 bytes each, one per subject. */
export interface SubjectKeys {
  /**
   * The key to encrypt with; made when missing. Null once it was destroyed: an erased subject never gets a
   * new key, and what would be written about them is written as null.
   */
  keyOf(subjectId: string): Awaitable<Buffer | null>;
  /** The key to decrypt with; null when there is none or it was destroyed. */
  find(subjectId: string): Awaitable<Buffer | null>;
}

/** What the log needs of the vault. */
export interface EventVault extends SubjectKeys {
  /** Key of the command digests; must outlive restarts, or resent commands look like other ones. */
  digestKey(): Awaitable<Buffer>;
}

export interface InMemoryVault extends EventVault {
  destroy(subjectId: string): void;
  /** Every key that was asked for and not destroyed, so that a generated log can be handed to a real vault. */
  entries(): readonly (readonly [subjectId: string, key: Buffer])[];
}

/** Random keys that live as long as the process; for tests. */
export function inMemorySubjectKeys(): InMemoryVault {
  const digestKey = randomBytes(subjectKeyBytes);
  return vaultInMemory(digestKey, () => randomBytes(subjectKeyBytes));
}

/** Keys that the same seed always gives; for generated worlds, never for people's real data. */
export function deterministicSubjectKeys(seed: string): InMemoryVault {
  const derive = (purpose: string): Buffer => createHmac('sha256', seed).update(purpose).digest();
  return vaultInMemory(derive('digest'), (subjectId) => derive(`subject ${subjectId}`));
}

export const subjectKeyBytes = 32;

function vaultInMemory(digestKey: Buffer, make: (subjectId: string) => Buffer): InMemoryVault {
  const keys = new Map<string, Buffer | null>();
  return {
    keyOf(subjectId) {
      const held = keys.get(subjectId);
      if (held !== undefined) return held;
      const key = make(subjectId);
      keys.set(subjectId, key);
      return key;
    },
    find: (subjectId) => keys.get(subjectId) ?? null,
    digestKey: () => digestKey,
    destroy: (subjectId) => void keys.set(subjectId, null),
    entries: () => [...keys].filter((entry): entry is [string, Buffer] => entry[1] !== null),
  };
}
