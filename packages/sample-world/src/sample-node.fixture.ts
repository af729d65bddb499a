import { nouns, reactions } from '@songhanh/domain';
import {
  connectEventStore,
  createEventLog,
  createExecutor,
  createNounRegistry,
  deterministicSubjectKeys,
  eventStoreDbStreamStore,
  type StoredEvent,
} from '@songhanh/event-log';
import { startEventStore } from '@songhanh/event-store';
import { StepRefused } from './load.ts';
import { playSampleWorld } from './play.ts';

export const sampleVault = () => deterministicSubjectKeys('sample world');

/** The sample world played step by step through the executor and the real node, on disk or in memory. */
export async function playedOnNode(place: { memory: true } | { dataDir: string }, until: string) {
  const node = await startEventStore(place);
  const client = connectEventStore(node.connectionString);
  const store = eventStoreDbStreamStore(client);
  const vault = sampleVault();
  const registry = createNounRegistry(nouns, reactions);
  let now = new Date(0);
  const clock = { now: () => now };
  const executor = createExecutor({ registry, store, vault, clock, client: 'sample-world' });
  await playSampleWorld(
    {
      execute: async (step) => {
        now = new Date(step.at);
        const { commandName, input, commandId, actor } = step;
        const outcome = await executor.execute({ commandName, input, commandId, actor });
        if (outcome.kind !== 'recorded') throw new StepRefused(step, outcome);
      },
      storeFile: async () => undefined,
      setPassword: async () => undefined,
    },
    { until },
  );
  return {
    store,
    log: createEventLog({ registry, store, vault }),
    close: async () => {
      await client.dispose();
      await node.close();
    },
  };
}

/** Events by stream, without what only a store knows: position and created. */
export function byStream(events: readonly StoredEvent[]): Map<string, object[]> {
  const streams = new Map<string, object[]>();
  for (const { position: _, created: __, ...event } of events) {
    const held = streams.get(event.stream) ?? [];
    streams.set(event.stream, [...held, event]);
  }
  return streams;
}
