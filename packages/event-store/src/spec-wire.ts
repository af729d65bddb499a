import { type ClientHttp2Stream, connect, constants } from 'node:http2';
import { onTestFinished } from 'vitest';
import { frameMessage } from './wire/frames.ts';
import { encodeStreamIdentifier } from './wire/identifiers.ts';
import { ProtobufWriter } from './wire/protobuf.ts';

/** What a call on the bare wire ended with. `status` is null when the peer cut it without one. */
export type WireAnswer = {
  status: number | null;
  message: string;
  trailers: Record<string, unknown>;
  messages: Buffer[];
  cut: boolean;
};

export const streamsService = '/event_store.client.streams.Streams';

/** One gRPC call as raw bytes, for what no client would send. */
export function callRaw(
  port: number,
  path: string,
  body: Buffer,
  headers: Record<string, string> = {},
): Promise<WireAnswer> {
  const session = connect(`http://127.0.0.1:${port}`);
  return new Promise((resolve) => {
    const answer: WireAnswer = { status: null, message: '', trailers: {}, messages: [], cut: false };
    const chunks: Buffer[] = [];
    const finish = () => {
      answer.messages = unframe(Buffer.concat(chunks));
      session.destroy();
      resolve(answer);
    };
    const takeStatus = (headers: Record<string, unknown>) => {
      if (headers['grpc-status'] === undefined) return;
      answer.status = Number(headers['grpc-status']);
      answer.trailers = headers;
      answer.message = decodeURIComponent(String(headers['grpc-message'] ?? ''));
    };
    session.on('error', () => finish());
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    stream.on('response', takeStatus);
    stream.on('trailers', takeStatus);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => {
      answer.cut = true;
    });
    stream.on('close', finish);
    stream.end(body);
  });
}

export function callWith(port: number, path: string, message: Buffer): Promise<WireAnswer> {
  return callRaw(port, path, frameMessage(message));
}

/** A subscription to a stream from its start, on a connection of its own, whose subscriber takes nothing. */
export function neverDraining(port: number, stream: string): ClientHttp2Stream {
  const session = connect(`http://127.0.0.1:${port}`).on('error', () => {});
  onTestFinished(() => session.destroy());
  const source = message((writer) => writer.bytes(1, encodeStreamIdentifier(stream)).empty(3));
  const options = message((writer) => writer.bytes(1, source).empty(6).empty(8));
  const call = session.request({
    ':method': 'POST',
    ':path': `${streamsService}/Read`,
    'content-type': 'application/grpc',
  });
  call.on('error', () => {});
  call.pause();
  call.end(frameMessage(message((writer) => writer.bytes(1, options))));
  return call;
}

function unframe(bytes: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at + 5 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at + 1);
    messages.push(bytes.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return messages;
}

export function message(write: (writer: ProtobufWriter) => ProtobufWriter): Buffer {
  return write(new ProtobufWriter()).finish();
}

/** Reads and subscriptions that have not ended, as the node measures them. */
export async function openReads(port: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counts = text.matchAll(
    /^songhanh_event_store_(?:open_calls\{\S*Read"\}|waiting_subscriptions) (\d+)$/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
