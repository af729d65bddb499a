import type { EventLog } from '../log/event-log.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { HttpPage, HttpPages } from './http-interface.ts';
import { calledAddress, serverVersion } from './services/node.ts';

export type DescribedNode = {
  log: EventLog;
  /** Told by gossip: another one after every start. */
  instance: string;
  address: () => { host: string; port: number };
  /** Whether callers are asked who they are. */
  hasUsers: boolean;
};

/** `GET /info` and `GET /gossip`, with EventStoreDB's fields: what the node is, and that it leads a cluster of one. */
export function nodePages(node: DescribedNode): HttpPages {
  const gossip: HttpPage = ({ host, ':authority': authority }) => json(gossipOf(node, host ?? authority));
  return new Map([
    ['/info', () => json(infoOf(node))],
    ['/gossip', gossip],
  ]);
}

function infoOf({ hasUsers }: DescribedNode) {
  return {
    esVersion: serverVersion,
    state: 'leader',
    features: { projections: false, userManagement: hasUsers, atomPub: false },
    authentication: { type: hasUsers ? 'internal' : 'insecure', properties: {} },
  };
}

function gossipOf({ log, instance, address }: DescribedNode, called: string | string[] | undefined) {
  const { host, port } = calledAddress(String(called)) ?? address();
  const { lastPosition } = log;
  const leader = {
    instanceId: instance,
    timeStamp: new Date().toISOString(),
    state: 'Leader',
    isAlive: true,
    internalTcpIp: host,
    internalTcpPort: 0,
    internalSecureTcpPort: 0,
    externalTcpIp: host,
    externalTcpPort: 0,
    externalSecureTcpPort: 0,
    internalHttpEndPointIp: host,
    internalHttpEndPointPort: port,
    httpEndPointIp: host,
    httpEndPointPort: port,
    lastCommitPosition: lastPosition,
    writerCheckpoint: lastPosition,
    chaserCheckpoint: lastPosition,
    epochPosition: 0,
    epochNumber: 0,
    epochId: '00000000-0000-0000-0000-000000000000',
    nodePriority: 0,
    isReadOnlyReplica: false,
    esVersion: serverVersion,
  };
  return { members: [leader], serverIp: host, serverPort: port };
}

function json(value: unknown): HttpAnswer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
