import { quantile, type Row, type Timed, timed } from '../row.ts';
import {
  bareSqlite,
  ceiling,
  durableCeiling,
  embeddedNode,
  emmettOnPostgres,
  emmettOnSqlite,
  type StoreSubject,
} from '../store-subjects.ts';

const appendsInFlight = [1, 16, 64, 256];
/** Before the first row each subject gets so many appends for each that is measured: nobody runs a store that was just started, and whoever is measured first must not pay for compiling the client. */
const warmUpsPerAppend = 3;
const readsInFlight = [1, 16];
/** Streams that reads visit, and how long each is: a task's life, about. */
const READ_STREAMS = 500;
const EVENTS_IN_STREAM = 10;
const ALL_EVENTS = 30_000;
const SUBSCRIBERS = 100;

/** Durable appends of one event, and of batches of 100, each to a new stream. */
export async function appendPart(count: number): Promise<Row[]> {
  return withSubjects([...subjects, durableCeiling], async (subject) => {
    const rows: Row[] = [];
    const batches = Math.ceil(count / 20);
    await timed(count * warmUpsPerAppend, 64, (n) => subject.append(`warm-${n}`, 1));
    await timed(batches, 16, (n) => subject.append(`warm-batch-${n}`, 100));
    for (const inFlight of appendsInFlight) {
      const result = await timed(count, inFlight, (n) => subject.append(`bench-${inFlight}.${n}`, 1));
      rows.push(row('append', 'single event', subject, inFlight, 'appends/s', result.perSecond, result));
    }
    const result = await timed(batches, 16, (n) => subject.append(`batch-${n}`, 100));
    rows.push(row('append', 'batches of 100', subject, 16, 'events/s', result.perSecond * 100, result));
    return rows;
  });
}

/** Whole streams, and the whole log. */
export async function readPart(count: number): Promise<Row[]> {
  return withSubjects(subjects, async (subject) => {
    const fill = Math.ceil(ALL_EVENTS / 100);
    for (let n = 0; n < READ_STREAMS; n++) await subject.append(`read-${n}`, EVENTS_IN_STREAM);
    await timed(fill, 8, (n) => subject.append(`fill-${n}`, 100));
    const rows: Row[] = [];
    for (const inFlight of readsInFlight) {
      const result = await timed(count, inFlight, (n) => subject.readStream(`read-${n % READ_STREAMS}`));
      rows.push(row('read', 'stream of 10 events', subject, inFlight, 'reads/s', result.perSecond, result));
    }
    await subject.readAll(ALL_EVENTS);
    const began = performance.now();
    const seen = await subject.readAll(ALL_EVENTS);
    const perSecond = seen / ((performance.now() - began) / 1000);
    if (Number.isFinite(perSecond)) rows.push(row('read', '$all', subject, 1, 'events/s', perSecond));
    return rows;
  });
}

/** One event after another to many live subscribers, and the time from append to delivery. */
export async function subscribePart(count: number): Promise<Row[]> {
  const subject = await embeddedNode();
  try {
    const alone = await deliveries(subject, 1, Math.min(count, 1_000));
    const many = await deliveries(subject, SUBSCRIBERS, Math.min(count, 300));
    return [
      row('subscribe', 'append to delivery', subject, 1, 'ms', alone.p50Ms, alone),
      row('subscribe', `append to delivery, ${SUBSCRIBERS} subscribers`, subject, 1, 'ms', many.p50Ms, many),
      row('subscribe', `fan-out to ${SUBSCRIBERS}`, subject, 1, 'events/s', many.perSecond),
    ];
  } finally {
    await subject.stop();
  }
}

/** Appends one event when the one before has reached everybody. Latency is of each delivery. */
async function deliveries(subject: StoreSubject, subscribers: number, count: number): Promise<Timed> {
  if (subject.subscribe === null) throw new Error(`${subject.name} has no live subscription`);
  const latencies: number[] = [];
  let waiting = 0;
  let everybody = (): void => {};
  const stream = `live-${subscribers}`;
  for (let n = 0; n < subscribers; n++) {
    await subject.subscribe((data) => {
      const { sentAt, stream: sentTo } = data as { sentAt: number; stream: string };
      if (sentTo !== stream) return;
      latencies.push(performance.now() - sentAt);
      waiting -= 1;
      if (waiting === 0) everybody();
    });
  }
  const began = performance.now();
  for (let n = 0; n < count; n++) {
    waiting = subscribers;
    const delivered = new Promise<void>((resolve) => {
      everybody = resolve;
    });
    await subject.appendData(stream, { sentAt: performance.now(), stream });
    await delivered;
  }
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

const subjects = [embeddedNode, emmettOnPostgres, emmettOnSqlite, bareSqlite, ceiling];

/** One subject after the other, never two at once on the same cores. */
async function withSubjects(
  starts: readonly (() => Promise<StoreSubject>)[],
  measure: (subject: StoreSubject) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const start of starts) {
    const subject = await start();
    try {
      rows.push(...(await measure(subject)));
    } finally {
      await subject.stop();
    }
  }
  return rows;
}

function row(
  part: string,
  name: string,
  subject: StoreSubject,
  inFlight: number,
  unit: Row['unit'],
  value: number,
  latency?: { p50Ms: number; p99Ms: number },
): Row {
  return {
    part,
    name,
    subject: subject.name,
    inFlight,
    unit,
    value,
    ...(latency && { p50Ms: latency.p50Ms, p99Ms: latency.p99Ms }),
  };
}
