import type { Role } from './actor.ts';
import type { DomainEvent } from './decider.ts';

/** Who recorded an event, as written in its metadata: ids only, never a name. */
export interface RecordedActor {
  readonly userId: string;
  readonly officeId: string | null;
  readonly unitId: string | null;
  readonly role: Role;
  readonly onBehalfOfOfficeId: string | null;
}

/** Metadata of each event of ours. `$`-names are the event store's own conventions. */
export interface EventMetadata {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly commandId: string;
  readonly commandDigest: string;
  readonly actor: RecordedActor;
  /** The executor's clock, ISO 8601 UTC; never earlier than the previous event of its stream. */
  readonly recordedAt: string;
  /** Business date on which it holds, where that differs from the day of recording. */
  readonly effectiveOn?: string;
  /** Why a correction was made. */
  readonly reason?: string;
  readonly client: string;
  readonly schemaVersion: number;
}

/** An event as read back from the log, upcast and decrypted. */
export interface RecordedEvent<Event extends DomainEvent = DomainEvent> {
  readonly event: Event;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Commit position in the whole log. */
  readonly position: bigint;
  readonly metadata: EventMetadata;
  /** The store's own clock, ISO 8601 UTC; shown to auditors beside `recordedAt`. */
  readonly created: string;
}
