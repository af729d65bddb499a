import type { EventLog } from './event-log.ts';
import { linkEventType, type ProposedEvent, type StoredRecord } from './record.ts';

/** An event as a reader gets it: with links resolved, `link` points and `event` is what it points at, if it is there. */
export type ResolvedRecord = { event: StoredRecord | null; link: StoredRecord | null; position: number };

export function unresolved(record: StoredRecord): ResolvedRecord {
  return { event: record, link: null, position: record.position };
}

/** Follows a `$>` event, whose data are `revision@stream`. A link to a missing event keeps the link alone. */
export function resolveLink(log: EventLog, record: StoredRecord): ResolvedRecord {
  if (record.type !== log.typeNames.find(linkEventType)) return unresolved(record);
  const target = /^(\d{1,15})@(.+)$/s.exec(Buffer.from(log.dataOf(record)).toString());
  if (target === null) return { event: null, link: record, position: record.position };
  const event = log.readRecord(log.streams.state(target[2] as string), Number(target[1])) ?? null;
  return { event, link: record, position: record.position };
}

/** `target` is `revision@stream`. */
export function linkEvent(id: string, target: string, metadata = ''): ProposedEvent {
  return {
    id,
    type: linkEventType,
    contentType: 'application/octet-stream',
    data: Buffer.from(target),
    metadata: Buffer.from(metadata),
  };
}
