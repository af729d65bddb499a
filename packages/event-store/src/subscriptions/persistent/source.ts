import type { EventLog } from '../../log/event-log.ts';
import type { ResolvedRecord } from '../../log/links.ts';
import type { StoredRecord } from '../../log/record.ts';
import { allForward, type Cursor, streamForward } from '../cursors.ts';
import { compileFilter, type Filter, verdicts } from '../filter.ts';
import { isVirtual } from '../virtual-streams.ts';
import { allStream, type GroupKey, type GroupSettings } from './settings.ts';

/** What a group reads from: its own cursor, the order of an event in it, and how far it has looked. */
export type Source = {
  cursor: Cursor;
  orderOf(resolved: ResolvedRecord): number;
  /** The newest order that exists, −1 when there is none. */
  lastKnown(): number;
};

export function openSource(log: EventLog, key: GroupKey, settings: GroupSettings, after: number): Source {
  const options = { resolveLinks: settings.resolveLinks, count: Number.MAX_SAFE_INTEGER };
  if (key.stream !== allStream) {
    return {
      cursor: streamForward(log, key.stream, after + 1, options),
      orderOf: ({ link, event }) => (link ?? event)?.revision ?? 0,
      lastKnown: () => lastOrderOf(log, key.stream),
    };
  }
  const filter = withoutGroupsOfAll(
    log,
    settings.filter === null ? null : compileFilter(log, settings.filter),
  );
  return {
    cursor: allForward(log, after + 1, { ...options, filter, checkpoints: false }),
    orderOf: ({ position }) => position,
    lastKnown: () => log.lastPosition,
  };
}

/** What groups on `$all` park is no news to them: a consumer that parks would get its own parked events for ever. */
function withoutGroupsOfAll(log: EventLog, filter: Filter | null): Filter {
  const isKept = verdicts(
    log.streamNames,
    ({ stream }) => stream,
    (name) => !name.startsWith(`$persistentsubscription-${allStream}::`),
  );
  const matches = (record: StoredRecord) => isKept(record) && (filter === null || filter.matches(record));
  return { matches, checkpointInterval: filter?.checkpointInterval ?? Infinity };
}

/** The order before which nothing is read, for a group that is created or re-created now. */
export function firstOrderOf(log: EventLog, key: GroupKey, settings: GroupSettings): number {
  if (settings.startFrom === 'start') return key.stream === allStream ? 1 : 0;
  if (settings.startFrom !== 'end') return settings.startFrom;
  return lastOrderOf(log, key.stream) + 1;
}

function lastOrderOf(log: EventLog, stream: string): number {
  const isAll = stream === allStream || isVirtual(stream);
  return isAll ? log.lastPosition : log.streams.state(stream).lastRevision;
}
