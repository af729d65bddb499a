import { afterAll, afterEach, beforeAll as before, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { DATABASES } from '../database/postgres.fixture.ts';
import { createProjector } from './create-projector.ts';
import {
  added,
  COUNTER_EVENT_TYPES,
  type CounterLog,
  counterLog,
  counterReadModel,
  dyingAfter,
  held,
  raised,
  removed,
  twice,
} from './projector.fixture.ts';
import type { Change, EventSource, Projector } from './projector.ts';
import { rebuildAll } from './rebuild.ts';

const waitMsMax = 20_000;
const startMsMax = 120_000;

describe.each(DATABASES)('the projector on $name', ({ open }) => {
  let database: Database;
  let log: CounterLog;
  let projectors: Projector[];

  before(async () => {
    database = await open();
  }, startMsMax);
  afterAll(() => database.close(), startMsMax);
  beforeEach(async () => {
    await database.pool.query('drop schema if exists read_model cascade');
    log = counterLog();
    projectors = [];
  });
  afterEach(async () => {
    for (const projector of projectors) await projector.stop();
  });

  async function started(source: EventSource = log, version = 1, batchEventsMax = 3) {
    const projector = createProjector({
      database,
      source,
      readModels: [counterReadModel(version)],
      eventTypes: COUNTER_EVENT_TYPES,
      batchEventsMax,
      behindWaitMsMax: 0,
    });
    projectors.push(projector);
    await projector.start();
    return projector;
  }

  async function rowsOf(table: string, order = 'id, from_position'): Promise<string[]> {
    const { rows } = await database.pool.query(
      `select to_jsonb(t)::text as row from read_model.${table} t order by ${order}`,
    );
    return rows.map(({ row }) => row);
  }

  async function everyRow(): Promise<string[]> {
    return [
      ...(await rowsOf('counter')),
      ...(await rowsOf('alarm')),
      ...(await rowsOf('moment', 'recorded_at')),
    ];
  }

  async function playStory(): Promise<bigint> {
    await log.append(added('all'));
    for (const id of ['a', 'b', 'c']) await log.append(added(id, 'all'));
    for (let n = 1; n <= 12; n += 1) await log.append(raised(['a', 'b', 'c'][n % 3] ?? 'a', n));
    await log.append(removed('b'));
    await log.append(added('b', 'all'));
    return log.append(raised('b', 40));
  }

  it('makes one version for each event that changes a row', async () => {
    const projector = await started();
    await log.append(added('a'));
    await log.append(raised('a', 5));
    const last = await log.append(raised('a', 6));
    expect(await projector.waitFor(last, waitMsMax)).toBe(true);
    const { rows } = await database.pool.query(
      'select value, from_position, to_position, marks, detail from read_model.counter order by from_position',
    );
    expect(rows).toEqual([
      { value: 0, from_position: '0', to_position: '1', marks: ['new'], detail: { steps: [] } },
      { value: 5, from_position: '1', to_position: '2', marks: ['raised', '"5"'], detail: { steps: [5] } },
      {
        value: 11,
        from_position: '2',
        to_position: null,
        marks: ['raised', '"6"'],
        detail: { steps: [5, 6] },
      },
    ]);
    expect(await rowsOf('alarm')).toHaveLength(1);
  });

  it('rolls children up into their parent', async () => {
    const projector = await started();
    const last = await playStory();
    await projector.waitFor(last, waitMsMax);
    const { rows } = await database.pool.query(
      'select sum(value) filter (where parent_id is not null) as parts, sum(value) filter (where parent_id is null) as whole from read_model.counter where to_position is null',
    );
    expect(rows[0].whole).toBe(rows[0].parts);
    expect(Number(rows[0].whole)).toBeGreaterThan(40);
  });

  it('rebuilds to the same rows, row for row', async () => {
    const projector = await started();
    await projector.waitFor(await playStory(), waitMsMax);
    const live = await everyRow();
    await projector.rebuild();
    expect(await everyRow()).toEqual(live);
    const last = await log.append(raised('a', 1));
    expect(await projector.waitFor(last, waitMsMax)).toBe(true);
    expect(await everyRow()).not.toEqual(live);
  });

  it('rebuilds to the same rows when it may hold back few of them', async () => {
    const projector = await started();
    await projector.waitFor(await playStory(), waitMsMax);
    const live = await everyRow();
    const source: EventSource = { ...log, readAll: (fromPosition) => log.readAll(fromPosition, 2) };
    await rebuildAll({ database, source, readModels: [counterReadModel()], openVersionsMax: 1 });
    expect(await everyRow()).toEqual(live);
  });

  it('fills empty tables from a long log to the rows that following it gives', async () => {
    await playStory();
    const projector = await started();
    const filled = await everyRow();
    await projector.stop();
    await database.pool.query('drop schema read_model cascade');
    const empty = counterLog();
    const follower = await started(empty);
    for await (const batch of log.readAll(null, 100))
      for (const { event } of batch) await follower.waitFor(await empty.append(event as never), waitMsMax);
    expect(await everyRow()).toEqual(filled);
  });

  it('holds at each position the rows that a run up to that position gives', async () => {
    const projector = await started();
    const last = await playStory();
    await projector.waitFor(last, waitMsMax);
    const heldAt = async (position: bigint) => {
      const { rows } = await database.pool.query(
        `select to_jsonb(c) - 'to_position' as row from read_model.counter c
         where from_position <= $1 and (to_position is null or to_position > $1) order by id`,
        [position.toString()],
      );
      return rows;
    };
    const positions = [0n, 3n, 7n, 12n, last];
    const held = [];
    for (const position of positions) held.push(await heldAt(position));
    await projector.stop();
    for (const [n, position] of positions.entries()) {
      await database.pool.query('drop schema read_model cascade');
      const prefix = counterLog();
      for await (const batch of log.readAll(null, 100))
        for (const { event, position: at } of batch) if (at <= position) await prefix.append(event as never);
      const again = await started(prefix);
      expect(await heldAt(position)).toEqual(held[n]);
      await again.stop();
    }
  });

  it('resumes exactly once after it was killed between two batches', async () => {
    const first = await started();
    await first.waitFor(await playStory(), waitMsMax);
    const once = await everyRow();
    await first.stop();
    await database.pool.query('drop schema read_model cascade');
    const broken = await started(dyingAfter(log, 2));
    await waitUntil(() => broken.failure() !== null || broken.position() >= 5n);
    await broken.stop();
    const second = await started();
    expect(await second.waitFor(BigInt(log.count - 1), waitMsMax)).toBe(true);
    expect(await everyRow()).toEqual(once);
  });

  it('folds events that come a second time only once', async () => {
    const projector = await started(twice(log));
    const last = await playStory();
    await projector.waitFor(last, waitMsMax);
    const { rows } = await database.pool.query(
      "select value from read_model.counter where id = 'b' and to_position is null",
    );
    expect(rows).toEqual([{ value: 40 }]);
    expect(projector.failure()).toBeNull();
  });

  it('has caught up only while it shows all that the log holds now', async () => {
    const source = held(log);
    const projector = await started(source);
    expect(await projector.caughtUp(waitMsMax)).toBe(true);
    await log.append(added('a'));
    expect(await projector.caughtUp(0)).toBe(false);
    source.letGo();
    expect(await projector.caughtUp(waitMsMax)).toBe(true);
  });

  it('stops at an event that it cannot fold, and says where', async () => {
    const projector = await started();
    await log.append(added('a'));
    const before = await log.append(raised('a', 1));
    await projector.waitFor(before, waitMsMax);
    const bad = await log.append(raised('a', 13));
    const after = await log.append(raised('a', 2));
    expect(await projector.waitFor(after, waitMsMax)).toBe(false);
    expect(projector.failure()?.position).toBe(bad);
    expect(projector.failure()?.message).toContain('thirteen is not counted');
    expect(projector.position()).toBe(before);
    expect(await projector.caughtUp(waitMsMax)).toBe(false);
  });

  it('stops at an event type that no projection speaks of', async () => {
    const projector = await started();
    const unknown = await log.append({ type: 'CounterPainted', data: { counterId: 'a' } });
    expect(await projector.waitFor(unknown, waitMsMax)).toBe(false);
    expect(projector.failure()?.message).toContain('neither handles nor ignores');
  });

  it('does not start over a log that is shorter than what the read models show', async () => {
    const first = await started();
    const last = await log.append(added('a'));
    await first.waitFor(last, waitMsMax);
    await first.stop();
    await started(log);
    await expect(started(counterLog())).rejects.toThrow(
      `up to position ${last}, but the log of the event store has no event`,
    );
  });

  it('rebuilds a projection of another version at the next start', async () => {
    const first = await started();
    await first.waitFor(await playStory(), waitMsMax);
    const live = await everyRow();
    await first.stop();
    await database.pool.query('update read_model.counter set value = 1');
    await started(log, 2);
    expect(await everyRow()).toEqual(live);
    const { rows } = await database.pool.query('select name, version from read_model.model');
    expect(rows).toEqual([{ name: 'counter', version: 2 }]);
  });

  it('leaves the rows to another version of the software once that projects', async () => {
    const old = await started();
    await old.waitFor(await log.append(added('a')), waitMsMax);
    const newer = await started(log, 2);
    const last = await log.append(raised('a', 1));
    await waitUntil(() => old.failure() !== null || newer.position() >= last);
    if (!database.embedded) await old.stop();
    expect(await newer.waitFor(last, waitMsMax)).toBe(true);
    expect(await rowsOf('counter')).toHaveLength(2);
  });

  it('finds the position of an instant by the running maximum of recordedAt', async () => {
    const projector = await started();
    await projector.waitFor(await playStory(), waitMsMax);
    expect(await projector.positionAt('2022-12-31T23:59:59.999Z')).toBe(-1n);
    expect(await projector.positionAt('2023-01-01T00:00:00.000Z')).toBe(0n);
    expect(await projector.positionAt('2023-01-01T00:03:30.000Z')).toBe(3n);
    expect(await projector.instantAt(-1n)).toBeNull();
    expect(await projector.instantAt(3n)).toBe('2023-01-01T00:03:00.000Z');
    expect(await projector.instantAt(1_000n)).toBe('2023-01-01T00:18:00.000Z');
    expect(await projector.firstAndLast()).toEqual({
      firstRecordedAt: '2023-01-01T00:00:00.000Z',
      lastRecordedAt: '2023-01-01T00:18:00.000Z',
    });
  });

  it('tells subscribers what changed once the rows show it', async () => {
    const projector = await started();
    const changes = projector.changes();
    const seen: Change[] = [];
    const reading = (async () => {
      for await (const change of changes) {
        seen.push(change);
        if (change.id === 'z') return;
      }
    })();
    await log.append(added('a'));
    await log.append(added('z'));
    await reading;
    expect(seen.map(({ noun, id }) => `${noun}-${id}`)).toEqual(['counter-a', 'counter-z']);
  });

  it('lets one of several processes project while the others follow', async () => {
    const one = await started();
    const two = await started();
    const last = await playStory();
    expect(await one.waitFor(last, waitMsMax)).toBe(true);
    expect(await two.waitFor(last, waitMsMax)).toBe(true);
    await one.stop();
    const next = await log.append(raised('a', 1));
    expect(await two.waitFor(next, waitMsMax)).toBe(true);
    const { rows } = await database.pool.query(
      'select count(*)::int as versions, count(distinct from_position)::int as events from read_model.counter where id = $1',
      ['all'],
    );
    expect(rows[0].versions).toBe(rows[0].events);
  });
});

async function waitUntil(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: waitMsMax }).toBe(true);
}
