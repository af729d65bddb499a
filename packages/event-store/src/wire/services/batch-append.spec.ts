import { jsonEvent } from '@eventstore/db-client';
import { expect, test } from 'vitest';
import { collect, events, failureOf, startNode } from '../../spec-node.ts';
import { callRaw, message, streamsService } from '../../spec-wire.ts';
import { frameMessage } from '../frames.ts';
import { encodeStreamIdentifier, encodeUuid } from '../identifiers.ts';
import type { ProtobufWriter } from '../protobuf.ts';

const event = (parts: { type?: string; id?: string } = {}) =>
  jsonEvent({ type: 'Counted', data: {}, ...parts });
const long = 'x'.repeat(5_000);

const unusable: [what: string, stream: string, event: ReturnType<typeof event>, sentence: string][] = [
  ['too long a stream name', long, event(), 'The stream name is longer than 4096 bytes.'],
  ['no stream name', '', event(), 'The stream name is missing.'],
  ['a NUL in the name', 'a\0b', event(), 'A stream name must not contain a NUL character.'],
  ['$all as its target', '$all', event(), "'$all' is not a stream that can be written to."],
  ['a virtual target', '$ce-task', event(), "'$ce-task' is not a stream that can be written to."],
  ['too long a type', 'task', event({ type: long }), 'An event type is longer than 4096 bytes.'],
  ['no type', 'task', event({ type: '' }), "Required Metadata Property 'type' is missing."],
  ['an id that is no UUID', 'task', event({ id: 'one' }), "'one' is not a UUID."],
];

test.each(unusable)('an append with %s is refused alone', async (_, stream, bad, sentence) => {
  const { client } = await startNode();
  await client.appendToStream('task-0', events(1));
  const append = (n: number) => client.appendToStream(`task-${n}`, events(1));
  const before = [1, 2, 3].map(append);
  const refused = failureOf(client.appendToStream(stream, bad));
  const after = [4, 5, 6].map(append);
  expect((await refused).message).toContain(sentence);
  await Promise.all([...before, ...after]);
});

test('an unusable part refuses its append once, and its other parts are dropped', async () => {
  const { client } = await startNode();
  const sent = [...events(10), event({ id: 'one' }), ...events(100)];
  const refused = failureOf(client.appendToStream('task-1', sent, { batchAppendSize: 1_000 }));
  const other = client.appendToStream('task-2', events(200), { batchAppendSize: 1_000 });
  expect((await refused).message).toContain("'one' is not a UUID.");
  expect((await other).nextExpectedRevision).toBe(199n);
  expect((await failureOf(collect(client.readStream('task-1')))).type).toBe('stream-not-found');
});

const part = (correlationId: string, write: (writer: ProtobufWriter) => ProtobufWriter) =>
  frameMessage(message((writer) => write(writer.bytes(1, encodeUuid(correlationId)))));
const target = message((writer) => writer.bytes(1, encodeStreamIdentifier('task-1')));
const toAny = message((writer) => writer.bytes(1, encodeStreamIdentifier('task-1')).empty(4));

const faults: [what: string, write: (writer: ProtobufWriter) => ProtobufWriter, sentence: string][] = [
  ['no expected revision', (writer) => writer.bytes(2, target), 'The expected revision is missing.'],
  ['no options', (writer) => writer, 'The first part of a batch append must have options.'],
  [
    'an event that is no protobuf',
    (writer) => writer.bytes(2, toAny).bytes(3, Buffer.from([0x0b])),
    'wire type',
  ],
  ['a field of the wrong kind', (writer) => writer.number(2, 1), 'wire type 0 where 2 belongs'],
  ['a field cut short', (writer) => writer.bytes(2, toAny).tag(3, 2).varint(9), 'longer than its message'],
];

test.each(faults)(
  'a first part with %s is answered once, and the call goes on',
  async (_, write, sentence) => {
    const { store } = await startNode();
    const [bad, good] = [crypto.randomUUID(), crypto.randomUUID()];
    const body = [
      part(bad, write),
      part(bad, (writer) => writer.number(4, 1)),
      part(good, (writer) => writer.bytes(2, toAny).number(4, 1)),
    ];
    const answer = await callRaw(store.port, `${streamsService}/BatchAppend`, Buffer.concat(body));
    const [first = '', second = '', ...others] = answer.messages.map((bytes) => bytes.toString('latin1'));
    expect([answer.status, others]).toEqual([0, []]);
    expect([first.includes(bad), second.includes(good)]).toEqual([true, true]);
    expect(first).toContain('event_store.client.BadRequest');
    expect(first).toContain(sentence);
  },
);

test('a correlation id behind what is unusable is read', async () => {
  const { store } = await startNode();
  const id = crypto.randomUUID();
  const body = message((writer) => writer.bytes(2, target).number(4, 1).bytes(1, encodeUuid(id)));
  const answer = await callRaw(store.port, `${streamsService}/BatchAppend`, frameMessage(body));
  expect([answer.status, answer.messages[0]?.includes(id)]).toEqual([0, true]);
});
