export { DataFolderError } from './log/schema.ts';
export { type EventStore, type EventStoreOptions, startEventStore } from './start-event-store.ts';

export { PortError } from './wire/server.ts';
export type { Users } from './wire/user-directory.ts';
