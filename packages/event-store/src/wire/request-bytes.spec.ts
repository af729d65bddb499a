import { connect } from 'node:http2';
import { StreamNotFoundError } from '@eventstore/db-client';
import { expect, onTestFinished, test } from 'vitest';
import { collect, failureOf, startNode, until } from '../spec-node.ts';
import { callRaw, message, streamsService } from '../spec-wire.ts';
import { frameMessage } from './frames.ts';
import { encodeStreamIdentifier, encodeUuid } from './identifiers.ts';
import { RequestBytes } from './request-bytes.ts';

const mebibyte = 1024 * 1024;
const allBytesMax = 128 * mebibyte;

/** A request that holds so much; what it is refused with is told. */
function request(name: string, mebibytes: number, refused: string[]): RequestBytes {
  const held: RequestBytes = new RequestBytes(({ message }) => {
    refused.push(`${name}: ${message}`);
    held.release();
  });
  onTestFinished(() => held.release());
  held.set(mebibytes * mebibyte);
  return held;
}

test('when all hold too much those are refused that have come no further for longest', () => {
  const refused: string[] = [];
  const first = request('first', 50, refused);
  request('second', 40, refused);
  first.progress();
  request('third', 40, refused);
  expect(refused).toEqual([
    'second: Requests that have not ended hold more than 134217728 bytes; send this one again later.',
  ]);
  request('fourth', 128, refused);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['second', 'first', 'third']);
});

test('who holds more than before has come further', () => {
  const refused: string[] = [];
  const first = request('first', 50, refused);
  request('second', 40, refused);
  first.set(51 * mebibyte);
  request('third', 40, refused);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['second']);
});

test('what is over holds nothing, whatever it is still told', () => {
  const over = request('over', 1, []);
  over.release();
  over.set(100 * mebibyte);
  expect(() => request('other', 128, [])).not.toThrow();
});

test('what has come in whole is not refused any more, and one that finds no room is refused itself', () => {
  const refused: string[] = [];
  request('first', 100, refused).cameInWhole();
  const own = new RequestBytes();
  onTestFinished(() => own.release());
  expect(() => own.set(29 * mebibyte)).toThrow('send this one again later');
  own.set(0);
  request('second', 20, refused);
  own.set(28 * mebibyte);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['second']);
});

/** A part of a batch append; without data it has no event. */
function partOf(stream: string, data: Buffer | null, isFinal: boolean): Buffer {
  const text = (key: string, value: string) => message((writer) => writer.text(1, key).text(2, value));
  const event = (bytes: Buffer) =>
    message((writer) =>
      writer
        .bytes(1, encodeUuid(crypto.randomUUID()))
        .bytes(2, text('type', 'Counted'))
        .bytes(2, text('content-type', 'application/json'))
        .bytes(4, bytes),
    );
  const options = message((writer) => writer.bytes(1, encodeStreamIdentifier(stream)).empty(4));
  return frameMessage(
    message((writer) => {
      writer.bytes(1, encodeUuid(crypto.randomUUID())).bytes(2, options);
      if (data !== null) writer.bytes(3, event(data));
      return isFinal ? writer.number(4, 1) : writer;
    }),
  );
}

test('a call that is refused by one of its messages takes no further one, and holds nothing', async () => {
  const { store, client } = await startNode();
  const hoarder = new RequestBytes();
  onTestFinished(() => hoarder.release());
  const begun = partOf('task-1', Buffer.alloc(200_000), false);
  // Room for the message as it comes in, not for what is kept of it.
  hoarder.set(allBytesMax - begun.length);
  const parts = Buffer.concat([begun, partOf('task-2', Buffer.from('{}'), true)]);
  const answer = await callRaw(store.port, `${streamsService}/BatchAppend`, parts);
  expect(answer).toMatchObject({ status: 8, messages: [] });
  const missing = await failureOf(collect(client.readStream('task-2')));
  expect(missing).toBeInstanceOf(StreamNotFoundError);
  hoarder.set(0);
  expect(() => hoarder.set(allBytesMax)).not.toThrow();
});

test('batch appends that have begun without an event hold what is kept of them', async () => {
  const { store } = await startNode();
  const session = connect(`http://127.0.0.1:${store.port}`);
  onTestFinished(() => session.destroy());
  const call = session.request({
    ':method': 'POST',
    ':path': `${streamsService}/BatchAppend`,
    'content-type': 'application/grpc',
  });
  let [answered, status] = [false, ''];
  call.on('data', () => {
    answered = true;
  });
  call.on('trailers', (trailers) => {
    status = String(trailers['grpc-status']);
  });
  const begun = Array.from({ length: 1000 }, () => partOf('x'.repeat(4000), null, false));
  call.write(Buffer.concat([...begun, partOf('task-1', Buffer.from('{}'), true)]));
  await until(() => answered, 'all parts were taken');
  const hoarder = new RequestBytes();
  onTestFinished(() => hoarder.release());
  hoarder.set(allBytesMax - 4 * mebibyte);
  await until(() => status === '8', 'the call has made room');
});
