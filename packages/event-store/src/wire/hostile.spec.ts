import { connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { collect, events, startNode, until } from '../spec-node.ts';
import { callRaw, callWith, message, openReads, streamsService } from '../spec-wire.ts';
import { frameMessage } from './frames.ts';
import { encodeStreamIdentifier, encodeUuid } from './identifiers.ts';
import type { ProtobufWriter } from './protobuf.ts';

const uuid = '00000000-0000-4000-8000-000000000001';

function readOptions(fill: (options: ProtobufWriter) => ProtobufWriter): Buffer {
  return message((request) => request.bytes(1, message(fill)));
}

function streamAt(name: string | Buffer, revision?: bigint): Buffer {
  const identifier =
    typeof name === 'string' ? encodeStreamIdentifier(name) : message((writer) => writer.bytes(3, name));
  return message((writer) => {
    writer.bytes(1, identifier);
    return revision === undefined ? writer.empty(3) : writer.tag(2, 0).bigVarint(revision);
  });
}

function appendTo(
  stream: string,
  event: (event: ProtobufWriter) => ProtobufWriter,
  expected?: bigint,
): Buffer {
  const options = message((writer) => {
    writer.bytes(1, encodeStreamIdentifier(stream));
    return expected === undefined ? writer.empty(4) : writer.tag(2, 0).bigVarint(expected);
  });
  return Buffer.concat([
    frameMessage(message((writer) => writer.bytes(1, options))),
    frameMessage(message((writer) => writer.bytes(2, message(event)))),
  ]);
}

const property = (key: string, value: Buffer) => message((writer) => writer.text(1, key).bytes(2, value));

function eventOf(parts: {
  type?: Buffer;
  data?: Buffer;
  metadata?: Buffer;
}): (event: ProtobufWriter) => ProtobufWriter {
  return (writer) =>
    writer
      .bytes(1, encodeUuid(uuid))
      .bytes(2, property('type', parts.type ?? Buffer.from('Counted')))
      .bytes(2, property('content-type', Buffer.from('application/json')))
      .bytes(3, parts.metadata ?? Buffer.alloc(0))
      .bytes(4, parts.data ?? Buffer.from('{}'));
}

const filterOn = (regex: string) =>
  readOptions((options) =>
    options
      .bytes(
        2,
        message((all) => all.empty(2)),
      )
      .number(5, 100)
      .bytes(
        7,
        message((filter) =>
          filter.bytes(
            1,
            message((expression) => expression.text(1, regex)),
          ),
        ),
      ),
  );

const badUtf8 = Buffer.from([0x74, 0xff, 0xfe, 0x2d]);
const most = 2n ** 64n - 1n;

const hostile: [what: string, method: string, body: Buffer, status: number][] = [
  ['no message at all', 'Read', Buffer.alloc(0), 3],
  ['bytes that are no protobuf', 'Read', frameMessage(Buffer.from('ffffffffffffffffffffff', 'hex')), 3],
  ['a field longer than its message', 'Delete', frameMessage(Buffer.from([0x0a, 0x7f, 0x01])), 3],
  ['groups of the old wire format', 'Read', frameMessage(Buffer.from([0x0b, 0x0c])), 3],
  ['a frame cut in the middle', 'Append', frameMessage(Buffer.alloc(100)).subarray(0, 50), 3],
  ['a frame of 4 GiB', 'Append', Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1]), 8],
  ['a compressed frame that says not how', 'Append', Buffer.from([1, 0, 0, 0, 1, 1]), 13],
  [
    'two requests where one belongs',
    'Delete',
    Buffer.concat([frameMessage(filterOn('a')), frameMessage(filterOn('a'))]),
    3,
  ],
  [
    'a stream name that is not UTF-8',
    'Read',
    frameMessage(readOptions((options) => options.bytes(1, streamAt(badUtf8)).number(5, 1))),
    3,
  ],
  [
    'a stream name of 100 kB',
    'Read',
    frameMessage(readOptions((options) => options.bytes(1, streamAt('x'.repeat(100_000))).number(5, 1))),
    3,
  ],
  ['a stream name with a NUL', 'Append', appendTo('a\0b', eventOf({})), 3],
  ['an event type that is not UTF-8', 'Append', appendTo('task-1', eventOf({ type: badUtf8 })), 3],
  ['an event type of 100 kB', 'Append', appendTo('task-1', eventOf({ type: Buffer.alloc(100_000, 'x') })), 3],
  ['metadata of 5 MB', 'Append', appendTo('task-1', eventOf({ metadata: Buffer.alloc(5_000_000, 'x') })), 3],
  [
    'an event before its options',
    'Append',
    frameMessage(message((writer) => writer.bytes(2, message(eventOf({}))))),
    3,
  ],
  ['an event without an id', 'Append', appendTo('task-1', (event) => event.bytes(4, Buffer.from('{}'))), 3],
  [
    'an id that is no UUID',
    'Append',
    appendTo('task-1', (event) =>
      event.bytes(
        1,
        message((id) => id.text(2, 'x; DROP')),
      ),
    ),
    3,
  ],
  [
    'a batch without a correlation id',
    'BatchAppend',
    frameMessage(message((writer) => writer.number(4, 1))),
    3,
  ],
  ['a read of nothing', 'Read', frameMessage(Buffer.alloc(0)), 3],
  ['a regex that never ends', 'Read', frameMessage(filterOn('^(?:t|ta|tas|task|.)+(.)\\1\\1\\1$')), 3],
  ['a regex of many repetitions', 'Read', frameMessage(filterOn('\\b\\w{1,99}'.repeat(190))), 3],
  ['a regex that is none', 'Read', frameMessage(filterOn('(')), 3],
];

test.each(hostile)('%s gets a clear error from %s', async (_, method, body, status) => {
  const { store, client } = await startNode();
  await client.appendToStream(`task-${'task'.repeat(20)}`, events(1));
  const answer = await callRaw(store.port, `${streamsService}/${method}`, body);
  expect([answer.status, answer.message === '']).toEqual([status, false]);
  await client.appendToStream('task-2', events(1));
});

test('revisions and counts beyond every bound read as nothing and write nothing', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(3));
  for (const revision of [most, 2n ** 63n, 2n ** 53n]) {
    const body = readOptions((options) =>
      options.bytes(1, streamAt('task-1', revision)).tag(5, 0).bigVarint(most),
    );
    const { status, messages } = await callWith(store.port, `${streamsService}/Read`, body);
    expect([status, messages.length]).toEqual([0, 0]);
    const append = await callRaw(
      store.port,
      `${streamsService}/Append`,
      appendTo('task-1', eventOf({}), revision),
    );
    expect([append.status, append.messages[0]?.[0]]).toEqual([0, 0x12]);
  }
  expect(await collect(client.readStream('task-1'))).toHaveLength(3);
});

test('a method that is not there, and one that is no method', async () => {
  const { store } = await startNode();
  for (const path of ['/', '/x', `${streamsService}/Explode`, `/${'x'.repeat(5000)}`]) {
    expect((await callWith(store.port, path, Buffer.alloc(0))).status).toBe(12);
  }
});

test('calls cut in the middle leave no subscription behind', async () => {
  const { store, client } = await startNode();
  await client.appendToStream('task-1', events(10));
  const body = frameMessage(
    readOptions((options) =>
      options
        .bytes(
          2,
          message((all) => all.empty(2)),
        )
        .empty(6),
    ),
  );
  for (let round = 0; round < 20; round += 1) {
    const session = connect(`http://127.0.0.1:${store.port}`).on('error', () => {});
    for (let index = 0; index < 20; index += 1) {
      const stream = session.request({
        ':method': 'POST',
        ':path': `${streamsService}/Read`,
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      stream.on('error', () => {});
      stream.write(index % 3 === 0 ? body.subarray(0, 4) : body);
      if (index % 2 === 0) setImmediate(() => stream.destroy());
    }
    await new Promise((resolve) => setImmediate(resolve));
    session.destroy();
  }
  await until(async () => (await openReads(store.port)) === 0, 'all calls are over');
  expect(await collect(client.readStream('task-1'))).toHaveLength(10);
});

test('batch appends that are never final hold a bounded amount', async () => {
  const { store } = await startNode();
  const options = message((writer) => writer.bytes(1, encodeStreamIdentifier('task-1')).empty(4));
  const event = message(eventOf({ data: Buffer.alloc(900_000) }));
  const part = () => {
    const id = message((writer) => writer.text(2, crypto.randomUUID()));
    return message((writer) => writer.bytes(1, id).bytes(2, options).bytes(3, event));
  };
  const parts = Array.from({ length: 25 }, () => frameMessage(part()));
  const answer = await callRaw(store.port, `${streamsService}/BatchAppend`, Buffer.concat(parts));
  expect(answer.status).toBe(3);
  expect(answer.message).toContain('not final hold more than 16777216 bytes');
});

test('unfinished messages of many calls hold a bounded amount, and let go of it', async () => {
  const { store, client } = await startNode();
  const unfinished = Buffer.alloc(16 * 1024 * 1024);
  unfinished.writeUInt32BE(17 * 1024 * 1024, 1);
  const statuses: (number | undefined)[] = [];
  for (let n = 0; n < 20; n += 1) {
    const session = connect(`http://127.0.0.1:${store.port}`, { maxSessionMemory: 64 });
    session.on('error', () => {});
    onTestFinished(() => session.destroy());
    const stream = session.request({
      ':method': 'POST',
      ':path': `${streamsService}/Append`,
      'content-type': 'application/grpc',
    });
    stream.on('error', () => {});
    stream.on('response', (headers) => statuses.push(Number(headers['grpc-status'])));
    await new Promise((resolve) => stream.write(unfinished, resolve));
    if (n === 19) await until(() => statuses.length > 0, 'one is refused');
  }
  expect(new Set(statuses)).toEqual(new Set([8]));
  await client.appendToStream('task-1', events(1));
});

test('appends of many calls that never end hold a bounded amount, and others are served', async () => {
  const { store, client } = await startNode();
  const options = message((writer) => writer.bytes(1, encodeStreamIdentifier('task-1')).empty(4));
  const head = frameMessage(message((writer) => writer.bytes(1, options)));
  const event = message(eventOf({ data: Buffer.alloc(900_000) }));
  const begun = Buffer.concat([head, frameMessage(message((writer) => writer.bytes(2, event)))]);
  const session = connect(`http://127.0.0.1:${store.port}`);
  onTestFinished(() => session.destroy());
  const statuses: number[] = [];
  const neverEnding = async () => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `${streamsService}/Append`,
      'content-type': 'application/grpc',
    });
    stream.on('error', () => {});
    stream.on('response', (headers) => statuses.push(Number(headers['grpc-status'])));
    await new Promise((resolve) => stream.write(begun, resolve));
  };
  for (let n = 0; n < 200; n += 1) await neverEnding();
  await until(() => statuses.length >= 50, 'the first are refused');
  expect(new Set(statuses)).toEqual(new Set([8]));
  await client.appendToStream('task-1', events(1));
});

test('bytes that are neither HTTP/2 nor HTTP/1.1 harm nobody', async () => {
  const { store, client } = await startNode();
  for (const bytes of [
    '\0\0\0\0',
    'GET',
    'PRI * HTTP/2.0\r\n\r\nXX',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff',
    '\x16\x03\x01',
  ]) {
    const socket = connectTcp(store.port, '127.0.0.1').on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await new Promise((resolve) => socket.write(Buffer.from(bytes, 'latin1'), resolve));
  }
  await client.appendToStream('task-1', events(1));
});
