import { join } from 'node:path';
import { SAMPLE_TODAY } from '@songhanh/sample-world';
import { startChild } from '../child.ts';
import { startEmmettOnPostgres } from '../peers/emmett-postgresql.ts';
import { type Row, timed } from '../row.ts';
import { type Caller, dataOf, post, type Stack, startStack } from '../stack.ts';
import { screens } from './screens.ts';
import { measureTable } from './table.ts';

const commandsInFlight = 32;
const queriesInFlight = 1;
/** Between the first and the last event of the sample world. */
const PAST = '2023-06-30T10:00:00Z';
const PLANNER = 'ld.kehoach@minhhoa.vn.example';

/** Mutations that are answered after projection, beside a mutation that does nothing. */
export async function commandPart(count: number): Promise<Row[]> {
  const [empty, ours] = [await emptyMutation(count), await addTasks(count)];
  return [ours, empty];
}

type SizedPart = (stack: Stack, size: number, count: number) => Promise<Row[]>;

/** Parts that are measured on filled logs, in the order in which they share one. */
export const sizedParts: Readonly<Record<string, SizedPart>> = {
  /** The query of every screen, at the present. */
  query: (stack, size, count) => measureScreens('query', stack, size, count, {}),
  /** The same queries at the present and as of a past moment, one after the other in the same run. */
  asof: async (stack, size, count) => [
    ...(await measureScreens('asof', stack, size, count, {}, 'now')),
    ...(await measureScreens('asof', stack, size, count, { 'x-as-of': PAST }, 'as of the past')),
  ],
  /** The table of tasks in a real browser. */
  table: (stack, size) => measureTable(stack, size, PLANNER),
  /** Folding every read model anew. */
  rebuild: async (stack, size) => {
    const { events, ms } = await stack.rebuild();
    return [row('rebuild', `all read models, ${size} events`, 1, 'events/s', events / (ms / 1000))];
  },
};

/**
 * Fills one log for each size and measures the named parts on it; the peer of the rebuild has its own log. The logs
 * are kept in `keepDir`, and used again where they are there.
 */
export async function sizedRows(
  names: readonly string[],
  count: number,
  sizes: readonly number[],
  keepDir: string | undefined,
): Promise<Row[]> {
  const rows = names.includes('rebuild') ? [await emmettRebuild()] : [];
  for (const size of sizes) {
    const stack = await startStack({ events: size, dataDir: keepDir && join(keepDir, String(size)) });
    try {
      if (stack.filledMs !== null)
        rows.push(row('fill', `log and read models, ${size} events`, 1, 'ms', stack.filledMs));
      for (const [name, part] of Object.entries(sizedParts))
        if (names.includes(name)) rows.push(...(await part(stack, size, count)));
    } finally {
      await stack.stop();
    }
  }
  return rows;
}

const EMMETT_STREAMS = 1_500;
const EMMETT_EVENTS_IN_STREAM = 10;

/** Emmett's rebuild of one document for each stream, where ours has all read models and their past. */
async function emmettRebuild(): Promise<Row> {
  const emmett = await startEmmettOnPostgres();
  try {
    const { events, ms } = await emmett.rebuild(EMMETT_STREAMS, EMMETT_EVENTS_IN_STREAM);
    const name = `one document for each stream, ${events} events`;
    return { ...row('rebuild', name, 1, 'events/s', events / (ms / 1000)), subject: 'emmett-postgresql' };
  } finally {
    await emmett.stop();
  }
}

async function measureScreens(
  part: string,
  stack: Stack,
  size: number,
  count: number,
  headers: Readonly<Record<string, string>>,
  moment = 'now',
): Promise<Row[]> {
  const call = await stack.signIn(PLANNER);
  const rows: Row[] = [];
  for (const { name, query, variables } of screens) {
    const times = await timed(Math.min(count, 200), queriesInFlight, () => call(query, variables, headers));
    const full = `${name}, ${moment}, ${size} events`;
    rows.push({
      ...row(part, full, queriesInFlight, 'ms', times.p50Ms),
      p50Ms: times.p50Ms,
      p99Ms: times.p99Ms,
    });
  }
  return rows;
}

async function emptyMutation(count: number): Promise<Row> {
  const peer = new URL('../peers/empty-mutation.ts', import.meta.url).pathname;
  const child = await startChild([peer], /ready at (\S+)/u);
  try {
    const times = await timed(count, commandsInFlight, async () =>
      dataOf(await post(child.ready, 'mutation { doNothing(input: "nothing") }', {}, {})),
    );
    return {
      ...row('command', 'mutation', commandsInFlight, 'requests/s', times.perSecond),
      ...times,
      subject: 'nest-apollo-empty',
    };
  } finally {
    await child.stop();
  }
}

async function addTasks(count: number): Promise<Row> {
  const stack = await startStack({ events: null });
  try {
    const call = await stack.signIn(PLANNER);
    const times = await timed(count, commandsInFlight, (n) => addTask(call, n));
    return { ...row('command', 'mutation', commandsInFlight, 'requests/s', times.perSecond), ...times };
  } finally {
    await stack.stop();
  }
}

function addTask(call: Caller, n: number): Promise<unknown> {
  const input = {
    commandId: `bench-${n}`,
    taskId: `bench-${n}`,
    planId: 'p23-a',
    code: `X${n}`,
    title: `Nhiệm vụ đo tốc độ ${n}`,
    schedule: { dueOn: SAMPLE_TODAY },
  };
  return call('mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }', { input });
}

function row(part: string, name: string, inFlight: number, unit: Row['unit'], value: number): Row {
  return { part, name, subject: 'songhanh', inFlight, unit, value };
}
