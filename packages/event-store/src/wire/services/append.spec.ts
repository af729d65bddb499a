import { type ClientHttp2Stream, connect } from 'node:http2';
import { ANY, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { collect, events, failureOf, numbers, startNode, until } from '../../spec-node.ts';
import { message, streamsService } from '../../spec-wire.ts';
import { frameMessage } from '../frames.ts';

/** The official client appends over BatchAppend, and over Append when credentials are given. */
const calls = [
  { call: 'BatchAppend', options: {} },
  { call: 'Append', options: { credentials: { username: 'admin', password: 'changeit' } } },
];

describe.each(calls)('$call', ({ options }) => {
  test('gives the stream its revisions and the log its positions in order', async () => {
    const { client } = await startNode();
    const first = await client.appendToStream('task-1', events(2), options);
    const second = await client.appendToStream('task-1', events(1), options);
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(second.position?.commit).toBe((first.position?.commit ?? 0n) + 1n);
  });

  test('keeps data, metadata, type, id and content type as they came', async () => {
    const { client } = await startNode();
    const sent = jsonEvent({ type: 'Được giao', data: { text: 'Huế' }, metadata: { $correlationId: 'c' } });
    await client.appendToStream('việc-1', sent, options);
    const [read] = await collect(client.readStream('việc-1'));
    const { id, type, data, metadata } = sent;
    expect(read?.event).toMatchObject({
      id,
      type,
      data,
      metadata,
      streamId: 'việc-1',
      isJson: true,
      revision: 0n,
    });
  });

  test('an exact revision is accepted at that revision only, and the error tells both', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-1', events(2), { ...options, expectedRevision: NO_STREAM });
    await client.appendToStream('task-1', events(1), { ...options, expectedRevision: 1n });
    const failure = await failureOf(
      client.appendToStream('task-1', events(1), { ...options, expectedRevision: 7n }),
    );
    expect(failure).toMatchObject({
      type: 'wrong-expected-version',
      streamName: 'task-1',
      expectedVersion: 7n,
      actualVersion: 2n,
    });
  });

  test('no_stream and stream_exists refuse what they say', async () => {
    const { client } = await startNode();
    const missing = await failureOf(
      client.appendToStream('task-1', events(1), { ...options, expectedRevision: STREAM_EXISTS }),
    );
    expect(missing).toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
    await client.appendToStream('task-1', events(1), options);
    const there = await failureOf(
      client.appendToStream('task-1', events(1), { ...options, expectedRevision: NO_STREAM }),
    );
    expect(there).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 'no_stream',
      actualVersion: 0n,
    });
  });

  test('the same events again succeed and write nothing, for every expectation', async () => {
    const { client } = await startNode();
    const sent = events(3);
    const before = await client.appendToStream('task-1', events(1), options);
    const first = await client.appendToStream('task-1', sent, { ...options, expectedRevision: 0n });
    await client.appendToStream('task-1', events(1), options);
    for (const expectedRevision of [ANY, STREAM_EXISTS, before.nextExpectedRevision] as const) {
      const again = await client.appendToStream('task-1', sent, { ...options, expectedRevision });
      expect(again).toEqual(first);
    }
    expect(await collect(client.readStream('task-1'))).toHaveLength(5);
  });

  test('events whose ids share their head are known when they are resent', async () => {
    const { client } = await startNode();
    const sent = events(40).map((event, n) => ({
      ...event,
      id: `0198aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`,
    }));
    for (const expectedRevision of [ANY, ANY, STREAM_EXISTS] as const) {
      await client.appendToStream('task-1', sent, { ...options, expectedRevision });
      for (const one of sent) await client.appendToStream('task-1', one, { ...options, expectedRevision });
    }
    expect(await collect(client.readStream('task-1'))).toHaveLength(40);
  });

  test('a part that is there and a part that is not is a conflict', async () => {
    const { client } = await startNode();
    const [a, b] = events(2);
    if (a === undefined || b === undefined) throw new Error('two events were asked for');
    await client.appendToStream('task-1', a, options);
    for (const expectedRevision of [ANY, NO_STREAM] as const) {
      const failure = await failureOf(
        client.appendToStream('task-1', [a, b], { ...options, expectedRevision }),
      );
      expect(failure.type).toBe('wrong-expected-version');
    }
    expect(await collect(client.readStream('task-1'))).toHaveLength(1);
  });

  test('of a deleted stream, what begins as it did and goes on otherwise is a conflict', async () => {
    const { client } = await startNode();
    const [a, b] = events(2);
    if (a === undefined || b === undefined) throw new Error('two events were asked for');
    await client.appendToStream('task-1', a, options);
    await client.deleteStream('task-1');
    const again = { ...options, expectedRevision: NO_STREAM } as const;
    expect((await failureOf(client.appendToStream('task-1', [a, b], again))).type).toBe(
      'wrong-expected-version',
    );
    const existing = { ...options, expectedRevision: STREAM_EXISTS } as const;
    expect((await failureOf(client.appendToStream('task-1', b, existing))).type).toBe('stream-deleted');
    await client.appendToStream('task-1', b, again);
    expect(numbers(await collect(client.readStream('task-1')))).toEqual([1]);
  });

  test('one append beyond the maximum size is refused and leaves nothing', async () => {
    const { client } = await startNode({ memory: true, appendBytesMax: 10_000 });
    const big = jsonEvent({ type: 'Big', data: { text: 'x'.repeat(11_000) } });
    const failure = await failureOf(client.appendToStream('task-1', [...events(1), big], options));
    expect(failure).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 10_000 });
    expect((await failureOf(collect(client.readStream('task-1')))).type).toBe('stream-not-found');
  });

  test('one append whose records would take far more than its events is refused, too', async () => {
    const { client } = await startNode();
    const failure = await failureOf(client.appendToStream('x'.repeat(4_000), events(5_000), options));
    expect(failure.type).toBe('maximum-append-size-exceeded');
    await client.appendToStream('x'.repeat(4_000), events(500), options);
  });

  test('appends to different streams at once are all there, each stream in its order', async () => {
    const { client } = await startNode();
    const streams = Array.from({ length: 20 }, (_, index) => `task-${index}`);
    await Promise.all(
      streams.map(async (stream) => {
        for (let n = 0; n < 10; n += 1) {
          await client.appendToStream(stream, events(1, 'Counted', n), { ...options, expectedRevision: ANY });
        }
      }),
    );
    for (const stream of streams) {
      const found = await collect(client.readStream(stream));
      expect(numbers(found)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });

  test('the stream without a name has no metadata', async () => {
    const { client } = await startNode();
    const failure = await failureOf(client.appendToStream('$$', events(1), options));
    expect(failure.message).toContain("'$$' is not a stream that can be written to.");
    expect((await failureOf(collect(client.readStream('$$')))).type).toBe('stream-not-found');
    await client.appendToStream('$$normal', events(1), options);
  });

  test('an append without events answers where the stream stands', async () => {
    const { client } = await startNode();
    await client.appendToStream('task-1', events(2), options);
    expect((await client.appendToStream('task-1', [], options)).nextExpectedRevision).toBe(1n);
  });
});

test.each([
  ['reset without a fault', (request: ClientHttp2Stream) => request.close(0)],
  ['cancelled', (request: ClientHttp2Stream) => request.close(8)],
  ['cut off with its connection', (request: ClientHttp2Stream) => request.session?.destroy()],
])('an append that is %s before its end writes nothing', async (_, cut) => {
  const { store, client } = await startNode();
  const session = connect(`http://127.0.0.1:${store.port}`).on('error', () => {});
  onTestFinished(() => session.destroy());
  const request = session.request({
    ':method': 'POST',
    ':path': `${streamsService}/Append`,
    'content-type': 'application/grpc',
  });
  request.on('error', () => {});
  const name = message((writer) => writer.bytes(3, Buffer.from('task-1')));
  const options = message((writer) => writer.bytes(1, name).empty(4));
  const id = message((writer) => writer.text(2, crypto.randomUUID()));
  const property = (key: string, value: string) => message((writer) => writer.text(1, key).text(2, value));
  const event = message((writer) =>
    writer
      .bytes(1, id)
      .bytes(2, property('type', 'T'))
      .bytes(2, property('content-type', 'application/json')),
  );
  request.write(frameMessage(message((writer) => writer.bytes(1, options))));
  request.write(frameMessage(message((writer) => writer.bytes(2, event))));
  await until(async () => (await openAppends(store.port)) === 1, 'the node has the call');
  await client.appendToStream('task-2', events(1));
  cut(request);
  await until(async () => (await openAppends(store.port)) === 0, 'the call has ended');
  expect((await failureOf(collect(client.readStream('task-1')))).type).toBe('stream-not-found');
});

async function openAppends(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/open_calls\{method="\S*\/Append"\} (\d+)/.exec(text)?.[1] ?? 0);
}

test('a batch append in several messages commits as one', async () => {
  const { client } = await startNode();
  const result = await client.appendToStream('task-1', events(500), { batchAppendSize: 2_000 });
  expect(result.nextExpectedRevision).toBe(499n);
});

test('an append whose deadline has passed is refused as late', async () => {
  const { client } = await startNode();
  const failure = await failureOf(client.appendToStream('task-1', events(2_000), { deadline: 1 }));
  expect(failure.type).toBe('deadline-exceeded');
});
