export { DataFolderError } from './log/schema.ts';
export { type EventStore, type EventStoreOptions, startEventStore } from './start-event-store.ts';
export type { Users } from './wire/access.ts';
export { PortError } from './wire/server.ts';
