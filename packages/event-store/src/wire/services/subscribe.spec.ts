import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { describe, expect, test } from 'vitest';
import { collect, events, failureOf, numbers, startNode, until } from '../../spec-node.ts';

describe('a subscription', () => {
  test('to a stream goes from history to live without a gap or a repeat', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-1', events(300));
    const subscription = client.subscribeToStream('task-1');
    const received: number[] = [];
    subscription.on('data', (resolved) => received.push(...numbers([resolved])));
    for (let batch = 0; batch < 20; batch += 1) {
      await client.appendToStream('task-1', events(50, 'Counted', 300 + batch * 50));
    }
    await until(() => received.length >= 1_300, 'all events have come');
    expect(received).toEqual(Array.from({ length: 1_300 }, (_, index) => index));
  });

  test('to $all goes from history to live without a gap or a repeat while others write', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-0', events(500));
    const positions: bigint[] = [];
    const subscription = client.subscribeToAll({ fromPosition: START });
    subscription.on('data', ({ event }) => positions.push(event?.position?.commit ?? 0n));
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => client.appendToStream(`task-${index % 7}`, events(5))),
    );
    const total = (await collect(client.readAll())).length;
    await until(() => positions.length >= total, 'all events have come');
    expect(positions).toEqual(Array.from({ length: total }, (_, index) => BigInt(index + 1)));
  });

  test('starts after the place it names, and at the end only with what comes', async () => {
    const { client } = await startNode();
    const { position } = await client.appendToStream('task-1', events(3));
    const received: Record<string, number[]> = { after: [], end: [], endOfAll: [], afterPosition: [] };
    const subscriptions = {
      after: client.subscribeToStream('task-1', { fromRevision: 1n }),
      end: client.subscribeToStream('task-1', { fromRevision: END }),
      endOfAll: client.subscribeToAll({ fromPosition: END }),
      afterPosition: client.subscribeToAll({ fromPosition: position ?? START }),
    };
    for (const [name, subscription] of Object.entries(subscriptions)) {
      const caughtUp = new Promise((resolve) => subscription.on('caughtUp', () => resolve(null)));
      subscription.on('data', (resolved) => received[name]?.push(...numbers([resolved])));
      await caughtUp;
    }
    await client.appendToStream('task-1', events(1, 'Counted', 3));
    await until(() => Object.values(received).every((list) => list.includes(3)), 'the live event has come');
    expect(received).toEqual({ after: [2, 3], end: [3], endOfAll: [3], afterPosition: [3] });
  });

  test('tells a reader that falls behind, and when it has caught up again', async () => {
    const { client } = await startNode();
    const said: string[] = [];
    const subscription = client.subscribeToStream('task-1');
    subscription
      .on('caughtUp', () => said.push('caught up'))
      .on('fellBehind', () => said.push('fell behind'));
    subscription.on('data', () => {});
    await until(() => said.length === 1, 'it has caught up');
    await client.appendToStream('task-1', events(5));
    await client.appendToStream('task-1', events(2000));
    await until(() => said.length === 3, 'it has caught up again');
    expect(said).toEqual(['caught up', 'fell behind', 'caught up']);
  });

  test('to a stream that is not there yet waits for it', async () => {
    const { client } = await startNode();
    const received: number[] = [];
    client.subscribeToStream('task-1').on('data', (resolved) => received.push(...numbers([resolved])));
    await client.appendToStream('task-2', events(5));
    await client.appendToStream('task-1', events(2));
    await client.appendToStream('task-1', events(2, 'Counted', 2));
    await until(() => received.length === 4, 'four events have come');
    expect(received).toEqual([0, 1, 2, 3]);
  });

  test('says that it is confirmed and that it has caught up', async () => {
    const { client } = await startNode();
    const said: string[] = [];
    const subscription = client.subscribeToAll();
    subscription
      .on('confirmation', () => said.push('confirmed'))
      .on('caughtUp', () => said.push('caught up'));
    subscription.on('data', () => {});
    await until(() => said.length === 2, 'it has caught up');
    expect(said).toEqual(['confirmed', 'caught up']);
    expect(subscription.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('to a tombstoned stream fails', async () => {
    const { client } = await startNode();
    await client.tombstoneStream('task-1');
    expect((await failureOf(collect(client.subscribeToStream('task-1')))).type).toBe('stream-deleted');
  });
});

describe('a filter', () => {
  const wanted = [
    ['stream prefixes', streamNameFilter({ prefixes: ['task-', 'plan-'] }), ['plan-1', 'task-1', 'task-2']],
    ['a stream regex', streamNameFilter({ regex: '^[a-z]+-2$' }), ['report-2', 'task-2']],
    ['type prefixes', eventTypeFilter({ prefixes: ['ReportR'] }), ['report-1', 'report-2']],
    ['a type regex', eventTypeFilter({ regex: '^(?!\\$|Report)' }), ['plan-1', 'task-1', 'task-2']],
    ['no system events', excludeSystemEvents(), ['plan-1', 'report-1', 'report-2', 'task-1', 'task-2']],
  ] as const;

  test.each(wanted)('by %s lets through what it says, history and live', async (_, filter, expected) => {
    const { client } = await startNode();
    const streams = ['task-1', 'plan-1', 'report-1', 'task-2', 'report-2'];
    const append = async () => {
      for (const stream of streams) {
        await client.appendToStream(
          stream,
          events(1, stream.startsWith('report') ? 'ReportRequested' : 'Counted'),
        );
      }
    };
    await append();
    const received: string[] = [];
    const subscription = client.subscribeToAll({ filter });
    subscription.on('data', ({ event }) => received.push(event?.streamId ?? ''));
    await append();
    await until(() => received.length >= expected.length * 2, 'all have come twice');
    expect(received.toSorted()).toEqual([...expected, ...expected].toSorted());
  });

  test('tells how far it has looked, at its interval and when it has caught up', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-1', events(200));
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: ['nothing'],
      maxSearchWindow: 10,
      checkpointInterval: 5,
      checkpointReached: async (_, position) => {
        checkpoints.push(position);
      },
    });
    const subscription = client.subscribeToAll({ filter }).on('data', () => {});
    await new Promise((resolve) => subscription.on('caughtUp', () => resolve(null)));
    expect(checkpoints.map(({ commit }) => Number(commit))).toEqual([50, 100, 150, 200, 204]);
    await client.appendToStream('task-1', events(100));
    await until(() => checkpoints.length >= 7, 'the live checkpoints have come');
    expect(checkpoints.slice(5).map(({ commit }) => Number(commit))).toEqual([250, 300]);
  });

  test('from beyond the end is told of no place before its own', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-1', events(10));
    const checkpoints: Position[] = [];
    const filter = streamNameFilter({
      prefixes: ['nothing'],
      checkpointReached: async (_, position) => {
        checkpoints.push(position);
      },
    });
    const fromPosition = { commit: 500n, prepare: 500n };
    const subscription = client.subscribeToAll({ filter, fromPosition }).on('data', () => {});
    await new Promise((resolve) => subscription.on('caughtUp', () => resolve(null)));
    expect(checkpoints).toEqual([]);
  });

  test('whose regex would run for ever is refused, and the node goes on', async () => {
    const { client } = await startNode();
    await client.appendToStream(`${'a'.repeat(40)}!`, events(1));
    const filter = streamNameFilter({ regex: '^(a+)+\\1$' });
    expect((await failureOf(collect(client.subscribeToAll({ filter })))).code).toBe(3);
    expect(
      (await failureOf(collect(client.subscribeToAll({ filter: streamNameFilter({ regex: '(' }) })))).code,
    ).toBe(3);
    await client.appendToStream('task-1', events(1));
  });
});

test('a reader that does not drain is not buffered for, and the others are served', async () => {
  const { client } = await startNode();
  for (let batch = 0; batch < 30; batch += 1) {
    const text = 'x'.repeat(10_000);
    const big = events(80, 'Big').map((event) => ({ ...event, data: { n: 0, text } }));
    await client.appendToStream('big-1', big);
  }
  const before = process.memoryUsage();
  const stalled = Array.from({ length: 20 }, () => client.subscribeToAll());
  for (const subscription of stalled) {
    await new Promise((resolve) => subscription.once('readable', () => resolve(null)));
  }
  await client.appendToStream('task-1', events(1));
  expect(await collect(client.readStream('task-1'))).toHaveLength(1);
  const { external, arrayBuffers } = process.memoryUsage();
  const grownMiB = (external + arrayBuffers - before.external - before.arrayBuffers) / 1024 / 1024;
  expect(grownMiB).toBeLessThan(120);
});

test('subscribers who come and go, thousands of times, keep their connection', async () => {
  const { client } = await startNode();
  let received = 0;
  const failures: unknown[] = [];
  const staying = client.subscribeToAll({ fromPosition: END });
  staying.on('data', () => {
    received += 1;
  });
  staying.on('error', (error) => failures.push(error));
  const comeAndGo = async () => {
    const subscription = client.subscribeToStream('task-1');
    subscription.on('error', (error) => failures.push(error));
    await new Promise((resolve) => subscription.once('confirmation', resolve));
    await subscription.unsubscribe();
  };
  for (let n = 0; n < 50; n += 1) await Promise.all(Array.from({ length: 50 }, comeAndGo));
  await client.appendToStream('task-1', events(1));
  await until(() => received > 0 || failures.length > 0, 'the one that stayed is served');
  expect(failures).toEqual([]);
});
