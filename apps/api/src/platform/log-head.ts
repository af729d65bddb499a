import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '@songhanh/event-log';

/** Whatever knows the position of the log's latest event; null on an empty log. */
export type LogHead = Pick<EventLog, 'headPosition'>;

/** The event store may be starting itself. */
const headWaitMsMax = 30_000;
const headPollMs = 100;

/** @throws when the event store did not answer in time, or not at all */
export function headWithin(log: LogHead, timeoutMs: number): Promise<bigint | null> {
  const late = sleep(timeoutMs, undefined, { ref: false }).then(() => {
    throw new Error(`the event store did not answer within ${timeoutMs} ms`);
  });
  return Promise.race([log.headPosition(), late]);
}

/**
 * The head of a log whose event store may be away for a moment.
 * @throws when it still does not answer after 30 seconds
 */
export async function headOnceThere(log: LogHead): Promise<bigint | null> {
  const sinceMs = performance.now();
  for (;;) {
    try {
      return await headWithin(log, headWaitMsMax);
    } catch (error) {
      const isAway = error instanceof Error && error.name === 'StoreUnavailable';
      if (!isAway || performance.now() - sinceMs > headWaitMsMax) throw error;
    }
    await sleep(headPollMs);
  }
}
