import type { Reaction } from '@songhanh/domain/kernel';
import { describe, expect, test } from 'vitest';
import { counter, planner } from './counter.fixture.ts';
import { command, open, vault, world } from './executor.fixture.ts';
import { createExecutor } from './executor.ts';
import { followUpsPerCommandMax } from './follow-ups.ts';
import { inMemoryStreamStore } from './in-memory-stream-store.ts';
import { createNounRegistry } from './registry.ts';

describe('what follows', () => {
  test('is caused by the event, by the same actor, under the same correlation', async () => {
    const { executor, memory } = world({ reactions: true });
    const outcome = await executor.execute(open('a', { correlationId: 'corr', effectiveOn: '2023-01-01' }));
    expect(outcome).toMatchObject({
      revision: 0,
      position: 1n,
      followUps: [{ commandName: 'OpenCounter', kind: 'recorded', reason: null }],
    });
    const [cause, followed] = memory.drain();
    expect(followed).toMatchObject({
      stream: 'counter-a.echo',
      metadata: {
        $correlationId: 'corr',
        $causationId: cause?.id,
        actor: planner,
        effectiveOn: '2023-01-01',
      },
    });
  });

  test('is not undone nor undoes its cause when refused', async () => {
    const { executor } = world({ reactions: true });
    await executor.execute(open('a.echo'));
    const outcome = await executor.execute(open('a'));
    expect(outcome).toMatchObject({
      kind: 'recorded',
      followUps: [{ kind: 'refused', reason: 'COUNTER_ALREADY_OPENED' }],
    });
  });

  test('stops at the depth bound and says so', async () => {
    const { executor, memory } = world({ reactions: true });
    const outcome = await executor.execute(open('loop'));
    const kinds = outcome.kind === 'recorded' ? outcome.followUps.map(({ kind }) => kind) : [];
    expect(kinds.toSorted()).toEqual(['dropped', 'recorded', 'recorded', 'recorded', 'recorded', 'recorded']);
    expect(memory.drain()).toHaveLength(6);
  });

  test('stops at the bound of its count and says so', async () => {
    const many: Reaction = {
      name: 'many',
      on: ['CounterClosed'],
      react: () =>
        Array.from({ length: followUpsPerCommandMax + 2 }, (_, n) => ({
          key: `${n}`,
          command: { name: 'IncreaseCounter', input: { counterId: 'b', by: 1 } },
        })),
    };
    const store = inMemoryStreamStore();
    const registry = createNounRegistry([counter], [many]);
    const executor = createExecutor({ registry, store, vault, client: 'spec' });
    await executor.execute(open('a'));
    await executor.execute(open('b'));
    const outcome = await executor.execute(command('CloseCounter', { counterId: 'a' }));
    const kinds = outcome.kind === 'recorded' ? outcome.followUps.map(({ kind }) => kind) : [];
    expect(kinds.filter((kind) => kind === 'recorded')).toHaveLength(followUpsPerCommandMax);
    expect(kinds.filter((kind) => kind === 'dropped')).toHaveLength(2);
  });

  test('that cannot be thought of is reported, and the cause stands', async () => {
    const broken: Reaction = {
      name: 'broken',
      on: ['CounterOpened'],
      react() {
        throw new Error('this reaction has a fault');
      },
    };
    const registry = createNounRegistry([counter], [broken]);
    const executor = createExecutor({ registry, store: inMemoryStreamStore(), vault, client: 'spec' });
    expect(await executor.execute(open('a'))).toMatchObject({
      kind: 'recorded',
      followUps: [{ reaction: 'broken', kind: 'failed', reason: 'this reaction has a fault' }],
    });
  });

  test('is carried out after a crash between cause and follow-up, once', async () => {
    const { memory, start } = world({ reactions: true });
    const crashing = start({
      ...memory,
      async append(stream, ...rest) {
        if (stream.endsWith('.echo')) throw new Error('the process died here');
        return memory.append(stream, ...rest);
      },
    });
    const request = open('a');
    expect(await crashing.execute(request)).toMatchObject({
      followUps: [{ kind: 'failed', reason: 'the process died here' }],
    });
    const reports: string[] = [];
    const resumed = start();
    const position = await resumed.resumeReactions({
      fromPosition: null,
      onFollowUp: ({ kind }) => reports.push(kind),
    });
    expect({ position, reports }).toEqual({ position: 1n, reports: ['recorded'] });
    expect(await start().resumeReactions({ fromPosition: null })).toBe(1n);
    expect(await start().resumeReactions({ fromPosition: position })).toBe(1n);
    expect(await start().execute(request)).toMatchObject({ alreadyDone: true, position: 1n });
    expect(memory.drain()).toHaveLength(2);
  });
});
