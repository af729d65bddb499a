import type { ReadModelRow } from './read-model.ts';

/**
 * Current rows of one read model that the projector lately folded; null for ids known to have none. Owned by
 * the one process that projects, and forgotten whenever it might not be the one, or a write failed.
 */
export interface RowCache {
  get(id: string): ReadModelRow | null | undefined;
  putAll(rows: Iterable<readonly [string, ReadModelRow | null]>): void;
  clear(): void;
}

export function createRowCache(rowsMax: number): RowCache {
  const rows = new Map<string, ReadModelRow | null>();
  return {
    get: (id) => rows.get(id),
    putAll(entries) {
      for (const [id, row] of entries) {
        rows.delete(id);
        rows.set(id, row);
      }
      for (const id of rows.keys()) {
        if (rows.size <= rowsMax) break;
        rows.delete(id);
      }
    },
    clear: () => rows.clear(),
  };
}
