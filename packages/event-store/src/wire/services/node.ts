import { gossip, serverFeatures, shared } from '../generated.ts';
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
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** ServerFeatures.GetSupportedMethods: what is left out here is left out of the node. */
export function supportedMethodsHandler(): Handler {
  const methods = new serverFeatures.SupportedMethods();
  methods.setEventStoreServerVersion(serverVersion);
  for (const [service, method, features] of supportedMethods) {
    const supported = new serverFeatures.SupportedMethod();
    supported.setServiceName(service);
    supported.setMethodName(method);
    supported.setFeaturesList([...features]);
    methods.addMethods(supported);
  }
  const response = methods.serializeBinary();
  return unary(() => response);
}

/** Gossip.Read: a cluster of one, which leads. */
export function gossipHandler(port: () => number): Handler {
  const instance = new shared.UUID();
  instance.setString(crypto.randomUUID());
  return unary(() => {
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress('127.0.0.1');
    endPoint.setPort(port());
    const member = new gossip.MemberInfo();
    member.setInstanceId(instance);
    member.setTimeStamp(`${Date.now()}0000`);
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    const info = new gossip.ClusterInfo();
    info.addMembers(member);
    return info.serializeBinary();
  });
}
