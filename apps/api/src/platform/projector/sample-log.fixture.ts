import { nouns, reactions } from '@songhanh/domain';
import type { RecordedEvent } from '@songhanh/domain/kernel';
import {
  createEventLog,
  createExecutor,
  createNounRegistry,
  deterministicSubjectKeys,
  type EventLog,
  inMemoryStreamStore,
} from '@songhanh/event-log';
import { sampleWorld } from '@songhanh/sample-world';

/** The sample world's year as a log in memory: the events that a read model meets in earnest. */
export interface SampleLog extends EventLog {
  /** Every event in commit order. */
  readonly events: readonly RecordedEvent[];
}

export async function sampleLog(): Promise<SampleLog> {
  let now = new Date(0);
  const clock = { now: () => now };
  const store = inMemoryStreamStore({ clock });
  const registry = createNounRegistry(nouns, reactions);
  const vault = deterministicSubjectKeys('read models');
  const executor = createExecutor({ registry, store, vault, client: 'sample-world', clock });
  for (const { at, commandName, input, commandId, actor } of sampleWorld()) {
    now = new Date(at);
    const outcome = await executor.execute({ commandName, input, commandId, actor });
    if (outcome.kind !== 'recorded' && outcome.kind !== 'unchanged')
      throw new Error(`${commandName} of the sample world: ${JSON.stringify(outcome)}`);
  }
  const log = createEventLog({ registry, store, vault });
  const events: RecordedEvent[] = [];
  for await (const batch of log.readAll(null, 1_000)) events.push(...batch);
  return { ...log, events };
}
