import { createRequire } from 'node:module';
import { Server, ServerCredentials, type ServerDuplexStream, type ServerWritableStream } from '@grpc/grpc-js';

// The ceiling of every store figure: a gRPC server that answers at once and keeps nothing. What the official
// client reaches against it is what any server at all could reach with this client on this machine.

const require = createRequire(import.meta.url);
const generated = (file: string): unknown => require(`@eventstore/db-client/generated/${file}`);
type Streams = typeof import('@eventstore/db-client/generated/streams_pb.js');
type Shared = typeof import('@eventstore/db-client/generated/shared_pb.js');
type Features = typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
const streams = generated('streams_pb') as Streams;
const shared = generated('shared_pb') as Shared;
const features = generated('serverfeatures_pb') as Features;
const { StreamsService } = generated('streams_grpc_pb') as {
  StreamsService: Parameters<Server['addService']>[0];
};
const { ServerFeaturesService } = generated('serverfeatures_grpc_pb') as {
  ServerFeaturesService: Parameters<Server['addService']>[0];
};

const eventBytes = Number(process.argv[2] ?? 600);
const allEventsMax = Number(process.argv[3] ?? 100_000);
const event = readResponse();

const server = new Server();
server.addService(StreamsService, {
  read: (call: ServerWritableStream<InstanceType<Streams['ReadReq']>, unknown>) => {
    const all = call.request.getOptions()?.hasAll() ?? false;
    const asked = Number(call.request.getOptions()?.getCount() ?? 0);
    void pour(call, Math.min(asked, all ? allEventsMax : 10));
  },
  append: (_call: unknown, answer: (error: null, response: unknown) => void) =>
    answer(null, new streams.AppendResp()),
  batchAppend: (call: ServerDuplexStream<InstanceType<Streams['BatchAppendReq']>, unknown>) => {
    call.on('data', (request: InstanceType<Streams['BatchAppendReq']>) => call.write(appended(request)));
    call.on('end', () => call.end());
  },
  delete: unimplemented,
  tombstone: unimplemented,
});
server.addService(ServerFeaturesService, {
  getSupportedMethods: (_call: unknown, answer: (error: null, response: unknown) => void) =>
    answer(null, supported()),
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`ready at esdb://127.0.0.1:${port}?tls=false`);
});
process.on('SIGTERM', () => process.exit(0));

async function pour(call: ServerWritableStream<unknown, unknown>, count: number): Promise<void> {
  for (let n = 0; n < count && !call.cancelled; n++) {
    if (!call.write(event)) await new Promise((resolve) => call.once('drain', resolve));
  }
  call.end();
}

function readResponse(): InstanceType<Streams['ReadResp']> {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString('0198aaaa-0000-4000-8000-000000000000');
  recorded.setId(id);
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(Buffer.from('bench-1'));
  recorded.setStreamIdentifier(stream);
  recorded.setStreamRevision('1');
  recorded.setPreparePosition('1');
  recorded.setCommitPosition('1');
  recorded.getMetadataMap().set('type', 'Benched');
  recorded.getMetadataMap().set('content-type', 'application/json');
  recorded.getMetadataMap().set('created', '16725312000000000');
  recorded.setData(Buffer.from(JSON.stringify({ filling: 'x'.repeat(eventBytes - 114) })));
  recorded.setCustomMetadata(Buffer.from(JSON.stringify({ note: 'y'.repeat(80) })));
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
}

function appended(
  request: InstanceType<Streams['BatchAppendReq']>,
): InstanceType<Streams['BatchAppendResp']> {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(request.getCorrelationId());
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision('0');
  const position = new shared.AllStreamPosition();
  position.setCommitPosition('1');
  position.setPreparePosition('1');
  success.setPosition(position);
  response.setSuccess(success);
  response.setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
  return response;
}

function supported(): InstanceType<Features['SupportedMethods']> {
  const methods = new features.SupportedMethods();
  methods.setEventStoreServerVersion('23.10.0');
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams');
  method.setMethodName('batchappend');
  methods.setMethodsList([method]);
  return methods;
}

function unimplemented(_call: unknown, answer: (error: Error, response: null) => void): void {
  answer(new Error('this server does nothing'), null);
}
