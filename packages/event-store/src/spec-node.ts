import { EventStoreDBClient, type JSONEventData, type JSONType, jsonEvent } from '@eventstore/db-client';
import { onTestFinished } from 'vitest';

import { collect, until } from './spec-observe.ts';
import { callWith } from './spec-wire.ts';
import { type EventStore, type EventStoreOptions, startEventStore } from './start-event-store.ts';

export { collect, failureOf, temporaryFolder, until } from './spec-observe.ts';

/** A node and the real client for one test; both end with it. */
export async function startNode(
  options: EventStoreOptions = { memory: true },
): Promise<{ store: EventStore; client: EventStoreDBClient }> {
  const store = await startEventStore(options);
  // What is registered last is run first: the client leaves, then the node closes.
  onTestFinished(() => store.close());
  const client = connect(store.connectionString);
  return { store, client };
}

export function connect(connectionString: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  onTestFinished(() => client.dispose());
  return client;
}

type TestEvent = { type: string; data: JSONType };

/** Events of one type whose data count up from 0. */
export function events(count: number, type = 'Counted', from = 0): JSONEventData<TestEvent>[] {
  return Array.from({ length: count }, (_, index) => jsonEvent({ type, data: { n: from + index } }));
}

/** The numbers that `events` put into its events, as they were read. */
export function numbers(found: readonly { event?: { data: unknown } | undefined }[]): number[] {
  return found.map(({ event }) => (event === undefined ? -1 : (event.data as { n: number }).n));
}

/** Scavenges, and waits for the end. Answers the scavenge's id. */
export async function scavenged(client: EventStoreDBClient, port: number): Promise<string> {
  const path = '/event_store.client.operations.Operations/StartScavenge';
  const { messages } = await callWith(port, path, Buffer.alloc(0));
  const id = /[0-9a-f-]{36}/.exec(messages[0]?.toString('latin1') ?? '')?.[0];
  const ended = async () => {
    // The link to its end is the last that a scavenge writes.
    const history = await collect(client.readStream('$scavenges', { resolveLinkTos: true })).catch(() => []);
    return history.some(
      ({ event }) => event?.type === '$scavengeCompleted' && event.streamId === `$scavenges-${id}`,
    );
  };
  await until(ended, 'the scavenge has ended');
  return String(id);
}
