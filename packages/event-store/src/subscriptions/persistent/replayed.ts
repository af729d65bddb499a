import type { EventLog } from '../../log/event-log.ts';
import { type ResolvedRecord, resolveLink } from '../../log/links.ts';
import type { StoredRecord } from '../../log/record.ts';
import { virtualStream } from '../virtual-streams.ts';
import type { GroupKey, GroupSettings } from './settings.ts';

/**
 * How a parked event comes again: the parked link, and the event that it points to while that is there. Consumers answer
 * for the link, as with every event that a link led to.
 */
export function replayed(
  log: EventLog,
  { stream }: GroupKey,
  { resolveLinks }: GroupSettings,
  row: StoredRecord,
): ResolvedRecord {
  const resolved = resolveLink(log, row);
  if (resolved.event === null || resolved.link === null) return resolved;
  if (resolveLinks)
    return pointsToLink(log, row) ? { ...resolved, ...followed(log, resolved.event) } : resolved;
  // Without its links resolved a computed stream hands out links that stand in no table.
  const virtual = virtualStream(log, stream);
  return virtual === null ? resolved : { ...resolved, event: log.linkTo(resolved.event, virtual.name) };
}

function followed(log: EventLog, record: StoredRecord): Pick<ResolvedRecord, 'event'> {
  return { event: resolveLink(log, record).event };
}

/** Earlier versions parked the link through which an event came, and wrote how often it had been tried. */
function pointsToLink(log: EventLog, row: StoredRecord): boolean {
  return Buffer.from(log.metadataOf(row)).includes('"retryCount":');
}
