import type { ExpectedRevision, ProposedEvent, RecordCodec, StoredRecord } from './record.ts';
import type { Records } from './records.ts';
import type { StreamState } from './stream-state.ts';

/** What EventStoreDB does with an append: write it, answer that it is there already, or refuse it. */
export type AppendRuling =
  | { kind: 'write' }
  | { kind: 'repeat'; revision: number; position: number }
  | { kind: 'wrong_expected_revision' }
  | { kind: 'stream_deleted' };

/**
 * EventStoreDB's table of cases. With a revision (or no stream) expected, the events may lie just behind it already;
 * with `any` or `stream_exists`, they are looked up by id. A part that is there and a part that is not is a conflict.
 */
export function ruleOnAppend(
  stream: StreamState,
  expected: ExpectedRevision,
  events: readonly ProposedEvent[],
  past: Past,
): AppendRuling {
  const refused: AppendRuling = { kind: 'wrong_expected_revision' };
  if (expected === 'any') return ruleById(stream, events, past);
  if (expected === 'stream_exists') {
    if (stream.softDeleted) return { kind: 'stream_deleted' };
    if (stream.lastRevision < 0 && !past.hasMetadata(stream)) return refused;
    return ruleById(stream, events, past);
  }
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision > stream.lastRevision) return refused;
  if (revision === stream.lastRevision) return { kind: 'write' };
  const ruling = ruleByPlace(stream, revision, events, past);
  return ruling ?? (expected === 'no_stream' && stream.softDeleted ? { kind: 'write' } : refused);
}

/** The questions that the rules ask of the log. */
export type Past = {
  at(stream: StreamState, revision: number): StoredRecord | undefined;
  byId(stream: StreamState, eventId: string): StoredRecord | undefined;
  eventId(record: StoredRecord): string;
  hasMetadata(stream: StreamState): boolean;
};

export function pastOf(records: Records, codec: RecordCodec, hasMetadata: Past['hasMetadata']): Past {
  return {
    at: (stream, revision) => records.at(stream.id, revision),
    byId(stream, id) {
      const isIt = ({ record }: StoredRecord) => codec.eventId(record) === id;
      return (
        records.byEvent(stream.id, eventHash(id), isIt) ?? records.byOldEvent(stream.id, headOf(id), isIt)
      );
    },
    eventId: (record) => codec.eventId(record.record),
    hasMetadata,
  };
}

/**
 * 52 bits mixed from the whole UUID, because ids of one moment or one counter share their head: a second candidate is
 * rare, and a match is always checked in full.
 */
export function eventHash(eventId: string): number {
  const [a, b] = [hexAt(eventId, 0, 8), hexAt(eventId, 9, 13) * 65_536 + hexAt(eventId, 14, 18)];
  const [c, d] = [hexAt(eventId, 19, 23) * 65_536 + hexAt(eventId, 24, 28), hexAt(eventId, 28, 36)];
  const high = mixed(mixed(mixed(mixed(0x9e3779b9, a), b), c), d);
  const low = mixed(mixed(mixed(mixed(0x85ebca6b, d), c), b), a);
  return (high & 0xf_ffff) * 0x1_0000_0000 + low;
}

/** What stood for an id before version 3 of the tables: its first 52 bits. */
export function headOf(eventId: string): number {
  return (hexAt(eventId, 0, 8) * 65_536 + hexAt(eventId, 9, 13)) * 16 + hexAt(eventId, 15, 16);
}

/** One step of MurmurHash3 for a further 32-bit word, and its final avalanche. */
function mixed(hash: number, word: number): number {
  let next = hash ^ Math.imul(word, 0xcc9e2d51);
  next = Math.imul(next ^ (next >>> 16), 0x85ebca6b);
  next = Math.imul(next ^ (next >>> 13), 0xc2b2ae35);
  return (next ^ (next >>> 16)) >>> 0;
}

/** The number in lower-case hexadecimal digits. */
function hexAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    value = value * 16 + (code < 58 ? code - 48 : code - 87);
  }
  return value;
}

function ruleById(stream: StreamState, events: readonly ProposedEvent[], past: Past): AppendRuling {
  if (stream.id === 0) return { kind: 'write' };
  let last: StoredRecord | undefined;
  for (const [index, event] of events.entries()) {
    const known = past.byId(stream, event.id);
    if (known === undefined) return index === 0 ? { kind: 'write' } : { kind: 'wrong_expected_revision' };
    last = known;
  }
  if (last === undefined) return { kind: 'write' };
  return { kind: 'repeat', revision: last.revision, position: last.position };
}

/** Null when nothing of it lies there; a part that does is a conflict. */
function ruleByPlace(
  stream: StreamState,
  expected: number,
  events: readonly ProposedEvent[],
  past: Past,
): AppendRuling | null {
  let last: StoredRecord | undefined;
  for (const [index, event] of events.entries()) {
    const known = past.at(stream, expected + 1 + index);
    if (known === undefined || past.eventId(known) !== event.id)
      return index === 0 ? null : { kind: 'wrong_expected_revision' };
    last = known;
  }
  return last === undefined ? null : { kind: 'repeat', revision: last.revision, position: last.position };
}

/** What a refusal tells: null for a stream without events. */
export function currentRevision(stream: StreamState): number | null {
  return stream.lastRevision < 0 ? null : stream.lastRevision;
}

/** What becomes of a soft delete or a tombstone: an append of one event that nobody has written before. */
export function ruleOnDelete(
  stream: StreamState,
  expected: ExpectedRevision,
  past: Past,
): 'write' | 'wrong_expected_revision' | 'stream_deleted' {
  if (expected === 'stream_exists' && stream.softDeleted) return 'stream_deleted';
  return expectationHolds(stream, expected, past) ? 'write' : 'wrong_expected_revision';
}

function expectationHolds(stream: StreamState, expected: ExpectedRevision, past: Past): boolean {
  if (expected === 'any') return true;
  if (expected === 'stream_exists') return stream.lastRevision >= 0 || past.hasMetadata(stream);
  if (expected === 'no_stream') return stream.lastRevision < 0 || stream.softDeleted;
  return expected === stream.lastRevision;
}
