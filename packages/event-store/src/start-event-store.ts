import { isIPv6 } from 'node:net';
import { checkOptions, placeOf } from './check-options.ts';
import { EventLog } from './log/event-log.ts';
import { Scavenger } from './log/scavenger.ts';
import { writeSystemEvents } from './log/system-events.ts';
import { OptionError } from './option-error.ts';
import { CommitHub } from './subscriptions/commit-hub.ts';
import { Groups } from './subscriptions/persistent/groups.ts';
import { refuseUnfinished } from './upkeep/unfinished.ts';
import { type Guard, guardFor, openGuard } from './wire/access.ts';
import { authenticatorFor, openToAll } from './wire/authenticate.ts';
import { httpAppend } from './wire/http-append.ts';
import type { HttpResources } from './wire/http-interface.ts';
import { httpScavenge } from './wire/http-scavenge.ts';
import { httpUsers } from './wire/http-users.ts';
import { nodePages } from './wire/node-pages.ts';
import { pagesOf } from './wire/pages.ts';
import { recordCodec } from './wire/recorded-event.ts';
import type { Tls } from './wire/secure-server.ts';
import { type Handlers, listen } from './wire/server.ts';
import { appendHandler, batchAppendHandler } from './wire/services/append.ts';
import { deleteHandler, tombstoneHandler } from './wire/services/delete.ts';
import { gossipHandler, supportedMethodsHandler } from './wire/services/node.ts';
import { startScavengeHandler, stopScavengeHandler } from './wire/services/operations.ts';
import { persistentHandlers } from './wire/services/persistent.ts';
import { enableProjectionHandler } from './wire/services/projections.ts';
import { readHandler } from './wire/services/read.ts';
import { Traffic } from './wire/traffic.ts';
import { UserDirectory, type Users } from './wire/user-directory.ts';

/** The folder that keeps the events, made when it is missing, or a node that keeps nothing when it has ended. */
type Place = { dataDir: string; memory?: false | undefined } | { memory: true; dataDir?: undefined };

/** Where the node listens and keeps its events. */
export type EventStoreOptions = Place & {
  /** A TCP port, 0 to 65535; 0 or none for a free one. */
  port?: number | undefined;
  /** Where to listen, 127.0.0.1 unless given. Another address needs `users` and `tls`. */
  host?: string | undefined;
  /** Who may use the node. Without them nobody is asked who they are. */
  users?: Users | undefined;
  /** Whether callers who do not say who they are get what streams' lists give to `$all`. Not unless given. */
  allowAnonymousStreamAccess?: boolean | undefined;
  /** The certificate and its private key, in PEM; without them the node speaks in clear. */
  tls?: Tls | undefined;
  /** Bytes that one append's data, metadata and types may have in sum. 1,048,576 (1 MiB) unless given, as in EventStoreDB. */
  appendBytesMax?: number | undefined;
  /** Told once when the disk has failed: reads go on, but every append is refused until the node is started again. */
  onFailure?: ((error: Error) => void) | undefined;
};

/** A running node. It keeps its process alive until it is closed. */
export type EventStore = {
  /**
   * For any EventStoreDB client: `esdb://127.0.0.1:PORT?tls=false`; without credentials. An IPv6 host stands in brackets,
   * as in every URL; the official client for Node.js takes none, it has to be given a name.
   */
  connectionString: string;
  port: number;
  /** Ends all calls, commits what was accepted, and lets go of the folder. May be called more than once. */
  close(): Promise<void>;
  /** The same, for `await using store = await startEventStore(…)`. */
  [Symbol.asyncDispose](): Promise<void>;
};

const appendBytesDefault = 1024 * 1024;
const messageBytesMax = 17 * 1024 * 1024;

/** What the package exports under the same name; `index.ts` tells what it rejects with. */
export async function startEventStore(options: EventStoreOptions): Promise<EventStore> {
  checkOptions(options);
  const host = options.host ?? loopback;
  refuseOpenAddress(host, options);
  const place = placeOf(options);
  if ('dataDir' in place) refuseUnfinished(place.dataDir);
  const log = new EventLog(place, recordCodec, { onFailure: options.onFailure });
  try {
    if (log.lastPosition === 0) await writeSystemEvents(log);
    let port = 0;
    const address = () => ({ host: reachable(host), port });
    const scavenger = new Scavenger(log, () => `${address().host}:${address().port}`);
    const hub = new CommitHub(log);
    const groups = new Groups(log, hub);
    const appendBytesMax = options.appendBytesMax ?? appendBytesDefault;
    const users = options.users === undefined ? null : new UserDirectory(options.users, log);
    const authenticate = users === null ? openToAll : authenticatorFor(users);
    const anonymousToo = options.allowAnonymousStreamAccess ?? false;
    const guard = users === null ? openGuard : guardFor(users, log, anonymousToo);
    const instance = crypto.randomUUID();
    const handlers = handlersOf({ log, hub, groups, scavenger, guard, appendBytesMax, instance, address });
    const traffic = new Traffic();
    const resources: HttpResources = new Map([
      ['/streams', httpAppend(log, guard, authenticate, appendBytesMax)],
      ['/admin', httpScavenge(scavenger, guard, authenticate)],
      ...(users === null ? [] : [['/users', httpUsers(log, users)] as const]),
    ]);
    const pages = new Map([
      ...pagesOf({ log, hub, groups, scavenger, traffic, guard, authenticate }),
      ...nodePages({ log, instance, address, hasUsers: users !== null }),
    ]);
    const server = await listen(
      { host, port: options.port ?? 0, tls: options.tls },
      handlers,
      { pages, resources },
      authenticate,
      traffic,
    );
    port = server.port;
    await scavenger.endInterrupted();
    const close = once(async () => {
      // What has come in is answered, and what groups have parked counts for their checkpoints.
      log.flush();
      await server.close();
      log.flush();
      groups.close();
      log.close();
    });
    const at = isIPv6(reachable(host)) ? `[${reachable(host)}]` : reachable(host);
    const connectionString = `esdb://${at}:${port}?tls=${options.tls !== undefined}`;
    return { connectionString, port, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    log.close();
    throw error;
  }
}

const loopback = '127.0.0.1';

/** By which host the node is found on its own machine: nobody can connect to "every address". */
function reachable(host: string): string {
  if (host === '0.0.0.0') return loopback;
  return host === '::' ? '::1' : host;
}

/** What others on the network could reach asks who they are and is encrypted. */
function refuseOpenAddress(host: string, { users, tls }: EventStoreOptions): void {
  if (host === loopback || host === 'localhost' || host === '::1') return;
  if (users !== undefined && tls !== undefined) return;
  throw new OptionError(
    `Listening on ${host} needs users and a TLS certificate. Without them use ${loopback}.`,
  );
}

type Parts = {
  log: EventLog;
  hub: CommitHub;
  groups: Groups;
  scavenger: Scavenger;
  guard: Guard;
  appendBytesMax: number;
  instance: string;
  address: () => { host: string; port: number };
};

function handlersOf(parts: Parts): Handlers {
  const { log, hub, groups, scavenger, guard, appendBytesMax, instance, address } = parts;
  const bounds = { appendBytesMax, messageBytesMax };
  const streams = '/event_store.client.streams.Streams';
  const operations = '/event_store.client.operations.Operations';
  const persistent = '/event_store.client.persistent_subscriptions.PersistentSubscriptions';
  return new Map([
    [`${streams}/Read`, readHandler(log, hub, guard)],
    [`${streams}/Append`, appendHandler(log, bounds, guard)],
    [`${streams}/BatchAppend`, batchAppendHandler(log, bounds, guard)],
    [`${streams}/Delete`, deleteHandler(log, guard)],
    [`${streams}/Tombstone`, tombstoneHandler(log, guard)],
    ...persistentHandlers(groups, guard).map(
      ([method, handler]) => [`${persistent}/${method}`, handler] as const,
    ),
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', supportedMethodsHandler()],
    ['/event_store.client.gossip.Gossip/Read', gossipHandler(instance, address)],
    [`${operations}/StartScavenge`, startScavengeHandler(scavenger, guard)],
    [`${operations}/StopScavenge`, stopScavengeHandler(scavenger, guard)],
    ['/event_store.client.projections.Projections/Enable', enableProjectionHandler(guard)],
  ]);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}
