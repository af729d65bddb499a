import type { EventLog } from './event-log.ts';
import { linkEventType, type StoredRecord } from './record.ts';
import { firstRevision, isExpired, type StreamState } from './stream-state.ts';

/** An event as a reader gets it: with links resolved, `link` points and `event` is what it points at, if it is there. */
export type ResolvedRecord = { event: StoredRecord | null; link: StoredRecord | null; position: number };

export function unresolved(record: StoredRecord): ResolvedRecord {
  return { event: record, link: null, position: record.position };
}

/** Follows a `$>` event. A link to a missing event keeps the link alone. */
export function resolveLink(log: EventLog, record: StoredRecord): ResolvedRecord {
  if (record.type !== log.typeNames.find(linkEventType)) return unresolved(record);
  const target = linkTargetOf(log, record);
  if (target === null) return { event: null, link: record, position: record.position };
  const stream = log.streams.state(target.stream);
  const event = log.readRecord(stream, target.revision) ?? null;
  return {
    event: event !== null && isHeld(stream, event) ? event : null,
    link: record,
    position: record.position,
  };
}

/** What the data of a link say, `revision@stream`; null when they say nothing of the kind. */
function linkTargetOf(log: EventLog, record: StoredRecord): { stream: string; revision: number } | null {
  const [, revision, stream] = /^(\d{1,15})@(.+)$/s.exec(Buffer.from(log.dataOf(record)).toString()) ?? [];
  return stream === undefined ? null : { stream, revision: Number(revision) };
}

/** Whether the stream still shows the event to its readers: it is neither deleted nor beyond what is retained. */
export function isHeld(stream: StreamState, { revision, createdMs }: StoredRecord): boolean {
  if (stream.tombstoned || stream.softDeleted || revision < firstRevision(stream)) return false;
  return !isExpired(stream, createdMs, Date.now());
}
