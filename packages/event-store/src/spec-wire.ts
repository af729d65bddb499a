import { connect, constants } from 'node:http2';
import { frameMessage } from './wire/frames.ts';
import { ProtobufWriter } from './wire/protobuf.ts';

/** What a call on the bare wire ended with. `status` is null when the peer cut it without one. */
export type WireAnswer = { status: number | null; message: string; messages: Buffer[]; cut: boolean };

export const streamsService = '/event_store.client.streams.Streams';

/** One gRPC call as raw bytes, for what no client would send. */
export function callRaw(port: number, path: string, body: Buffer): Promise<WireAnswer> {
  const session = connect(`http://127.0.0.1:${port}`);
  return new Promise((resolve) => {
    const answer: WireAnswer = { status: null, message: '', messages: [], cut: false };
    const chunks: Buffer[] = [];
    const finish = () => {
      answer.messages = unframe(Buffer.concat(chunks));
      session.destroy();
      resolve(answer);
    };
    const takeStatus = (headers: Record<string, unknown>) => {
      if (headers['grpc-status'] === undefined) return;
      answer.status = Number(headers['grpc-status']);
      answer.message = decodeURIComponent(String(headers['grpc-message'] ?? ''));
    };
    session.on('error', () => finish());
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc',
      te: 'trailers',
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
