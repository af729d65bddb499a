export { businessDay, type Clock, systemClock } from './clock.ts';
export { createEventCodec, type EventCodec, UnreadableEvent, UnwritableEvent } from './codec.ts';
export { connectEventStore } from './connect-event-store.ts';
export { copyInOrder } from './copy-in-order.ts';
export { decideAttemptsMax } from './decide-and-append.ts';
export { createEventLog, type EventLog, type EventLogOptions, headPositionOf } from './event-log.ts';
export { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';
export { createExecutor, type Executor, type ExecutorOptions, type ResumeOptions } from './executor.ts';
export { followUpDepthMax, followUpsPerCommandMax } from './follow-ups.ts';
export { categoryOf, derivedUuid, streamIdOf, streamName } from './identity.ts';
export {
  type InMemoryStreamStore,
  type InMemoryStreamStoreOptions,
  inMemoryStreamStore,
} from './in-memory-stream-store.ts';
export type {
  CommandOutcome,
  CommandRequest,
  FollowUpReport,
  InputIssue,
  Recorded,
  Unchanged,
} from './outcome.ts';
export {
  createNounRegistry,
  type NounRegistry,
  type RegisteredCommand,
  type RegisteredEvent,
  RegistryFaulty,
} from './registry.ts';
export { isStorableText, unstorableTextIn } from './storable-text.ts';
export {
  type AppendResult,
  type EncodedEvent,
  type JsonObject,
  NO_STREAM,
  type StoredEvent,
  StoreUnavailable,
  type StreamStore,
  type Subscription,
  type SubscriptionOptions,
  WrongExpectedRevision,
} from './stream-store.ts';
export {
  deterministicSubjectKeys,
  type EventVault,
  type InMemoryVault,
  inMemorySubjectKeys,
  type SubjectKeys,
  subjectKeyBytes,
} from './vault.ts';
