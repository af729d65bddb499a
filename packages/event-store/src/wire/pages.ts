import type { IncomingHttpHeaders } from 'node:http';
import type { EventLog } from '../log/event-log.ts';
import type { Scavenger } from '../log/scavenger.ts';
import type { CommitHub } from '../subscriptions/commit-hub.ts';
import type { Groups } from '../subscriptions/persistent/groups.ts';
import type { Guard } from './access.ts';
import type { Authenticate } from './authenticate.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { HttpPage, HttpPages } from './http-interface.ts';
import type { Traffic } from './traffic.ts';

export type Measured = {
  log: EventLog;
  hub: CommitHub;
  groups: Groups;
  scavenger: Scavenger;
  traffic: Traffic;
  guard: Guard;
  authenticate: Authenticate;
};

type Sample = { labels?: Record<string, string>; value: number };
type Metric = { name: string; type: 'gauge' | 'counter'; help: string; samples: Sample[] };

/** What is served over plain HTTP: health, and the measurements that Prometheus collects. */
export function pagesOf(measured: Measured): HttpPages {
  const ping = '{"msgTypeId":4,"text":"Ping request successfully handled"}';
  return new Map<string, HttpPage>([
    ['/health/live', () => health(measured.log)],
    ['/ping', () => ({ status: 200, type: 'application/json', body: ping })],
    ['/metrics', (headers) => metrics(measured, headers)],
  ]);
}

/** A node whose disk has failed reads on, but is to be started again. */
function health({ failure }: EventLog): HttpAnswer {
  return failure === null ? { status: 204 } : { status: 503, body: `${failure.message}\n` };
}

/** For operators, where callers are asked who they are. */
async function metrics(measured: Measured, headers: IncomingHttpHeaders): Promise<HttpAnswer> {
  await measured.authenticate(headers);
  measured.guard.operation({ headers });
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: metricsText(measured) };
}

/** Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats/. */
function metricsText(measured: Measured): string {
  const lines = metricsOf(measured).flatMap(({ name, type, help, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels, value }) => `${name}${labelsText(labels)} ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

function labelsText(labels: Record<string, string> | undefined): string {
  if (labels === undefined) return '';
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

/** The format knows these three escapes and no others; every other character stands for itself. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function metricsOf({ log, hub, groups, scavenger, traffic }: Measured): Metric[] {
  const { commits, commitSeconds, events, bytes } = log.written;
  const one = (value: number): Sample[] => [{ value }];
  const ended = [...traffic.ended].flatMap(([method, byStatus]) =>
    [...byStatus].map(([status, value]) => ({ labels: { method, status }, value })),
  );
  const open = [...traffic.open].map(([method, value]) => ({ labels: { method }, value }));
  const perGroup = (measure: (group: ReturnType<Groups['list']>[number]) => number): Sample[] =>
    groups.list().map((group) => ({ labels: { ...group.key }, value: measure(group) }));
  return [
    gauge('failed', '1 when the disk has failed and appends are refused.', one(log.failure === null ? 0 : 1)),
    gauge('last_position', 'Position of the newest event.', one(log.lastPosition)),
    counter('written_events_total', 'Events written since the start.', one(events)),
    counter('written_bytes_total', 'Encoded bytes of these events.', one(bytes)),
    counter('commits_total', 'Transactions synced to disk.', one(commits)),
    counter('commit_seconds_total', 'Time spent in these transactions.', one(commitSeconds)),
    gauge('connections', 'Open connections.', one(traffic.connections)),
    gauge('open_calls', 'Calls that have not ended, by method.', open),
    counter('calls_total', 'Ended calls by method and gRPC status.', ended),
    gauge('waiting_subscriptions', 'Subscriptions that wait for the next event.', one(hub.size)),
    gauge(
      'group_in_flight',
      'Events sent and not answered.',
      perGroup((group) => group.outstandingCount),
    ),
    gauge(
      'group_parked',
      'Parked events.',
      perGroup((group) => group.parked.count),
    ),
    gauge(
      'group_consumers',
      'Connected consumers.',
      perGroup((group) => group.consumers.length),
    ),
    gauge('scavenging', '1 while a scavenge runs.', one(scavenger.running !== null ? 1 : 0)),
    counter('scavenges_total', 'Scavenges that have ended.', one(scavenger.done.scavenges)),
    counter('scavenged_events_total', 'Events that they deleted.', one(scavenger.done.events)),
    counter('scavenged_bytes_total', 'Encoded bytes of these events.', one(scavenger.done.bytes)),
    gauge('resident_memory_bytes', 'Memory of the process.', one(process.memoryUsage.rss())),
  ];
}

function gauge(name: string, help: string, samples: Sample[]): Metric {
  return { name: `songhanh_event_store_${name}`, type: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: Sample[]): Metric {
  return { name: `songhanh_event_store_${name}`, type: 'counter', help, samples };
}
