import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@songhanh/domain/kernel';
import { categoryOf, streamIdOf, UnreadableEvent } from '@songhanh/event-log';
import type { Database } from '../database/database.ts';
import { qualifiedName } from '../database/ddl.ts';
import { headOnceThere, headWithin } from '../log-head.ts';
import { createChangeFeed } from './changes.ts';
import { checkProjections } from './check-projections.ts';
import { ProjectionFailed } from './fold-batch.ts';
import { createLeadership } from './leadership.ts';
import { firstAndLast, instantAt, positionAt } from './moments.ts';
import { createBatchProjection } from './project-batch.ts';
import { progressTable } from './projector.tables.ts';
import {
  beforeAll,
  type Change,
  type EventSource,
  type Projector,
  type ProjectorFailure,
} from './projector.ts';
import type { AnyReadModel } from './read-model.ts';
import { prepareReadModels, rebuildAll } from './rebuild.ts';
import { createStatistics } from './statistics.ts';
import { inTransaction, isTransient } from './transaction.ts';
import { createWaiters } from './waiters.ts';

export interface ProjectorOptions {
  readonly database: Database;
  readonly source: EventSource;
  readonly readModels: readonly AnyReadModel[];
  /** Every registered event type; each projection must say what it does with it. */
  readonly eventTypes: readonly string[];
  /** Events in one transaction. */
  readonly batchEventsMax?: number;
  /** How long the log may be behind the read models at the start. */
  readonly behindWaitMsMax?: number;
}

const batchEventsMaxDefault = 500;
/** A process that does not project looks this often whether the one that does has come as far as the log. */
const followPollMs = 20;
const retryWaitMsMin = 100;
const retryWaitMsMax = 5_000;
/** A node of a cluster may be behind the one that was read before. */
const behindWaitMsMaxDefault = 5_000;
const behindPollMs = 100;

/** Invariants: events are folded in commit order; a batch is visible whole or not at all; nothing is skipped. */
export function createProjector(options: ProjectorOptions): Projector {
  const { database, source, readModels } = options;
  checkProjections(readModels, options.eventTypes);
  const projection = createBatchProjection(readModels);
  const leadership = createLeadership(database);
  const feed = createChangeFeed();
  const waiters = createWaiters();
  const statistics = createStatistics(database, readModels);
  const behindWaitMsMax = options.behindWaitMsMax ?? behindWaitMsMaxDefault;
  const stopping = new AbortController();
  let position = beforeAll;
  let failure: ProjectorFailure | null = null;
  let following: Promise<void> = Promise.resolve();

  /** Resolves when the stored progress covers the batch, by our own doing or another process's. */
  async function cover(events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (last === undefined) return;
    while (!stopping.signal.aborted) {
      if (await leadership.holdsOrTakes()) {
        await project(events);
        return;
      }
      projection.forget();
      if ((await storedPosition(database)) >= last.position) return;
      await pause(followPollMs);
    }
  }

  async function project(events: readonly RecordedEvent[]): Promise<void> {
    try {
      await inTransaction(database.pool, (client) => projection.project(client, events));
      await statistics.projected(events.length);
    } catch (error) {
      projection.forget();
      throw error;
    }
  }

  async function onBatch(events: readonly RecordedEvent[]): Promise<void> {
    await cover(events);
    const last = events.at(-1);
    if (stopping.signal.aborted || last === undefined) return;
    advance(last.position);
    feed.publish(changesOf(events));
  }

  function advance(to: bigint): void {
    if (to <= position) return;
    position = to;
    waiters.reached(position);
  }

  /** Follows the log until stopped; connects anew where the store or the database went away. */
  async function follow(): Promise<void> {
    let waitMs = retryWaitMsMin;
    while (!stopping.signal.aborted) {
      const from = position;
      const error = await subscribeOnce();
      if (error === null || stopping.signal.aborted) return;
      if (!mayHelpToRetry(error)) return fail(error);
      waitMs = position > from ? retryWaitMsMin : Math.min(waitMs * 2, retryWaitMsMax);
      await pause(waitMs);
    }
  }

  async function subscribeOnce(): Promise<Error | null> {
    const { promise, resolve } = Promise.withResolvers<Error | null>();
    const subscription = source.subscribeToAll({
      fromPosition: position === beforeAll ? null : position,
      batchEventsMax: options.batchEventsMax ?? batchEventsMaxDefault,
      onBatch,
      onError: resolve,
    });
    const onStop = (): void => resolve(null);
    stopping.signal.addEventListener('abort', onStop, { once: true });
    const error = await promise;
    stopping.signal.removeEventListener('abort', onStop);
    await subscription.close();
    return error;
  }

  function fail(error: Error): void {
    const at =
      error instanceof ProjectionFailed || error instanceof UnreadableEvent ? error.position : position;
    failure = { position: at, message: error.message };
    waiters.giveUp();
  }

  function pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  /** Read models that are ahead of the log would hide every event that it gets until it is as long again. */
  async function checkLog(): Promise<void> {
    const sinceMs = performance.now();
    while (!stopping.signal.aborted) {
      const head = await headOnceThere(source);
      if (position <= (head ?? beforeAll)) return;
      if (performance.now() - sinceMs > behindWaitMsMax) throw new AnotherLog(position, head);
      await pause(behindPollMs);
    }
  }

  async function waitFor(wanted: bigint, timeoutMs: number): Promise<boolean> {
    if (position >= wanted) return true;
    return failure === null && waiters.add(wanted, timeoutMs);
  }

  return {
    async start() {
      position = await prepareReadModels({ database, source, readModels });
      await checkLog();
      following = follow();
    },
    async stop() {
      stopping.abort();
      await following;
      await leadership.release();
      waiters.giveUp();
      feed.end();
    },
    position: () => position,
    async caughtUp(timeoutMs) {
      return waitFor((await headWithin(source, timeoutMs)) ?? beforeAll, timeoutMs);
    },
    failure: () => failure,
    waitFor,
    positionAt: (instant) => positionAt(database.pool, instant),
    instantAt: (at) => instantAt(database.pool, at),
    changes: () => feed.subscribe(),
    firstAndLast: () => firstAndLast(database.pool),
    rebuild: () => rebuildAll({ database, source, readModels }),
  };
}

class AnotherLog extends Error {
  constructor(position: bigint, head: bigint | null) {
    const end = head === null ? 'has no event' : `ends at ${head}`;
    super(
      `The read models show the log up to position ${position}, but the log of the event store ${end}: it is another log, or part of it was lost. Bring back its own event store (its folder, or EVENTSTORE_URL), or start with an empty database beside it (another DATA_DIR or DATABASE_URL).`,
    );
    this.name = 'AnotherLog';
  }
}

function mayHelpToRetry(error: Error): boolean {
  if (error instanceof ProjectionFailed || error instanceof UnreadableEvent) return false;
  return error.name === 'StoreUnavailable' || isTransient(error);
}

async function storedPosition({ pool }: Database): Promise<bigint> {
  const { rows } = await pool.query(`select position from ${qualifiedName(progressTable)} where id = 1`);
  return rows[0] === undefined ? beforeAll : BigInt(rows[0].position);
}

/** One change for each stream, with the position of its last event. */
function changesOf(events: readonly RecordedEvent[]): readonly Change[] {
  const last = new Map(events.map(({ stream, position }) => [stream, position]));
  return [...last].map(([stream, position]) => ({
    noun: categoryOf(stream),
    id: streamIdOf(stream),
    position,
  }));
}
