import { encodeUuid } from '../identifiers.ts';
import { ProtobufWriter } from '../protobuf.ts';
import type { Handler } from '../server.ts';
import { unary } from '../unary.ts';

/** The EventStoreDB version whose behaviour the node implements; clients switch features on by it. */
export const serverVersion = '23.10.0';

const streamsService = 'event_store.client.streams.streams';
const persistentService = 'event_store.client.persistent_subscriptions.persistentsubscriptions';

const supportedMethods: readonly [service: string, method: string, features: readonly string[]][] = [
  [streamsService, 'read', ['position', 'events']],
  [streamsService, 'append', []],
  [streamsService, 'batchappend', ['deadline_duration']],
  [streamsService, 'delete', []],
  [streamsService, 'tombstone', []],
  [persistentService, 'create', ['stream', 'all']],
  [persistentService, 'update', ['stream', 'all']],
  [persistentService, 'delete', ['stream', 'all']],
  [persistentService, 'read', ['stream', 'all']],
  [persistentService, 'getinfo', ['stream', 'all']],
  [persistentService, 'replayparked', ['stream', 'all']],
  [persistentService, 'list', ['stream', 'all']],
  [persistentService, 'restartsubsystem', []],
  ['event_store.client.operations.operations', 'startscavenge', []],
  ['event_store.client.operations.operations', 'stopscavenge', []],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

const outer = new ProtobufWriter();
const inner = new ProtobufWriter();

/** ServerFeatures.GetSupportedMethods: what is left out here is left out of the node. */
export function supportedMethodsHandler(): Handler {
  for (const [service, method, features] of supportedMethods) {
    inner.text(1, method).text(2, service);
    for (const feature of features) inner.text(3, feature);
    outer.bytes(1, inner.finish());
  }
  const response = outer.text(2, serverVersion).finish();
  return unary(() => response);
}

/** `VNodeState` of the node that leads a cluster. */
const leaderState = 8;

/** Gossip.Read: a cluster of one, which leads, at the address by which the caller found it. */
export function gossipHandler(id: string, address: () => { host: string; port: number }): Handler {
  const instance = encodeUuid(id);
  return unary((_, call) => {
    const { host, port } = calledAddress(call.headers[':authority']) ?? address();
    const endPoint = inner.text(1, host).number(2, port).finish();
    const ticks = Date.now() * 10_000;
    inner.bytes(1, instance).number(2, ticks).number(3, leaderState).number(4, 1).bytes(5, endPoint);
    return outer.bytes(1, inner.finish()).finish();
  });
}

/** Null when the caller names no address with a port. */
export function calledAddress(authority: string | undefined): { host: string; port: number } | null {
  const found = /^\[?([\w.:-]{1,253}?)\]?:(\d{1,5})$/.exec(authority ?? '');
  return found === null ? null : { host: found[1] as string, port: Number(found[2]) };
}
