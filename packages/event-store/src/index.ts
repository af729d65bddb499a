export { DataFolderError } from './log/schema.ts';
export { OptionError } from './option-error.ts';
export { type EventStore, type EventStoreOptions, startEventStore } from './start-event-store.ts';
export type { Tls } from './wire/secure-server.ts';
export { PortError } from './wire/server.ts';
export type { Users } from './wire/user-directory.ts';
