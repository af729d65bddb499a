import { currentRevision, eventHash, type Past, pastOf, ruleOnAppend, ruleOnDelete } from './append-rules.ts';
import type { Names } from './names.ts';
import {
  type ExpectedRevision,
  ownEvent,
  type ProposedEvent,
  type RecordCodec,
  type StoredRecord,
  tombstoneRevision,
} from './record.ts';
import type { Records } from './records.ts';
import {
  isJsonObject,
  isMetadataStream,
  metadataStreamOf,
  metadataWithTruncateBefore,
  parseRetention,
  type StreamState,
  softDeletedTruncateBefore,
} from './stream-state.ts';
import type { Streams } from './streams.ts';

export type AppendOutcome =
  | { kind: 'appended'; revision: number; position: number }
  | { kind: 'wrong_expected_revision'; current: number | null }
  | { kind: 'stream_deleted' };

export type DeleteOutcome =
  | { kind: 'deleted'; position: number }
  | { kind: 'wrong_expected_revision'; current: number | null }
  | { kind: 'stream_deleted' };

type Parts = { streams: Streams; streamNames: Names; typeNames: Names; records: Records; codec: RecordCodec };

/** A deleted stream that goes on, and the first revision that is not deleted. */
type Recreation = { name: string; from: number };

/**
 * Writes the log's events; every method but `takeWritten` and `restart` runs inside a transaction. It gives out the
 * positions and revisions, and holds what the transaction has written until it is committed.
 */
export class Writer {
  readonly #parts: Parts;
  readonly #past: Past;
  #nextPosition: number;
  #touched = new Set<number>();
  #written: StoredRecord[] = [];
  #nowMs = 0;
  #nowTicks = '';

  constructor(parts: Parts, nextPosition: number) {
    this.#parts = parts;
    const { records, codec, streams } = parts;
    this.#past = pastOf(records, codec, (stream) => streams.latestMetadataJson(stream.name) !== null);
    this.#nextPosition = nextPosition;
  }

  get nextPosition(): number {
    return this.#nextPosition;
  }

  /**
   * A transaction has begun: all its events get the same time. When the clock is set back that is the last time which it
   * showed, until it has come to it again. The clock tells milliseconds, so the digits below them are zeros.
   */
  begin(): void {
    this.#nowMs = Math.max(this.#nowMs, Date.now());
    this.#nowTicks = `${this.#nowMs}0000`;
  }

  /** What the committed transaction wrote, and the numbers of the streams that it wrote to. */
  takeWritten(): { records: readonly StoredRecord[]; streams: ReadonlySet<number> } {
    const written = { records: this.#written, streams: this.#touched };
    this.#written = [];
    this.#touched = new Set();
    return written;
  }

  /** The transaction was undone. */
  restart(nextPosition: number): void {
    this.takeWritten();
    this.#nextPosition = nextPosition;
  }

  append(name: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): AppendOutcome {
    const stream = this.#parts.streams.latest(name);
    if (this.#isClosed(stream)) return { kind: 'stream_deleted' };
    const ruling = ruleOnAppend(stream, expected, events, this.#past);
    if (ruling.kind === 'stream_deleted') return ruling;
    if (ruling.kind === 'wrong_expected_revision') return { ...ruling, current: currentRevision(stream) };
    if (ruling.kind === 'repeat') return { ...ruling, kind: 'appended' };
    const before = this.#nextPosition - 1;
    if (events.length === 0) return { kind: 'appended', revision: stream.lastRevision, position: before };
    const recreation = this.#recreationBy(stream);
    const revision = stream.lastRevision + events.length;
    this.#writeAll(this.#parts.streams.change(stream), events);
    const position = this.#nextPosition - 1;
    if (recreation !== null) this.#recreate(recreation);
    return { kind: 'appended', revision, position };
  }

  delete(name: string, expected: ExpectedRevision, eventId: string): DeleteOutcome {
    const { streams } = this.#parts;
    const stream = streams.latest(name);
    const metadata = streams.latest(metadataStreamOf(name));
    if (this.#isClosed(stream) || metadata.tombstoned) return { kind: 'stream_deleted' };
    const wasWritten = stream.lastRevision >= 0 || this.#past.hasMetadata(stream);
    if (!wasWritten) return { kind: 'wrong_expected_revision', current: null };
    const refusal = this.#refusalOfDelete(stream, expected);
    if (refusal !== null) return refusal;
    this.#writeTruncateBefore(name, softDeletedTruncateBefore, eventId);
    return { kind: 'deleted', position: this.#nextPosition - 1 };
  }

  tombstone(name: string, expected: ExpectedRevision, eventId: string): DeleteOutcome {
    const stream = this.#parts.streams.latest(name);
    if (this.#isClosed(stream)) return { kind: 'stream_deleted' };
    const refusal = this.#refusalOfDelete(stream, expected);
    if (refusal !== null) return refusal;
    const event = ownEvent('$streamDeleted', new Uint8Array(0), eventId);
    this.#write(this.#parts.streams.change(stream), event, true);
    return { kind: 'deleted', position: this.#nextPosition - 1 };
  }

  #refusalOfDelete(stream: StreamState, expected: ExpectedRevision): DeleteOutcome | null {
    const kind = ruleOnDelete(stream, expected, this.#past);
    if (kind === 'write') return null;
    return kind === 'stream_deleted' ? { kind } : { kind, current: currentRevision(stream) };
  }

  /** A tombstone closes a stream, and the stream of its metadata with it. */
  #isClosed({ name, tombstoned }: StreamState): boolean {
    return tombstoned || (isMetadataStream(name) && this.#parts.streams.latest(name.slice(2)).tombstoned);
  }

  /** Which deleted stream an append brings back: the one that it goes to, or the one whose metadata it sets. */
  #recreationBy(stream: StreamState): Recreation | null {
    const describedName = describedBy(stream.name);
    const state = describedName === null ? stream : this.#parts.streams.latest(describedName);
    return state.softDeleted ? { name: state.name, from: state.lastRevision + 1 } : null;
  }

  /** What was deleted stays hidden. Metadata that are not a JSON object say nothing, as in EventStoreDB. */
  #recreate({ name, from }: Recreation): void {
    const json = this.#parts.streams.latestMetadataJson(name);
    if (json !== null && isJsonObject(json))
      this.#writeTruncateBefore(name, BigInt(from), crypto.randomUUID());
  }

  #writeTruncateBefore(name: string, truncateBefore: bigint, eventId: string): void {
    const { streams } = this.#parts;
    const json = metadataWithTruncateBefore(streams.latestMetadataJson(name), truncateBefore);
    const metadata = streams.change(streams.latest(metadataStreamOf(name)));
    this.#write(metadata, ownEvent('$metadata', json, eventId));
  }

  #writeAll(stream: StreamState, events: readonly ProposedEvent[]): void {
    for (const event of events) this.#write(stream, event);
  }

  #write(stream: StreamState, event: ProposedEvent, tombstone = false): void {
    const { streams } = this.#parts;
    const describedName = describedBy(stream.name);
    const described = describedName === null ? null : streams.change(streams.latest(describedName));
    if (stream.id === 0) stream.id = this.#parts.streamNames.give(stream.name);
    const position = this.#nextPosition;
    const revision = tombstone ? tombstoneRevision : stream.lastRevision + 1;
    const record = this.#parts.codec.encode(event, {
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
      type: this.#parts.typeNames.intern(event.type),
      createdMs: this.#nowMs,
      record,
    };
    this.#parts.records.insert(row, eventHash(event.id));
    this.#nextPosition = position + 1;
    if (tombstone) stream.tombstoned = true;
    else stream.lastRevision = revision;
    this.#touched.add(stream.id);
    this.#written.push(row);
    if (described !== null) Object.assign(described, parseRetention(Buffer.from(event.data).toString()));
  }
}

/** The stream whose retention a metadata stream tells; null for others, also for one about a metadata stream, whose own is fixed. */
function describedBy(name: string): string | null {
  if (!isMetadataStream(name)) return null;
  const described = name.slice(2);
  return isMetadataStream(described) ? null : described;
}
