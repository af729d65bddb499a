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
/** How often each subject has its turn at each row: many short turns, because a busy moment lasts for seconds. */
const ROUNDS = 11;
/** A turn has a share of the operations that a row asks for, but so many that its first and its last do not weigh. */
const TURNS_PER_ROW = 4;
const OPERATIONS_IN_FLIGHT_MIN = 8;
/** Streams that reads visit, and how long each is: a task's life, about. */
const READ_STREAMS = 500;
const EVENTS_IN_STREAM = 10;
const ALL_EVENTS = 30_000;
const SUBSCRIBERS = 100;

/** Durable appends of one event, and of batches of 100, each to a new stream. */
export async function appendPart(count: number): Promise<Row[]> {
  const batches = Math.ceil(count / 20);
  const warmUp = async (subject: StoreSubject): Promise<void> => {
    await timed(count * warmUpsPerAppend, 64, (n) => subject.append(`warm-${n}`, 1));
    await timed(batches, 16, (n) => subject.append(`warm-batch-${n}`, 100));
  };
  const singles = appendsInFlight.map(
    (inFlight): Measure => ({
      name: 'single event',
      inFlight,
      unit: 'appends/s',
      run: (subject, round) =>
        timed(inTurn(count, inFlight), inFlight, (n) => subject.append(`bench-${inFlight}.${round}.${n}`, 1)),
    }),
  );
  const inBatches: Measure = {
    name: 'batches of 100',
    inFlight: 16,
    unit: 'events/s',
    run: async (subject, round) => {
      const result = await timed(Math.ceil(batches / 2), 16, (n) =>
        subject.append(`batch-${round}.${n}`, 100),
      );
      return { ...result, perSecond: result.perSecond * 100 };
    },
  };
  return inTurns('append', [...subjects, durableCeiling], warmUp, [...singles, inBatches]);
}

/** Whole streams, and the whole log. */
export async function readPart(count: number): Promise<Row[]> {
  const fill = async (subject: StoreSubject): Promise<void> => {
    for (let n = 0; n < READ_STREAMS; n++) await subject.append(`read-${n}`, EVENTS_IN_STREAM);
    await timed(Math.ceil(ALL_EVENTS / 100), 8, (n) => subject.append(`fill-${n}`, 100));
    await subject.readAll(ALL_EVENTS);
  };
  const streams = readsInFlight.map(
    (inFlight): Measure => ({
      name: 'stream of 10 events',
      inFlight,
      unit: 'reads/s',
      run: (subject) =>
        timed(inTurn(count, inFlight), inFlight, (n) => subject.readStream(`read-${n % READ_STREAMS}`)),
    }),
  );
  const all: Measure = {
    name: '$all',
    inFlight: 1,
    unit: 'events/s',
    run: async (subject) => {
      const began = performance.now();
      const seen = await subject.readAll(ALL_EVENTS);
      return { perSecond: seen / ((performance.now() - began) / 1000) };
    },
  };
  return inTurns('read', subjects, fill, [...streams, all]);
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

/** What is measured of each subject, round by round. */
interface Measure {
  readonly name: string;
  readonly inFlight: number;
  readonly unit: Row['unit'];
  run(subject: StoreSubject, round: number): Promise<Pick<Timed, 'perSecond'> & Partial<Timed>>;
}

/**
 * The subjects take turns, never two at once on the same cores, so that what the machine's other guests do meets all of
 * them alike. A figure is the median of the rounds; the note tells the lowest and the highest rate.
 */
async function inTurns(
  part: string,
  starts: readonly (() => Promise<StoreSubject>)[],
  prepare: (subject: StoreSubject) => Promise<void>,
  measures: readonly Measure[],
): Promise<Row[]> {
  const started: StoreSubject[] = [];
  try {
    for (const start of starts) started.push(await start());
    for (const subject of started) await prepare(subject);
    const rows: Row[] = [];
    for (const measure of measures) rows.push(...(await measured(part, measure, started)));
    return rows;
  } finally {
    await Promise.allSettled(started.map((subject) => subject.stop()));
  }
}

async function measured(part: string, measure: Measure, subjects: readonly StoreSubject[]): Promise<Row[]> {
  const results = new Map(subjects.map((subject) => [subject, [] as Partial<Timed>[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed())
      results.get(subject)?.push(await measure.run(subject, round));
  }
  return [...results].flatMap(([subject, rounds]) => {
    const rates = sorted(rounds.map(({ perSecond }) => perSecond));
    const value = quantile(rates, 0.5);
    if (!Number.isFinite(value)) return [];
    const [p50Ms, p99Ms] = [rounds.map(({ p50Ms }) => p50Ms), rounds.map(({ p99Ms }) => p99Ms)].map(
      (values) => quantile(sorted(values), 0.5),
    ) as [number, number];
    const latency = Number.isFinite(p50Ms) ? { p50Ms, p99Ms } : undefined;
    const note = `${Math.round(rates[0] ?? 0)} to ${Math.round(rates.at(-1) ?? 0)}`;
    return [{ ...row(part, measure.name, subject, measure.inFlight, measure.unit, value, latency), note }];
  });
}

function inTurn(count: number, inFlight: number): number {
  return Math.max(Math.ceil(count / TURNS_PER_ROW), inFlight * OPERATIONS_IN_FLIGHT_MIN);
}

function sorted(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined).sort((a, b) => a - b);
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
