import { describe, expect, test } from 'vitest';
import { type CounterState, counter, planner } from './counter.fixture.ts';
import { command, increase, open, world } from './executor.fixture.ts';
import { createExecutor } from './executor.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import { createNounRegistry } from './registry.ts';
import { deterministicSubjectKeys } from './vault.ts';

describe('one command', () => {
  test('is recorded with its metadata', async () => {
    const { executor, memory } = world();
    const request = open('a', { effectiveOn: '2023-02-01', reason: 'số liệu cũ', correlationId: 'corr' });
    const outcome = await executor.execute(request);
    expect(outcome).toMatchObject({ kind: 'recorded', revision: 0, position: 0n, alreadyDone: false });
    const [stored] = memory.drain();
    expect(stored?.metadata).toEqual({
      $correlationId: 'corr',
      $causationId: request.commandId,
      commandId: request.commandId,
      commandDigest: expect.stringMatching(/^[\w-]{43}$/u),
      actor: planner,
      recordedAt: '2023-03-01T18:00:00.000Z',
      effectiveOn: '2023-02-01',
      reason: 'số liệu cũ',
      client: 'spec',
      schemaVersion: 1,
    });
  });

  test('sees the business day of Asia/Ho_Chi_Minh', async () => {
    const { executor } = world();
    await executor.execute(open());
    const outcome = await executor.execute(increase());
    expect(outcome).toMatchObject({ events: [{ event: { data: { day: '2023-03-02' } } }] });
  });

  test('on a kept fold costs one append and no read', async () => {
    const { executor, calls } = world();
    await executor.execute(open());
    calls.reads = 0;
    for (let n = 0; n < 10; n += 1) await executor.execute(increase());
    expect(calls).toEqual({ reads: 0, appends: 11 });
  });

  test('that changes nothing writes nothing', async () => {
    const { executor } = world();
    await executor.execute(open());
    const outcome = await executor.execute(increase({ by: 0 }));
    expect(outcome).toEqual({ kind: 'unchanged', stream: 'counter-a', revision: 0, position: 0n });
  });

  test('that the state forbids is refused with its reason', async () => {
    const { executor } = world();
    const outcome = await executor.execute(increase());
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: 'COUNTER_NOT_OPEN' } });
  });

  test('that the policy forbids is not decided', async () => {
    const { executor } = world();
    const close = command('CloseCounter', { counterId: 'a' }, { actor: { ...planner, role: 'AUDITOR' } });
    expect(await executor.execute(close)).toMatchObject({
      kind: 'forbidden',
      refusal: { reason: 'AUDITORS_ONLY_READ' },
    });
  });

  test('with faulty input names the path of each fault', async () => {
    const { executor } = world();
    const outcome = await executor.execute(
      increase(
        { by: -1, counterId: 'a b' },
        { commandId: '', effectiveOn: '2023-02-30', expectedRevision: 1.5 },
      ),
    );
    const paths = outcome.kind === 'invalid' ? outcome.issues.map(({ path }) => path).sort() : [];
    expect(paths).toEqual(['by', 'commandId', 'counterId', 'effectiveOn', 'expectedRevision']);
  });

  test('never is recorded before the previous event of its stream', async () => {
    const { executor, time } = world();
    await executor.execute(open());
    time.now = () => new Date('2022-01-01T00:00:00.000Z');
    const outcome = await executor.execute(increase());
    expect(outcome).toMatchObject({ events: [{ metadata: { recordedAt: '2023-03-01T18:00:00.000Z' } }] });
  });

  test('is decided on the facts of other streams as the log has them', async () => {
    const { executor, start } = world();
    await executor.execute(open('a'));
    await executor.execute(open('b'));
    expect(await executor.execute(increase({ unlessClosed: 'b' }))).toMatchObject({ kind: 'recorded' });
    expect(await executor.execute(increase({ unlessClosed: 'nowhere' }))).toMatchObject({ kind: 'recorded' });
    await start().execute(command('CloseCounter', { counterId: 'b' }));
    expect(await executor.execute(increase({ unlessClosed: 'b' }))).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'OTHER_COUNTER_CLOSED' },
    });
  });

  test('shares the reading of foreign facts with those that wait for the same', async () => {
    const { executor, calls } = world();
    const names = Array.from({ length: 8 }, (_, n) => `c${n}`);
    for (const name of ['shared', ...names]) await executor.execute(open(name));
    calls.reads = 0;
    const outcomes = await Promise.all(
      names.map((counterId) => executor.execute(increase({ counterId, unlessClosed: 'shared' }))),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(names.map(() => 'recorded'));
    // The first reads for itself; all that ask while it does share one more.
    expect(calls.reads).toBe(2);
  });
});

describe('the same command again', () => {
  test.for([
    ['with a kept fold', {}],
    ['with an evicted fold', { cacheStreamsMax: 0 }],
    ['with more commands than are remembered', { commandTracesMax: 1 }],
  ] as const)('%s gives the first outcome and writes nothing', async ([, options]) => {
    const { executor, memory } = world(options);
    const first = increase({ times: 3 });
    await executor.execute(open());
    const outcome = await executor.execute(first);
    await executor.execute(increase());
    memory.drain();
    const again = await executor.execute(first);
    expect(again).toMatchObject({ kind: 'recorded', alreadyDone: true, revision: 3, position: 3n });
    const ids = (of: typeof again) => (of.kind === 'recorded' ? of.events.map(({ id }) => id) : []);
    expect(ids(again)).toEqual(ids(outcome));
    expect(memory.drain()).toEqual([]);
  });

  test('in another process gives the first outcome', async () => {
    const { executor, start, time } = world();
    const other = start();
    await executor.execute(open());
    await other.execute(increase());
    const request = increase();
    await executor.execute(request);
    time.now = () => new Date('2023-03-05T18:00:00.000Z');
    expect(await other.execute(request)).toMatchObject({
      alreadyDone: true,
      events: [{ metadata: { recordedAt: '2023-03-01T18:00:00.000Z' } }],
    });
  });

  test.for([
    ['other input', { input: { counterId: 'a', by: 2 } }],
    ['another person', { actor: { ...planner, userId: 'user-2' } }],
    ['another effective day', { effectiveOn: '2023-01-01' }],
  ] as const)('with %s is another command and invalid', async ([, change]) => {
    const { executor, start } = world();
    const stale = start();
    await executor.execute(open());
    await stale.execute(increase({ by: 0 }));
    const request = increase();
    await executor.execute(request);
    for (const process of [executor, stale])
      expect(await process.execute({ ...request, ...change })).toMatchObject({
        kind: 'invalid',
        issues: [{ path: 'commandId' }],
      });
  });
});

describe('a lost race', () => {
  test('is decided again on the new state', async () => {
    const { executor, start } = world();
    await executor.execute(open());
    await start().execute(command('CloseCounter', { counterId: 'a' }));
    expect(await executor.execute(increase())).toMatchObject({ kind: 'refused' });
  });

  test('with an expected revision is a conflict that names the current one', async () => {
    const { executor, start } = world();
    await executor.execute(open());
    await start().execute(increase());
    expect(await executor.execute(increase({}, { expectedRevision: 0 }))).toEqual({
      kind: 'conflict',
      currentRevision: 1,
    });
    expect(await executor.execute(increase({}, { expectedRevision: 1 }))).toMatchObject({ kind: 'recorded' });
    expect(await start().execute(open('z', { expectedRevision: 3 }))).toEqual({
      kind: 'conflict',
      currentRevision: -1,
    });
  });

  test('is given up after five', async () => {
    const { executor, memory, start } = world();
    await executor.execute(open());
    const rival = start(memory);
    let attempts = 0;
    const contested = start({
      ...memory,
      async append(...args) {
        attempts += 1;
        await rival.execute(increase());
        return memory.append(...args);
      },
    });
    expect(await contested.execute(increase())).toEqual({ kind: 'conflict', currentRevision: 5 });
    expect(attempts).toBe(5);
  });

  test('does not happen among commands of one process', async () => {
    const { executor, calls } = world();
    await executor.execute(open());
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => executor.execute(increase())));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(Array(50).fill('recorded'));
    expect(calls.appends).toBe(51);
  });
});

test('a destroyed key takes the name out of a fold read anew', async () => {
  const names: CounterState['ownerName'][] = [];
  const watching = {
    ...counter,
    factsNeeded(_: unknown, state: CounterState) {
      names.push(state.ownerName);
      return [];
    },
  };
  const keys = deterministicSubjectKeys('other');
  const store = inMemoryStreamStore();
  const executor = createExecutor({
    registry: createNounRegistry([watching]),
    store,
    vault: keys,
    client: 'spec',
  });
  await executor.execute(open());
  await executor.execute(increase());
  keys.destroy('p1');
  executor.forgetFolds();
  await executor.execute(increase());
  expect(names).toEqual([null, 'Nguyễn Thị Hoa', null]);
  expect(JSON.stringify(store.drain().map(({ data }) => data))).not.toContain('Hoa');
});
