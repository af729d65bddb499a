import './refuse-old-node.ts';
import type { EventStore, EventStoreOptions } from './start-event-store.ts';

export { DataFolderError } from './log/schema.ts';
export { OptionError } from './option-error.ts';
export type { EventStore, EventStoreOptions } from './start-event-store.ts';
export type { Tls } from './wire/secure-server.ts';
export { PortError } from './wire/server.ts';
export type { Users } from './wire/user-directory.ts';

/**
 * Starts a node in this process. Rejects with
 * - an `OptionError` when an option is not what it must be, a host that others can reach is given without `users` and
 *   `tls`, or the certificate or its key cannot be used;
 * - a `DataFolderError` when the folder is in use (by this process, too), cannot be written, was written by a newer version,
 *   is damaged or is not an event store's;
 * - a `PortError` when the port is taken or the host is none of this machine's.
 */
export async function startEventStore(options: EventStoreOptions): Promise<EventStore> {
  // Imported here, because an older Node cannot even link what imports node:sqlite, and would say that alone.
  const started = await import('./start-event-store.ts');
  return started.startEventStore(options);
}
