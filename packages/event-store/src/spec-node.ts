import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, type JSONEventData, type JSONType, jsonEvent } from '@eventstore/db-client';
import { onTestFinished } from 'vitest';
import { type EventStore, type EventStoreOptions, startEventStore } from './start-event-store.ts';

/** A node and the real client for one test; both end with it. */
export async function startNode(
  options: EventStoreOptions = { memory: true },
): Promise<{ store: EventStore; client: EventStoreDBClient }> {
  const store = await startEventStore(options);
  const client = connect(store.connectionString);
  onTestFinished(() => store.close());
  return { store, client };
}

export function connect(connectionString: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  onTestFinished(() => client.dispose());
  return client;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
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

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}

/** Waits until `condition` holds; fails with `what` after the bound. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  waitMsMax = 10_000,
): Promise<void> {
  const deadline = Date.now() + waitMsMax;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${waitMsMax} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The error that a promise rejects with. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ type?: string } & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as { type?: string } & Record<string, unknown>;
  }
  throw new Error('The promise was expected to reject.');
}
