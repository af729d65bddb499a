import DataLoader from 'dataloader';
import type { RequestContext } from './request-context.ts';

/** The rows of these ids in the same order; null where there is none that the viewer may see. */
export type ReferenceBatch = (
  ids: readonly string[],
  context: RequestContext,
) => Promise<readonly (object | null)[]>;

/** Token of the one table of loaders by type name. */
export const REFERENCES = Symbol('REFERENCES');

/**
 * How nouns meet: a foreign noun is returned as `{ id }`, and the loader that its own feature registered
 * fills it, in one batch a request.
 */
export class References {
  readonly #batches = new Map<string, ReferenceBatch>();

  /** @throws when the type has a loader already */
  register(typeName: string, batch: ReferenceBatch): void {
    if (this.#batches.has(typeName)) throw new Error(`type ${typeName} has two reference loaders`);
    this.#batches.set(typeName, batch);
  }

  has(typeName: string): boolean {
    return this.#batches.has(typeName);
  }

  typeNames(): readonly string[] {
    return [...this.#batches.keys()];
  }

  /** The row of one id; null when there is none that the viewer may see. */
  load(typeName: string, id: string, context: RequestContext): Promise<object | null> {
    return this.loader(typeName, context).load(id);
  }

  /** Rows that a list has read already need no second reading. */
  prime(typeName: string, rows: readonly { readonly id: string }[], context: RequestContext): void {
    const loader = this.loader(typeName, context);
    for (const row of rows) loader.prime(row.id, row);
  }

  loader(typeName: string, context: RequestContext): DataLoader<string, object | null> {
    const batch = this.#batches.get(typeName);
    if (batch === undefined) throw new Error(`type ${typeName} has no reference loader`);
    return context.once(
      `reference ${typeName}`,
      () => new DataLoader((ids) => batch(ids, context), { maxBatchSize: referencesPerBatchMax }),
    );
  }
}

/** A value that only names its row: it was returned by another noun's feature. */
export function isBareReference(value: unknown): value is { readonly id: string } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false;
  const keys = Object.keys(value);
  return keys.every((key) => key === 'id' || key === '__typename');
}

const referencesPerBatchMax = 1_000;
