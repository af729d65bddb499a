import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collect, events, startNode } from '../spec-node.ts';
import { callRaw, message, streamsService } from '../spec-wire.ts';
import { frameMessage } from './frames.ts';
import { encodeStreamIdentifier, encodeUuid } from './identifiers.ts';

const path = `${streamsService}/Append`;
const options = message((request) =>
  request.bytes(
    1,
    message((writer) => writer.bytes(1, encodeStreamIdentifier('task-1')).empty(4)),
  ),
);
const property = (key: string, value: string) => message((writer) => writer.text(1, key).text(2, value));
const event = message((request) =>
  request.bytes(
    2,
    message((writer) =>
      writer
        .bytes(1, encodeUuid('00000000-0000-4000-8000-000000000001'))
        .bytes(2, property('type', 'Counted'))
        .bytes(2, property('content-type', 'application/json'))
        .bytes(4, Buffer.from('{"n":1}')),
    ),
  ),
);

/** A frame whose flag says that its bytes are compressed. */
function compressedFrame(bytes: Buffer): Buffer {
  const frame = frameMessage(bytes);
  frame[0] = 1;
  return frame;
}

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
])('a call that compresses with %s is understood, message by message', async (encoding, compress) => {
  const { store, client } = await startNode();
  const body = Buffer.concat([frameMessage(options), compressedFrame(compress(event))]);
  const answer = await callRaw(store.port, path, body, { 'grpc-encoding': encoding });
  expect([answer.status, answer.trailers['grpc-encoding']]).toEqual([0, undefined]);
  const [read] = await collect(client.readStream('task-1'));
  expect(read?.event).toMatchObject({ type: 'Counted', data: { n: 1 } });
});

test('another encoding is refused with those that are taken', async () => {
  const { store, client } = await startNode();
  const plain = Buffer.concat([frameMessage(options), frameMessage(event)]);
  expect((await callRaw(store.port, path, plain, { 'grpc-encoding': 'snappy' })).status).toBe(0);
  // Its bytes have not come, and are not waited for.
  const announced = Buffer.from([1, 0, 0, 16, 0]);
  const refused = await callRaw(store.port, path, announced, { 'grpc-encoding': 'snappy' });
  expect(refused.status).toBe(12);
  expect(refused.trailers['grpc-accept-encoding']).toBe('identity,gzip,deflate');
  expect(await collect(client.readStream('task-1'))).toHaveLength(1);
});

test.each(['identity', undefined])(
  'compressed, and by %s: that is a fault of the caller',
  async (encoding) => {
    const { store } = await startNode();
    const headers = encoding === undefined ? undefined : { 'grpc-encoding': encoding };
    const answer = await callRaw(store.port, path, compressedFrame(gzipSync(options)), headers);
    expect(answer.status).toBe(13);
  },
);

test('what is longer than a message may be is not decompressed, and what is broken is told', async () => {
  const { store, client } = await startNode();
  const gzip = { 'grpc-encoding': 'gzip' };
  const bomb = compressedFrame(gzipSync(Buffer.alloc(18 * 2 ** 20)));
  expect(bomb.length).toBeLessThan(2 ** 15);
  const refused = await callRaw(store.port, path, bomb, gzip);
  expect([refused.status, refused.message]).toEqual([
    8,
    `Received message larger than max (${17 * 2 ** 20}) when decompressed`,
  ]);
  const whole = gzipSync(event);
  for (const broken of [whole.subarray(0, -9), Buffer.from('no gzip at all'), deflateSync(event)]) {
    expect((await callRaw(store.port, path, compressedFrame(broken), gzip)).status).toBe(13);
  }
  await client.appendToStream('task-1', events(1));
});
