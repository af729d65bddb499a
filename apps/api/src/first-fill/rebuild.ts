import type { Platform } from '../platform/platform.ts';
import type { EventSource } from '../platform/projector/projector.ts';
import { rebuildAll } from '../platform/projector/rebuild.ts';

/** Folds the whole log anew into all read models, beside those that answer meanwhile, and says how long it took. */
export async function rebuildReadModels({ database, log, assembly }: Platform): Promise<void> {
  let events = 0;
  const source: EventSource = {
    ...log,
    async *readAll(fromPosition, batchEventsMax) {
      for await (const batch of log.readAll(fromPosition, batchEventsMax)) {
        events += batch.length;
        yield batch;
      }
    },
  };
  const startedMs = performance.now();
  await rebuildAll({ database, source, readModels: assembly.readModels });
  const ms = Math.round(performance.now() - startedMs);
  process.stdout.write(`${JSON.stringify({ msg: 'rebuilt', events, ms })}\n`);
}
