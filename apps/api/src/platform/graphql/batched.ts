import DataLoader from 'dataloader';
import type { RequestContext } from './request-context.ts';

/** Keys of one batch. */
const keysPerBatchMax = 1_000;

/**
 * A loader of one value a key, whose asks within a request are answered together, each key once. `load`
 * answers in the order of its keys.
 */
export function batched<Value>(
  name: string,
  load: (keys: readonly string[], context: RequestContext) => Promise<readonly Value[]>,
): (key: string, context: RequestContext) => Promise<Value> {
  return (key, context) =>
    context
      .once(
        `batched ${name}`,
        () =>
          new DataLoader((keys: readonly string[]) => load(keys, context), { maxBatchSize: keysPerBatchMax }),
      )
      .load(key);
}
