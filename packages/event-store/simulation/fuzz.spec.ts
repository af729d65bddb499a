import { connect } from 'node:http2';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../src/spec-observe.ts';
import { message, openReads, streamsService } from '../src/spec-wire.ts';
import { startEventStore } from '../src/start-event-store.ts';
import { frameMessage } from '../src/wire/frames.ts';
import { roundsOf } from './chance.ts';

const most = 2n ** 64n - 1n;
const persistentService = '/event_store.client.persistent_subscriptions.PersistentSubscriptions';
const methods = [
  ...['Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone'].map((name) => `${streamsService}/${name}`),
  ...['Create', 'Update', 'Delete', 'Read', 'GetInfo', 'List', 'ReplayParked', 'RestartSubsystem'].map(
    (name) => `${persistentService}/${name}`,
  ),
  '/event_store.client.server_features.ServerFeatures/GetSupportedMethods',
  '/event_store.client.gossip.Gossip/Read',
  '/event_store.client.operations.Operations/StartScavenge',
];

const cases = roundsOf(1_000, 100_000);

/** Bytes that resemble protobuf more often than chance would: nested fields with lengths that are nearly right. */
const nearlyProtobuf: fc.Arbitrary<Uint8Array> = fc.letrec<{ message: Uint8Array }>((tie) => ({
  message: fc
    .array(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.integer({ min: 1, max: 12 }), fc.bigInt({ min: 0n, max: most }))
            .map(([field, value]) => message((writer) => writer.tag(field, 0).bigVarint(value))),
        },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.integer({ min: 1, max: 12 }), fc.string({ unit: 'binary' }))
            .map(([field, value]) => message((writer) => writer.text(field, value))),
        },
        {
          weight: 4,
          arbitrary: fc
            .tuple(fc.integer({ min: 1, max: 8 }), tie('message'))
            .map(([field, value]) => message((writer) => writer.bytes(field, value))),
        },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }) },
      ),
      { maxLength: 6 },
    )
    .map((parts) => Buffer.concat(parts)),
})).message;

test('whatever bytes come, every call ends or waits, and the node serves on', async () => {
  const store = await startEventStore({ memory: true });
  onTestFinished(() => store.close());
  const session = connect(`http://127.0.0.1:${store.port}`).on('error', () => {});
  onTestFinished(() => session.destroy());
  const statuses = new Set<number>();
  const call = (path: string, body: Buffer) =>
    new Promise<void>((resolve) => {
      const stream = session.request({
        ':method': 'POST',
        ':path': path,
        'content-type': 'application/grpc',
        te: 'trailers',
        'grpc-timeout': '2S',
      });
      // What is wrong with a group's settings is told as INTERNAL, as in EventStoreDB: no fault of the node.
      const take = (headers: Record<string, unknown>) =>
        headers.exception === 'persistent-subscription-failed' ||
        void statuses.add(Number(headers['grpc-status'] ?? -1));
      stream.on('response', (headers) => {
        take(headers);
        // A subscription that was understood has no end of its own.
        if (headers['grpc-status'] === undefined) setImmediate(() => stream.close());
      });
      stream
        .on('trailers', take)
        .on('error', () => {})
        .on('close', () => resolve());
      stream.on('data', () => {});
      stream.end(body);
    });
  const frame = fc.oneof(
    { weight: 8, arbitrary: nearlyProtobuf.map((bytes) => frameMessage(Buffer.from(bytes))) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  );
  const body = fc.array(frame, { maxLength: 3 }).map((frames) => Buffer.concat(frames));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), body, async (path, bytes) => {
      await call(path, bytes);
      expect(session.destroyed).toBe(false);
    }),
    { numRuns: cases },
  );
  // 13 is what gRPC wants for a frame that says it is compressed in a call that says not how.
  const known = [-1, 0, 2, 3, 4, 5, 6, 8, 9, 12, 13];
  expect([...statuses].filter((status) => !known.includes(status))).toEqual([]);
  await until(async () => (await openReads(store.port)) === 0, 'all calls are over');
}, 1_800_000);
