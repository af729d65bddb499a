/** What somebody typed into a form, with the ids that stay the same however often it is sent. */
export interface Draft<Values> {
  readonly commandId: string;
  readonly values: Values;
}

/** The part of the Storage API that drafts need, so that they can also live in memory. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'songhanh.draft.';

/**
 * Drafts live in the tab's session storage until they are sent: a reload, an expired session or a failed
 * request loses nothing. The key names the person too, so that nobody meets another's words.
 */
export function createDrafts(storage: DraftStorage) {
  return {
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
      return written ?? false;
    },
    drop(key: string): void {
      attempt(() => storage.removeItem(prefix + key));
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
