import { EventLog } from './log/event-log.ts';
import { writeSystemEvents } from './log/system-events.ts';
import { CommitHub } from './subscriptions/commit-hub.ts';
import { Groups } from './subscriptions/persistent/groups.ts';
import { pagesOf } from './wire/pages.ts';
import { recordCodec } from './wire/recorded-event.ts';
import { type Handlers, listen } from './wire/server.ts';
import { appendHandler, batchAppendHandler } from './wire/services/append.ts';
import { deleteHandler, tombstoneHandler } from './wire/services/delete.ts';
import { gossipHandler, supportedMethodsHandler } from './wire/services/node.ts';
import { startScavengeHandler } from './wire/services/operations.ts';
import { persistentHandlers } from './wire/services/persistent.ts';
import { readHandler } from './wire/services/read.ts';
import { Traffic } from './wire/traffic.ts';

/** Where the node listens and keeps its events. */
export type EventStoreOptions = ({ dataDir: string } | { memory: true }) & {
  /** A TCP port on 127.0.0.1; 0 or none for a free one. */
  port?: number;
  /** The sum of one append's data, metadata and types. 1 MiB unless given, as in EventStoreDB. */
  appendBytesMax?: number;
};

export type EventStore = {
  /** For any EventStoreDB client: `esdb://127.0.0.1:PORT?tls=false`. */
  connectionString: string;
  port: number;
  /** Ends all calls, commits what was accepted, and lets go of the folder. */
  close(): Promise<void>;
};

const appendBytesDefault = 1024 * 1024;
const messageBytesMax = 17 * 1024 * 1024;

/**
 * Starts a node in this process. Rejects with a `DataFolderError` when the folder is in use, was written by a newer
 * version, is damaged or is not an event store's, and with a `PortError` when the port is taken.
 */
export async function startEventStore(options: EventStoreOptions): Promise<EventStore> {
  const log = new EventLog(options, recordCodec);
  try {
    if (log.lastPosition === 0) await writeSystemEvents(log);
    let port = 0;
    const hub = new CommitHub(log);
    const groups = new Groups(log, hub);
    const appendBytesMax = options.appendBytesMax ?? appendBytesDefault;
    const handlers = handlersOf({ log, hub, groups, appendBytesMax, port: () => port });
    const traffic = new Traffic();
    const pages = pagesOf({ log, hub, groups, traffic });
    const server = await listen(options.port ?? 0, handlers, pages, traffic);
    port = server.port;
    const close = async () => {
      await server.close();
      groups.close();
      log.close();
    };
    return { connectionString: `esdb://127.0.0.1:${port}?tls=false`, port, close: once(close) };
  } catch (error) {
    log.close();
    throw error;
  }
}

type Parts = { log: EventLog; hub: CommitHub; groups: Groups; appendBytesMax: number; port: () => number };

function handlersOf({ log, hub, groups, appendBytesMax, port }: Parts): Handlers {
  const bounds = { appendBytesMax, messageBytesMax };
  const streams = '/event_store.client.streams.Streams';
  const persistent = '/event_store.client.persistent_subscriptions.PersistentSubscriptions';
  return new Map([
    [`${streams}/Read`, readHandler(log, hub)],
    [`${streams}/Append`, appendHandler(log, bounds)],
    [`${streams}/BatchAppend`, batchAppendHandler(log, bounds)],
    [`${streams}/Delete`, deleteHandler(log)],
    [`${streams}/Tombstone`, tombstoneHandler(log)],
    ...persistentHandlers(groups).map(([method, handler]) => [`${persistent}/${method}`, handler] as const),
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', supportedMethodsHandler()],
    ['/event_store.client.gossip.Gossip/Read', gossipHandler(port)],
    ['/event_store.client.operations.Operations/StartScavenge', startScavengeHandler(log)],
  ]);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}
