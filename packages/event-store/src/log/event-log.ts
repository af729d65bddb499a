import type { DatabaseSync } from 'node:sqlite';
import {
  currentRevision,
  deleteExpectationHolds,
  eventHash,
  type Past,
  pastOf,
  ruleOnAppend,
} from './append-rules.ts';
import { type DatabasePlace, openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import { Names } from './names.ts';
import {
  type ExpectedRevision,
  type ProposedEvent,
  type RecordCodec,
  type StoredRecord,
  tombstoneRevision,
} from './record.ts';
import { type PageBounds, Records } from './records.ts';
import { lastPositionIn } from './schema.ts';
import {
  firstRevision,
  isMetadataStream,
  metadataStreamOf,
  metadataWithTruncateBefore,
  type StreamState,
  softDeletedTruncateBefore,
} from './stream-state.ts';
import { Streams } from './streams.ts';
import { Tail } from './tail.ts';

export type AppendOutcome =
  | { kind: 'appended'; revision: number; position: number }
  | { kind: 'wrong_expected_revision'; current: number | null }
  | { kind: 'stream_deleted' };

export type DeleteOutcome =
  | { kind: 'deleted'; position: number }
  | { kind: 'wrong_expected_revision'; current: number | null }
  | { kind: 'stream_deleted' };

export type Settle<T> = (outcome: { ok: true; value: T } | { ok: false; error: Error }) => void;

/** Told after each commit; reads from there on see its events. `streams` are the numbers of the streams written to. */
export type CommitListener = (commit: { lastPosition: number; streams: ReadonlySet<number> }) => void;

/**
 * The log. Invariants: a position is given once and grows by one; revisions of a stream have no gap; an outcome is
 * settled only after its transaction has been synced; nothing that was not synced is ever read by anyone, because
 * transactions begin and end within one turn of the event loop.
 */
export class EventLog {
  readonly streams: Streams;
  readonly streamNames: Names;
  readonly typeNames: Names;
  readonly database: DatabaseSync;
  readonly #records: Records;
  readonly #codec: RecordCodec;
  readonly #past: Past;
  readonly #commits: GroupCommit;
  readonly #tail: Tail;
  readonly #listeners = new Set<CommitListener>();
  readonly #acknowledge: (position: number) => void;
  readonly #close: () => void;
  #nextPosition: number;
  #touched = new Set<number>();
  #written: StoredRecord[] = [];
  #nowMs = 0;
  #nowTicks = '';

  constructor(place: DatabasePlace, codec: RecordCodec) {
    const { database, acknowledge, close } = openDatabase(place);
    this.database = database;
    this.#acknowledge = acknowledge;
    this.#close = close;
    this.#codec = codec;
    this.streamNames = new Names(database, 'stream');
    this.typeNames = new Names(database, 'event_type');
    this.#records = new Records(database);
    this.streams = new Streams(this.streamNames, this.#records, codec);
    this.#past = pastOf(this.#records, codec, (stream) => this.streams.metadataJson(stream.name) !== null);
    this.#nextPosition = lastPositionIn(database) + 1;
    this.#tail = new Tail(this.#nextPosition);
    this.#commits = new GroupCommit(database, {
      begun: () => this.#begun(),
      committed: () => this.#committed(),
      undone: () => this.#undone(),
    });
  }

  /** The position of the newest event, 0 in an empty log. */
  get lastPosition(): number {
    return this.#nextPosition - 1;
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly ProposedEvent[],
    settle: Settle<AppendOutcome>,
  ): void {
    const bytes = events.reduce((sum, event) => sum + event.data.length + event.metadata.length + 200, 0);
    this.#commits.submit({ apply: () => this.#append(stream, expected, events), settle, bytes });
  }

  /** Soft delete: the stream reads as missing until somebody appends to it again; its revisions go on. */
  delete(stream: string, expected: ExpectedRevision, eventId: string, settle: Settle<DeleteOutcome>): void {
    this.#commits.submit({ apply: () => this.#delete(stream, expected, eventId), settle, bytes: 1000 });
  }

  /** Closes the stream for ever. */
  tombstone(
    stream: string,
    expected: ExpectedRevision,
    eventId: string,
    settle: Settle<DeleteOutcome>,
  ): void {
    this.#commits.submit({ apply: () => this.#tombstone(stream, expected, eventId), settle, bytes: 1000 });
  }

  /** Runs statements on other tables inside the next group's transaction. */
  transact(apply: () => void, settle: Settle<void>): void {
    this.#commits.submit({ apply, settle, bytes: 1000 });
  }

  /** Commits what waits, without waiting for the end of the turn. */
  flush(): void {
    this.#commits.flush();
  }

  readAllForward(from: number, bounds: PageBounds): StoredRecord[] {
    return this.#tail.from(from, bounds) ?? this.#records.allForward(from, bounds);
  }

  readAllBackward(before: number, bounds: PageBounds): StoredRecord[] {
    return this.#records.allBackward(before, bounds);
  }

  /** Retention is applied by revision here; events that are too old are left out by `isExpired`. */
  readStreamForward(stream: StreamState, from: number, bounds: PageBounds): StoredRecord[] {
    if (stream.id === 0) return [];
    return this.#records.streamForward(stream.id, Math.max(from, firstRevision(stream)), bounds);
  }

  readStreamBackward(stream: StreamState, from: number, bounds: PageBounds): StoredRecord[] {
    if (stream.id === 0) return [];
    const top = Math.min(from, stream.lastRevision);
    return this.#records.streamBackward(stream.id, top, firstRevision(stream), bounds);
  }

  readRecord(stream: StreamState, revision: number): StoredRecord | undefined {
    return stream.id === 0 ? undefined : this.#records.at(stream.id, revision);
  }

  dataOf(record: StoredRecord): Uint8Array {
    return this.#codec.data(record.record);
  }

  eventIdOf(record: StoredRecord): string {
    return this.#codec.eventId(record.record);
  }

  /** The `$correlationId` in an event's metadata, or null. */
  correlationIdOf(record: StoredRecord): string | null {
    try {
      const metadata: unknown = JSON.parse(Buffer.from(this.#codec.metadata(record.record)).toString());
      const id = (metadata as { $correlationId?: unknown } | null)?.$correlationId;
      return typeof id === 'string' ? id : null;
    } catch {
      return null;
    }
  }

  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#commits.close();
    this.#close();
  }

  #append(name: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): AppendOutcome {
    const stream = this.streams.state(name);
    if (stream.tombstoned) return { kind: 'stream_deleted' };
    const ruling = ruleOnAppend(stream, expected, events, this.#past);
    if (ruling.kind === 'wrong_expected_revision') return { ...ruling, current: currentRevision(stream) };
    if (ruling.kind === 'repeat') return { ...ruling, kind: 'appended' };
    const undelete = stream.softDeleted;
    const firstNew = stream.lastRevision + 1;
    for (const event of events) this.#write(stream, event);
    const outcome = { kind: 'appended', revision: stream.lastRevision, position: this.lastPosition } as const;
    if (undelete && events.length > 0) this.#writeTruncateBefore(name, BigInt(firstNew), crypto.randomUUID());
    return outcome;
  }

  #delete(name: string, expected: ExpectedRevision, eventId: string): DeleteOutcome {
    const stream = this.streams.state(name);
    if (stream.tombstoned) return { kind: 'stream_deleted' };
    if (!deleteExpectationHolds(stream, expected)) {
      return { kind: 'wrong_expected_revision', current: currentRevision(stream) };
    }
    this.#writeTruncateBefore(name, softDeletedTruncateBefore, eventId);
    return { kind: 'deleted', position: this.lastPosition };
  }

  #tombstone(name: string, expected: ExpectedRevision, eventId: string): DeleteOutcome {
    const stream = this.streams.state(name);
    if (stream.tombstoned) return { kind: 'stream_deleted' };
    if (!deleteExpectationHolds(stream, expected)) {
      return { kind: 'wrong_expected_revision', current: currentRevision(stream) };
    }
    const none = new Uint8Array(0);
    this.#write(
      stream,
      {
        id: eventId,
        type: '$streamDeleted',
        contentType: 'application/octet-stream',
        data: none,
        metadata: none,
      },
      true,
    );
    return { kind: 'deleted', position: this.lastPosition };
  }

  #writeTruncateBefore(name: string, truncateBefore: bigint, eventId: string): void {
    const json = metadataWithTruncateBefore(this.streams.metadataJson(name), truncateBefore);
    this.#write(this.streams.state(metadataStreamOf(name)), {
      id: eventId,
      type: '$metadata',
      contentType: 'application/json',
      data: Buffer.from(json),
      metadata: new Uint8Array(0),
    });
  }

  #write(stream: StreamState, event: ProposedEvent, tombstone = false): void {
    if (stream.id === 0) stream.id = this.streamNames.intern(stream.name);
    const position = this.#nextPosition;
    const revision = tombstone ? tombstoneRevision : stream.lastRevision + 1;
    const encoded = this.#codec.encode({
      ...event,
      stream: stream.name,
      revision,
      position,
      createdTicks: this.#nowTicks,
      tombstone,
    });
    const row: StoredRecord = {
      position,
      stream: stream.id,
      revision,
      type: this.typeNames.intern(event.type),
      createdMs: this.#nowMs,
      record: encoded,
    };
    this.#records.insert(row, eventHash(event.id));
    this.#nextPosition = position + 1;
    if (tombstone) stream.tombstoned = true;
    else stream.lastRevision = revision;
    this.#touched.add(stream.id);
    this.#written.push(row);
    if (isMetadataStream(stream.name)) {
      this.streams.metadataWritten(stream.name.slice(2), Buffer.from(event.data).toString());
    }
  }

  #begun(): void {
    const microseconds = Math.round((performance.now() % 1) * 10_000);
    this.#nowMs = Date.now();
    this.#nowTicks = `${this.#nowMs}${String(microseconds % 10_000).padStart(4, '0')}`;
  }

  #committed(): void {
    if (this.#written.length === 0) return;
    this.#acknowledge(this.lastPosition);
    this.#tail.push(this.#written);
    const commit = { lastPosition: this.lastPosition, streams: this.#touched };
    this.#written = [];
    this.#touched = new Set();
    for (const listener of this.#listeners) listener(commit);
  }

  /** An undone transaction may have moved every cache: they are all read again from the tables. */
  #undone(): void {
    this.#written = [];
    this.#touched = new Set();
    this.streams.forget();
    this.streamNames.forget();
    this.typeNames.forget();
    this.#nextPosition = lastPositionIn(this.database) + 1;
  }
}
