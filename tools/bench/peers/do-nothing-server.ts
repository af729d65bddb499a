import { fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer, type ServerHttp2Stream } from 'node:http2';
import { createRequire } from 'node:module';

// The ceiling of every store figure: a server that answers at once and keeps nothing. What the official client
// reaches against it is what any server at all could reach with this client on this machine. It does its own framing
// over Node's HTTP/2, copies answers that were encoded at the start, and looks into no event. Given a file it first writes
// the requests there and syncs them, which is the least that a server does whose answered appends are on disk.

const require = createRequire(import.meta.url);
const generated = (file: string): unknown => require(`@eventstore/db-client/generated/${file}`);
type Streams = typeof import('@eventstore/db-client/generated/streams_pb.js');
type Shared = typeof import('@eventstore/db-client/generated/shared_pb.js');
type Features = typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
const streams = generated('streams_pb') as Streams;
const shared = generated('shared_pb') as Shared;
const features = generated('serverfeatures_pb') as Features;

const eventBytes = Number(process.argv[2] ?? 600);
const keep = process.argv[3] === undefined ? null : keepIn(process.argv[3]);
const eventsInStream = 10;
const eventsInPage = 200;
const [page, stream] = [eventsInPage, eventsInStream].map((count) =>
  Buffer.concat(Array.from({ length: count }, () => framed(readResponse()))),
) as [Buffer, Buffer];

const server = createServer({
  settings: { initialWindowSize: 1024 * 1024, maxConcurrentStreams: 10_000 },
  maxSessionMemory: 64,
});
server.on('session', (session) => session.setLocalWindowSize(8 * 1024 * 1024));
server.on('stream', (call, headers) => {
  call.on('error', () => {});
  call.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  call.once('wantTrailers', () => call.sendTrailers({ 'grpc-status': '0' }));
  const method = headers[':path']?.split('/').at(-1);
  if (method === 'BatchAppend') answerAppends(call);
  else if (method === 'Read') onRequest(call, (request) => void read(call, request));
  else onRequest(call, () => call.end(framed(supported())));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`ready at esdb://127.0.0.1:${port}?tls=false`);
});
process.on('SIGTERM', () => process.exit(0));

/** Success: revision 0 at position 1, in the wire format of `BatchAppendResp`. */
const success = Buffer.from([0x1a, 8, 0x08, 0, 0x1a, 4, 0x08, 1, 0x10, 1]);

/**
 * Answers each append with its correlation id, which is the first field of the request. Those that came in one turn of the
 * event loop are answered together, because the client takes less time for answers that it reads in one go.
 */
function answerAppends(call: ServerHttp2Stream): void {
  let requests: Buffer[] = [];
  const answerAll = (): void => {
    const answered = requests;
    requests = [];
    keep?.(answered);
    if (!call.destroyed) call.write(Buffer.concat(answered.map(successOf)));
  };
  const cut = messages((request) => {
    if (requests.length === 0) setImmediate(answerAll);
    requests.push(request);
  });
  call.on('data', cut);
  call.on('end', () => setImmediate(() => call.end()));
}

function successOf(request: Buffer): Buffer {
  return framed(Buffer.concat([request.subarray(0, 2 + (request[1] ?? 0)), success]));
}

/** Writes into a file that has its full size already, over and over from its start, and syncs it as the node does. */
function keepIn(file: string): (requests: readonly Buffer[]) => void {
  const fileBytes = 16 * 1024 * 1024;
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, Buffer.alloc(fileBytes));
  fsyncSync(descriptor);
  let at = 0;
  return (requests) => {
    const bytes = Buffer.concat(requests);
    if (at + bytes.length > fileBytes) at = 0;
    at += writeSync(descriptor, bytes, 0, bytes.length, at);
    fdatasyncSync(descriptor);
  };
}

async function read(call: ServerHttp2Stream, request: Buffer): Promise<void> {
  const options = streams.ReadReq.deserializeBinary(request).getOptions();
  if (options?.hasAll() !== true) {
    call.end(stream);
    return;
  }
  for (let left = Number(options.getCount()); left > 0 && !call.destroyed; left -= eventsInPage) {
    if (!call.write(page)) await new Promise((resolve) => call.once('drain', resolve));
  }
  call.end();
}

function onRequest(call: ServerHttp2Stream, answer: (request: Buffer) => void): void {
  call.on('data', messages(answer));
}

/** Cuts a byte stream into gRPC messages. */
function messages(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  return (chunk) => {
    pieces.push(chunk);
    held += chunk.length;
    const first = pieces[0] as Buffer;
    if (first.length >= 5 && held < 5 + first.readUInt32BE(1)) return;
    let bytes = pieces.length === 1 ? chunk : Buffer.concat(pieces);
    while (bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt32BE(1)) {
      const end = 5 + bytes.readUInt32BE(1);
      onMessage(bytes.subarray(5, end));
      bytes = bytes.subarray(end);
    }
    pieces = bytes.length > 0 ? [bytes] : [];
    held = bytes.length;
  };
}

function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(5 + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}

function readResponse(): Uint8Array {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString('0198aaaa-0000-4000-8000-000000000000');
  recorded.setId(id);
  const name = new shared.StreamIdentifier();
  name.setStreamName(Buffer.from('bench-1'));
  recorded.setStreamIdentifier(name);
  recorded.setStreamRevision('1');
  recorded.setPreparePosition('1');
  recorded.setCommitPosition('1');
  recorded.getMetadataMap().set('type', 'Benched');
  recorded.getMetadataMap().set('content-type', 'application/json');
  recorded.getMetadataMap().set('created', '16725312000000000');
  recorded.setData(Buffer.from(JSON.stringify({ filling: 'x'.repeat(eventBytes - 114) })));
  recorded.setCustomMetadata(Buffer.from(JSON.stringify({ note: 'y'.repeat(80) })));
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  const response = new streams.ReadResp();
  response.setEvent(event);
  return response.serializeBinary();
}

function supported(): Uint8Array {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('23.10.0');
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams');
  method.setMethodName('batchappend');
  methods.setMethodsList([method]);
  return methods.serializeBinary();
}
