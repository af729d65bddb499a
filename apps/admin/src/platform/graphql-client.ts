import { createClient as createSocket } from 'graphql-ws';
import { type Client, createClient, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { makeCache } from './cache.ts';
import { currentLanguage } from './language.ts';
import { problemOf } from './problem.ts';
import { makeRefresh } from './refresh-exchange.ts';
import { signInAgain } from './session.ts';

export interface MomentClient {
  readonly client: Client;
  /** Asks every query on the screen again: after a lost connection or a new sign-in. */
  readonly refresh: () => void;
}

const clientsMax = 12;
const clients = new Map<string, MomentClient>();

/**
 * The client of one moment; `null` is now. The latest `clientsMax` are kept, so that a moment seen a little
 * while ago shows at once when the time slider comes back to it.
 */
export function clientAt(asOf: string | null): MomentClient {
  const key = asOf ?? '';
  const made = clients.get(key) ?? makeClient(asOf);
  clients.delete(key);
  clients.set(key, made);
  const oldest = clients.keys().next().value;
  if (clients.size > clientsMax && oldest !== undefined) clients.delete(oldest);
  return made;
}

/** Forgets every answer; called when somebody else signs in. */
export function forgetClients(): void {
  clients.clear();
  socket?.terminate();
}

function makeClient(asOf: string | null): MomentClient {
  const { exchange, refresh } = makeRefresh();
  const refreshAll = (): void => refresh(client);
  const client: Client = createClient({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: {
        'accept-language': currentLanguage(),
        ...(asOf === null ? {} : { 'x-as-of': asOf }),
      },
    }),
    exchanges: [exchange, sessionWatch, makeCache(), fetchExchange, liveExchange(refreshAll)],
  });
  return { client, refresh: refreshAll };
}

/** A query that finds the session ended opens the dialog; commands do so themselves and wait for it. */
const sessionWatch = mapExchange({
  onError(error, operation) {
    if (operation.kind === 'query' && problemOf(error).kind === 'signedOut') void signInAgain();
  },
});

let socket: ReturnType<typeof createSocket> | null = null;

function liveExchange(refresh: () => void) {
  return subscriptionExchange({
    forwardSubscription(request) {
      socket ??= openSocket(refresh);
      const live = socket;
      const query = request.query ?? '';
      return {
        subscribe: (sink) => ({ unsubscribe: live.subscribe({ ...request, query }, sink) }),
      };
    },
  });
}

/** One socket for all subscriptions. What happened while it was away is asked for when it is back. */
function openSocket(refresh: () => void) {
  let lost = false;
  return createSocket({
    url: `${location.origin.replace(/^http/u, 'ws')}/graphql`,
    lazy: true,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) =>
      new Promise((done) =>
        setTimeout(done, Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2)),
      ),
    shouldRetry: () => true,
    on: {
      connected: () => {
        if (lost) refresh();
        lost = false;
      },
      closed: () => {
        lost = true;
      },
    },
  });
}
