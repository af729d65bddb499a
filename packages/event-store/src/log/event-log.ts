import type { DatabaseSync } from 'node:sqlite';
import { type DatabasePlace, openDatabase } from './database.ts';
import { GroupCommit } from './group-commit.ts';
import { Names } from './names.ts';
import { ReadCache } from './read-cache.ts';
import {
  type ExpectedRevision,
  linkEvent,
  type ProposedEvent,
  type RecordCodec,
  type StoredRecord,
  tombstoneRevision,
} from './record.ts';
import { type PageBounds, Records } from './records.ts';
import { lastPositionIn } from './schema.ts';
import { firstRevision, type StreamState } from './stream-state.ts';
import { Streams } from './streams.ts';
import { Tail } from './tail.ts';
import { type AppendOutcome, type DeleteOutcome, Writer } from './writer.ts';

export type Settle<T> = (outcome: { ok: true; value: T } | { ok: false; error: Error }) => void;

/** Told when commits are on disk; reads from there on see its events. `streams` are the numbers of the streams written to. */
export type CommitListener = (commit: { lastPosition: number; streams: ReadonlySet<number> }) => void;

/** What a transaction did, kept until it is on disk. */
type Commit = {
  records: readonly StoredRecord[];
  streams: ReadonlySet<number>;
  states: readonly StreamState[];
  begunAtMs: number;
};

export type EventLogOptions = {
  /** Told when the disk is not trusted any more: nothing is written until the log is opened again. */
  onFailure?: ((error: Error) => void) | undefined;
  /** How long a sync takes, until some have been measured. */
  syncMs?: number;
};

/**
 * The log. Invariants: a position is given once and grows by one; revisions of a stream have no gap; an outcome is
 * settled only after its transaction has been synced; transactions begin and end within one turn of the event loop.
 * Between its commit and its sync nobody but the writer sees an event: positions, streams' states, the tail and the
 * listeners move on together when the sync has ended, and every read is bounded by them.
 */
export class EventLog {
  readonly streams: Streams;
  readonly streamNames: Names;
  readonly typeNames: Names;
  readonly database: DatabaseSync;
  readonly #records: Records;
  readonly #cache: ReadCache;
  readonly #codec: RecordCodec;
  readonly #writer: Writer;
  readonly #commits: GroupCommit<Commit>;
  readonly #tail: Tail;
  #lastPosition: number;
  /** What was written since the start, for the operator. */
  readonly written = { commits: 0, commitSeconds: 0, events: 0, bytes: 0 };
  /** Why nothing is written any more; null while all is well. */
  failure: Error | null = null;
  readonly #listeners = new Set<CommitListener>();
  readonly #acknowledge: (position: number) => void;
  readonly #close: () => void;
  #begunAtMs = 0;

  constructor(place: DatabasePlace, codec: RecordCodec, { onFailure, syncMs }: EventLogOptions = {}) {
    const { database, disk, acknowledge, close } = openDatabase(place);
    this.database = database;
    this.#acknowledge = acknowledge;
    this.#close = close;
    this.#codec = codec;
    this.streamNames = new Names(database, 'stream');
    this.typeNames = new Names(database, 'event_type');
    this.#records = new Records(database);
    this.#cache = new ReadCache(this.#records);
    this.streams = new Streams(this.streamNames, this.#records, codec);
    const { streams, streamNames, typeNames } = this;
    const parts = { streams, streamNames, typeNames, records: this.#records, codec };
    this.#writer = new Writer(parts, lastPositionIn(database) + 1);
    this.#lastPosition = this.#writer.nextPosition - 1;
    this.#tail = new Tail(this.#writer.nextPosition);
    const hooks = {
      begun: () => this.#begun(),
      committed: () => this.#committed(),
      undone: () => this.#undone(),
      synced: (commit: Commit) => this.#synced(commit),
      failed: (error: Error) => {
        this.failure = error;
        onFailure?.(error);
      },
    };
    this.#commits = new GroupCommit(database, disk, hooks, syncMs);
  }

  /** The position of the newest event, 0 in an empty log. */
  get lastPosition(): number {
    return this.#lastPosition;
  }

  /** How many bytes of appends a caller should have waiting here at most; more are better sent after the first answers. */
  get worthwhileBytes(): number {
    return this.#commits.worthwhileBytes;
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly ProposedEvent[],
    settle: Settle<AppendOutcome>,
  ): void {
    const bytes = events.reduce((sum, event) => sum + event.data.length + event.metadata.length + 200, 0);
    this.#commits.submit({ apply: () => this.#writer.append(stream, expected, events), settle, bytes });
  }

  /** Soft delete: the stream reads as missing until somebody appends to it again; its revisions go on. */
  delete(stream: string, expected: ExpectedRevision, eventId: string, settle: Settle<DeleteOutcome>): void {
    this.#commits.submit({
      apply: () => this.#writer.delete(stream, expected, eventId),
      settle,
      bytes: 1000,
    });
  }

  /** Closes the stream for ever. */
  tombstone(
    stream: string,
    expected: ExpectedRevision,
    eventId: string,
    settle: Settle<DeleteOutcome>,
  ): void {
    this.#commits.submit({
      apply: () => this.#writer.tombstone(stream, expected, eventId),
      settle,
      bytes: 1000,
    });
  }

  /** Runs statements on other tables inside the next group's transaction. */
  transact(apply: () => void, settle: Settle<void>): void {
    this.#commits.submit({ apply, settle, bytes: 1000 });
  }

  /** Runs statements that delete events; nobody is served from memory what they deleted. */
  remove(apply: () => void, settle: Settle<void>): void {
    this.transact(apply, (outcome) => {
      this.#tail.clear();
      this.#cache.clear();
      settle(outcome);
    });
  }

  /** Commits what waits, without waiting for the end of the turn. */
  flush(): void {
    this.#commits.flush();
  }

  readAllForward(from: number, bounds: PageBounds): StoredRecord[] {
    return this.#tail.from(from, bounds) ?? this.#records.allForward(from, this.#lastPosition, bounds);
  }

  readAllBackward(before: number, bounds: PageBounds): StoredRecord[] {
    return this.#records.allBackward(Math.min(before, this.#lastPosition + 1), bounds);
  }

  /** Retention is applied by revision here; events that are too old are left out by `isExpired`. */
  readStreamForward(stream: StreamState, from: number, bounds: PageBounds): StoredRecord[] {
    if (stream.id === 0) return [];
    const first = Math.max(from, firstRevision(stream));
    return this.#cache.streamForward(stream.id, first, topRevision(stream), bounds);
  }

  readStreamBackward(stream: StreamState, from: number, bounds: PageBounds): StoredRecord[] {
    if (stream.id === 0) return [];
    const top = Math.min(from, stream.lastRevision);
    return this.#records.streamBackward(stream.id, top, firstRevision(stream), bounds);
  }

  readRecord(stream: StreamState, revision: number): StoredRecord | undefined {
    if (stream.id === 0 || revision > topRevision(stream)) return undefined;
    return this.#records.at(stream.id, revision);
  }

  dataOf(record: StoredRecord): Uint8Array {
    return this.#codec.data(record.record);
  }

  metadataOf(record: StoredRecord): Uint8Array {
    return this.#codec.metadata(record.record);
  }

  eventIdOf(record: StoredRecord): string {
    return this.#codec.eventId(record.record);
  }

  /** A link to `row` that stands in no table: the event of a stream that is computed when it is read. */
  linkTo(row: StoredRecord, stream: string): StoredRecord {
    const { position, createdMs } = row;
    const place = {
      stream,
      revision: position,
      position,
      createdTicks: `${createdMs}0000`,
      tombstone: false,
    };
    const id = this.eventIdOf(row);
    const link = linkEvent(id, this.placeOf(row), JSON.stringify({ $causedBy: id }));
    return {
      ...row,
      stream: 0,
      revision: position,
      type: 0,
      record: this.#codec.encode(link, place),
    };
  }

  /** What a link to the event says: `revision@stream`. A computed link points where it points itself. */
  placeOf(row: StoredRecord): string {
    if (row.stream === 0) return Buffer.from(this.dataOf(row)).toString();
    return `${row.revision}@${this.streamNames.nameOf(row.stream)}`;
  }

  /** The `$correlationId` in an event's metadata, or null. */
  correlationIdOf(record: StoredRecord): string | null {
    try {
      const metadata: unknown = JSON.parse(Buffer.from(this.metadataOf(record)).toString());
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

  #begun(): void {
    this.#begunAtMs = performance.now();
    this.#writer.begin();
  }

  #committed(): Commit {
    return { ...this.#writer.takeWritten(), states: this.streams.committed(), begunAtMs: this.#begunAtMs };
  }

  #synced({ records, streams, states, begunAtMs }: Commit): void {
    this.written.commits += 1;
    this.written.commitSeconds += (performance.now() - begunAtMs) / 1000;
    this.streams.synced(states);
    const last = records.at(-1);
    if (last === undefined) return;
    this.#lastPosition = last.position;
    this.#acknowledge(last.position);
    this.#tail.push(records);
    this.written.events += records.length;
    for (const { record } of records) this.written.bytes += record.length;
    const commit = { lastPosition: last.position, streams };
    for (const listener of this.#listeners) listener(commit);
  }

  /** An undone transaction may have given out numbers: they are all read again from the tables. */
  #undone(): void {
    this.streams.undone();
    this.streamNames.forget();
    this.typeNames.forget();
    this.#writer.restart(lastPositionIn(this.database) + 1);
  }
}

/** A tombstone stands above all other events of its stream. */
function topRevision(stream: StreamState): number {
  return stream.tombstoned ? tombstoneRevision : stream.lastRevision;
}
