import type { EventLog, Settle } from '../../log/event-log.ts';
import type { ExpectedRevision } from '../../log/record.ts';
import type { DeleteOutcome } from '../../log/writer.ts';
import type { Guard } from '../access.ts';
import { type AppendOptions, decodeOptions } from '../append-messages.ts';
import { ProtobufReader, ProtobufWriter } from '../protobuf.ts';
import type { Handler } from '../server.ts';
import { invalidArgument, streamDeleted, wrongExpectedVersion } from '../status.ts';
import { unary } from '../unary.ts';

/** Streams.Delete: the soft delete. */
export function deleteHandler(log: EventLog, guard: Guard): Handler {
  return unary((request, call) => {
    const options = decode(request);
    guard.stream(call, 'delete', options.stream);
    return change(options, (settle) =>
      log.delete(options.stream, options.expected, crypto.randomUUID(), settle),
    );
  });
}

/** Streams.Tombstone: the stream can never be used again. */
export function tombstoneHandler(log: EventLog, guard: Guard): Handler {
  return unary((request, call) => {
    const options = decode(request);
    guard.stream(call, 'delete', options.stream);
    return change(options, (settle) =>
      log.tombstone(options.stream, options.expected, crypto.randomUUID(), settle),
    );
  });
}

function decode(request: Buffer): AppendOptions {
  const reader = new ProtobufReader(request);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 1) return decodeOptions(reader.message());
    reader.skip();
  }
  throw invalidArgument('The request has no options.');
}

function change(
  options: AppendOptions,
  submit: (settle: Settle<DeleteOutcome>) => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    submit((outcome) => {
      if (!outcome.ok) return reject(outcome.error);
      if (outcome.value.kind === 'stream_deleted') return reject(streamDeleted(options.stream));
      if (outcome.value.kind === 'wrong_expected_revision') {
        const expected = expectedVersionNumber(options.expected);
        return reject(wrongExpectedVersion(options.stream, expected, outcome.value.current));
      }
      resolve(encodePosition(outcome.value.position));
    });
  });
}

const writer = new ProtobufWriter();

function encodePosition(position: number): Buffer {
  const body = writer.number(1, position).number(2, position).finish();
  return writer.bytes(1, body).finish();
}

/** EventStoreDB's numbers for the rules. */
function expectedVersionNumber(expected: ExpectedRevision): number {
  return typeof expected === 'number' ? expected : { any: -2, no_stream: -1, stream_exists: -4 }[expected];
}
