import { EventStoreDBClient } from '@eventstore/db-client';

/** Milliseconds of silence after which the connection is probed; the client warns below 10,000. */
const keepAliveIntervalMs = 10_000;
/** Milliseconds after which an unanswered probe ends the connection. */
const keepAliveTimeoutMs = 10_000;
/** Milliseconds that the store may take for one call that is not a read or a subscription. */
const callDeadlineMs = 10_000;

/**
 * The client of a node or cluster: call it once in a process. (The client keeps its pending appends in one table
 * per process, so that the fall of one connection would fail the appends of another.) Settings in the
 * connection string win over ours.
 * @throws when the connection string cannot be read, or turns `throwOnAppendFailure` off
 */
export function connectEventStore(connectionString: string): EventStoreDBClient {
  if (/[?&]throwOnAppendFailure=false/iu.test(connectionString))
    throw new Error(
      'EVENTSTORE_URL must not say throwOnAppendFailure=false: conflicts would then report a wrong revision',
    );
  return EventStoreDBClient.connectionString(withDefaults(connectionString));
}

function withDefaults(connectionString: string): string {
  const defaults = {
    keepAliveInterval: keepAliveIntervalMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    defaultDeadline: callDeadlineMs,
  };
  const missing = Object.entries(defaults).filter(
    ([name]) => !new RegExp(`[?&]${name}=`, 'iu').test(connectionString),
  );
  const joint = connectionString.includes('?') ? '&' : '?';
  const added = missing.map(([name, value]) => `${name}=${value}`).join('&');
  return added === '' ? connectionString : `${connectionString}${joint}${added}`;
}
