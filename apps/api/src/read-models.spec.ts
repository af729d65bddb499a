import { taskStatus, trafficLight } from '@songhanh/domain/task';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allManifests } from './extensions.ts';
import { statusFactsOf } from './features/task/task.row.ts';
import { standingOfCode } from './features/task/task.standing.ts';
import { taskTable } from './features/task/task.tables.ts';
import { createTaskTally } from './features/task/task.tally.ts';
import type { Database } from './platform/database/database.ts';
import { nameOf } from './platform/database/ddl.ts';
import { DATABASES } from './platform/database/postgres.fixture.ts';
import { assemble } from './platform/extension/assemble.ts';
import { heldAt } from './platform/projector/at.ts';
import { createProjector } from './platform/projector/create-projector.ts';
import type { EventSource, Projector } from './platform/projector/projector.ts';
import { type SampleLog, sampleLog } from './platform/projector/sample-log.fixture.ts';

type Rows = ReadonlyMap<string, readonly string[]>;

const startMsMax = 180_000;
const waitMsMax = 60_000;
const { readModels, registry } = assemble(await allManifests([]));
const eventTypes = registry.nouns.flatMap(({ events }) => events.map(({ type }) => type));
const tables = readModels
  .flatMap(({ table, derived }) => [table, ...derived.map((rows) => rows.table)])
  .map(nameOf);

describe.each(DATABASES)('the read models of the sample world on $name', ({ open }) => {
  let database: Database;
  let log: SampleLog;
  let projector: Projector;

  beforeAll(async () => {
    log = await sampleLog();
    database = await open();
    projector = createProjector({
      database,
      source: followed(log),
      readModels,
      eventTypes,
      batchEventsMax: 37,
    });
    await projector.start();
    await projector.waitFor(lastPosition(), waitMsMax);
  }, startMsMax);
  afterAll(async () => {
    await projector.stop();
    await database.close();
  }, startMsMax);

  const lastPosition = () => log.events.at(-1)?.position ?? -1n;

  /** Every version of every row, or those that held at a position. */
  async function rowsOf(position: bigint | null): Promise<Rows> {
    const rows = new Map<string, readonly string[]>();
    const held =
      position === null
        ? ''
        : `where from_position <= ${position} and coalesce(to_position > ${position}, true)`;
    for (const table of tables) {
      const columns = position === null ? 'to_jsonb(t)' : "to_jsonb(t) - 'to_position'";
      const { rows: found } = await database.pool.query(
        `select (${columns})::text as row from read_model.${table} t ${held} order by id, from_position`,
      );
      rows.set(
        table,
        found.map(({ row }) => row),
      );
    }
    return rows;
  }

  it('were followed to the end, and none is empty', async () => {
    expect(projector.failure()).toBeNull();
    expect(projector.position()).toBe(lastPosition());
    const rows = await rowsOf(null);
    // Nobody asks for a report in the sample world.
    expect(tables.filter((table) => rows.get(table)?.length === 0)).toEqual(['report']);
  });

  it('rebuilt are the live ones, row for row', { timeout: startMsMax }, async () => {
    const before = await rowsOf(null);
    await projector.rebuild();
    expect(differences(await rowsOf(null), before)).toEqual([]);
  });

  it('hold at a position what a run up to that position gives', { timeout: startMsMax }, async () => {
    const position = log.events[Math.floor(log.events.length * 0.6)]?.position ?? 0n;
    const held = await rowsOf(position);
    const rerun = createProjector({ database, source: upTo(log, position), readModels, eventTypes });
    await rerun.rebuild();
    const rows = await rowsOf(position);
    await projector.rebuild();
    expect(differences(rows, held)).toEqual([]);
  });

  it('are counted at any position as one by one', async () => {
    const tally = createTaskTally(database, projector);
    for (const share of [1, 0.3, 0.8, 0]) {
      const position = log.events[Math.floor((log.events.length - 1) * share)]?.position ?? 0n;
      const moment = { asOf: null, position, today: '' };
      const rows = await database.db.select().from(taskTable).where(heldAt(taskTable, moment));
      const found = Map.groupBy(rows, ({ leadUnitId, standing }) => `${leadUnitId} ${standing}`);
      const counted = (await tally.at(moment)).map(({ leadUnitId, code, tasks, percentSum }) => [
        `${leadUnitId} ${code}`,
        [tasks, percentSum],
      ]);
      const sumOf = (of: readonly { readonly percent: number }[]) =>
        of.reduce((sum, { percent }) => sum + percent, 0);
      expect(Object.fromEntries(counted)).toEqual(
        Object.fromEntries([...found].map(([group, of]) => [group, [of.length, sumOf(of)]])),
      );
    }
  });

  it.each(['2023-01-15', '2023-04-01', '2023-06-30', '2023-10-02', '2024-01-31'])(
    'say by their standing on %s what the domain’s table of statuses says of the row',
    async (today) => {
      const rows = await database.db.select().from(taskTable);
      const [said, expected] = [
        rows.map(({ standing }) => standingOfCode(standing).facts),
        rows.map(statusFactsOf),
      ].map((facts) => facts.map((of) => [taskStatus(of, today), trafficLight(of, today)]));
      expect(said).toEqual(expected);
      expect(rows.length).toBeGreaterThan(200);
    },
  );
});

/** Nothing is read at the start, so that every event comes in by following; a rebuild reads all. */
function followed(log: SampleLog): EventSource {
  let begun = false;
  return {
    headPosition: log.headPosition,
    subscribeToAll(options) {
      begun = true;
      return log.subscribeToAll(options);
    },
    async *readAll(from, batchEventsMax) {
      if (begun) yield* log.readAll(from, batchEventsMax);
    },
  };
}

/** Rows that only one of two sets of tables holds, by table; the first few of each. */
function differences(one: Rows, other: Rows): readonly string[] {
  return tables.flatMap((table) => {
    const [a, b] = [one.get(table) ?? [], other.get(table) ?? []];
    const [inA, inB] = [new Set(a), new Set(b)];
    const alone = [...a.filter((row) => !inB.has(row)), ...b.filter((row) => !inA.has(row))];
    return alone.slice(0, 3).map((row) => `${table}: ${row}`);
  });
}

function upTo(log: SampleLog, position: bigint): EventSource {
  return {
    ...log,
    async *readAll(from, batchEventsMax) {
      for await (const batch of log.readAll(from, batchEventsMax))
        yield batch.filter((event) => event.position <= position);
    },
  };
}
