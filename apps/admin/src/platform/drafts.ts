/** What somebody typed into a form, with the ids that stay the same however often it is sent. */
export interface Draft<Values> {
  readonly commandId: string;
  readonly values: Values;
  /** What the form showed before anything was typed, and the revision that it was read at; null for a new thing. */
  readonly base: { readonly values: Values; readonly revision: number } | null;
  /** Fields that somebody else changed too while they were being changed here. */
  readonly contested: readonly (keyof Values & string)[];
}

/**
 * The same draft over newer values of what it changes: fields that were not touched take over what somebody else wrote
 * meanwhile, and those that both changed are contested.
 */
export function rebased<Values extends object>(
  draft: Draft<Values>,
  theirs: Values,
  revision: number,
): Draft<Values> {
  const mine = draft.values;
  const base = draft.base?.values ?? theirs;
  const values = { ...mine };
  const contested = new Set(draft.contested);
  for (const key of Object.keys(theirs) as (keyof Values & string)[]) {
    if (same(theirs[key], mine[key])) contested.delete(key);
    else if (same(theirs[key], base[key])) continue;
    else if (same(mine[key], base[key])) values[key] = theirs[key];
    else contested.add(key);
  }
  return { ...draft, values, base: { values: theirs, revision }, contested: [...contested] };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The part of the Storage API that drafts need, so that they can also live in memory. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'songhanh.draft.';

/**
 * Drafts live in the tab's session storage until they are sent: a reload, an expired session or a failed
 * request loses nothing. The key names the person too, so that nobody meets another's words.
 */
export function createDrafts(storage: DraftStorage) {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    has: (key: string): boolean => attempt(() => storage.getItem(prefix + key)) != null,
    /** Told whenever a draft of this tab is kept or dropped; answers how to be told no more. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read<Values>(key: string): Draft<Values> | null {
      const text = attempt(() => storage.getItem(prefix + key)) ?? null;
      return text === null ? null : (attempt(() => JSON.parse(text) as Draft<Values>) ?? null);
    },
    /** False when the browser refused to keep it (storage full or switched off). */
    write<Values>(key: string, draft: Draft<Values>): boolean {
      const written = attempt(() => {
        storage.setItem(prefix + key, JSON.stringify(draft));
        return true;
      });
      tell();
      return written ?? false;
    },
    drop(key: string): void {
      attempt(() => storage.removeItem(prefix + key));
      tell();
    },
  };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
