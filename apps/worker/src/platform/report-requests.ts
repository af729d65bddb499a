import {
  type AllStreamResolvedEvent,
  ErrorType,
  type EventStoreDBClient,
  eventTypeFilter,
  isCommandError,
  type PersistentSubscriptionToAll,
  persistentSubscriptionToAllSettingsFromDefaults,
  START,
} from '@eventstore/db-client';
import { z } from 'zod';

/** A report that was asked for: its id, and the place in the log at which. Everything else is asked of the API. */
export interface ReportRequest {
  readonly reportId: string;
  readonly position: string;
}

/** What becomes of a request: it is done with, comes again after a pause, or is put aside for an operator. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs: number }
  | { readonly kind: 'park'; readonly reason: string };

export interface RequestTaking {
  /** Resolves when the store has confirmed the first subscription. */
  readonly ready: Promise<unknown>;
  /** Takes nothing new, and waits for what is under way at most so long; the rest goes to another worker. */
  close(waitMsMax: number): Promise<void>;
}

export interface TakingOptions {
  readonly client: EventStoreDBClient;
  /** Workers of one group compete: each request goes to one of them. */
  readonly group: string;
  readonly atOnceMax: number;
  handle(request: ReportRequest): Promise<Verdict>;
  onNews(news: { readonly msg: string; readonly err?: unknown }): void;
}

/** A request that takes longer goes to another worker too: more than a report may take. */
const messageTimeoutMs = 240_000;
/** The worker gives a report up much earlier; this is for an API that cannot be reached for hours. */
const retryCountMax = 1_000;
const resubscribeMsFirst = 200;
const resubscribeMsMax = 5_000;

/** Makes the group on the first start of the first worker; from the beginning of the log, so that no request is lost. */
export async function ensureGroup(client: EventStoreDBClient, group: string): Promise<void> {
  const settings = persistentSubscriptionToAllSettingsFromDefaults({
    startFrom: START,
    messageTimeout: messageTimeoutMs,
    maxRetryCount: retryCountMax,
    checkPointAfter: 1_000,
    checkPointLowerBound: 1,
  });
  try {
    await client.createPersistentSubscriptionToAll(group, settings, {
      filter: eventTypeFilter({ prefixes: ['ReportRequested'] }),
    });
  } catch (error) {
    if (
      !(error instanceof Error && isCommandError(error)) ||
      error.type !== ErrorType.PERSISTENT_SUBSCRIPTION_EXISTS
    )
      throw error;
  }
}

/** Takes requests until `close`; a connection that falls is made again, with pauses that double. */
export function takeRequests(options: TakingOptions): RequestTaking {
  const { client, group, atOnceMax, onNews } = options;
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  const confirmed = Promise.withResolvers<undefined>();
  let current: PersistentSubscriptionToAll | null = null;
  let pauseMs = resubscribeMsFirst;

  const subscribe = () => {
    const subscription = client.subscribeToPersistentSubscriptionToAll(group, { bufferSize: atOnceMax });
    current = subscription;
    subscription.on('confirmation', () => {
      pauseMs = resubscribeMsFirst;
      confirmed.resolve(undefined);
    });
    subscription.on('data', (resolved) => {
      if (closing.signal.aborted) return;
      const work = answered(subscription, resolved, options, closing.signal).finally(() =>
        underWay.delete(work),
      );
      underWay.add(work);
    });
    subscription.on('error', (err) => again(subscription, err));
    subscription.on('close', () => again(subscription, undefined));
  };

  const again = (fallen: PersistentSubscriptionToAll, err: unknown) => {
    if (closing.signal.aborted || current !== fallen) return;
    current = null;
    onNews({ msg: `the subscription fell; once more in ${pauseMs} ms`, err });
    setTimeout(() => !closing.signal.aborted && subscribe(), pauseMs);
    pauseMs = Math.min(pauseMs * 2, resubscribeMsMax);
  };

  subscribe();
  return {
    ready: confirmed.promise,
    async close(waitMsMax) {
      closing.abort();
      await Promise.race([Promise.all(underWay), pause(waitMsMax)]);
      await current?.unsubscribe().catch(() => undefined);
    },
  };
}

const requestData = z.object({ reportId: z.string().min(1) });

async function answered(
  subscription: PersistentSubscriptionToAll,
  resolved: AllStreamResolvedEvent,
  { handle, onNews }: TakingOptions,
  closing: AbortSignal,
): Promise<void> {
  try {
    const verdict = await verdictOn(resolved, handle);
    if (verdict.kind === 'done') return await subscription.ack(resolved);
    onNews({ msg: `${verdict.kind}: ${verdict.reason}` });
    if (verdict.kind === 'park') return await subscription.nack('park', verdict.reason, resolved);
    await pause(verdict.afterMs, closing);
    await subscription.nack('retry', verdict.reason, resolved);
  } catch (err) {
    // Nothing was answered: the store gives the request out again, and every step of it can be taken twice.
    onNews({ msg: 'a request could not be answered', err });
  }
}

async function verdictOn(
  resolved: AllStreamResolvedEvent,
  handle: TakingOptions['handle'],
): Promise<Verdict> {
  const data = requestData.safeParse(resolved.event?.data);
  if (!data.success || resolved.event === undefined)
    return { kind: 'park', reason: 'this is no request for a report' };
  const position = String(resolved.event.position.commit);
  return await handle({ reportId: data.data.reportId, position });
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
