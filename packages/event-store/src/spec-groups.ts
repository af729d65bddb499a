import { createRequire } from 'node:module';
import { persistent } from './wire/generated.ts';

const shared = createRequire(import.meta.url)('@eventstore/db-client/generated/shared_pb.js');

export const createGroup = '/event_store.client.persistent_subscriptions.PersistentSubscriptions/Create';

type Settings = InstanceType<ReturnType<typeof persistent>['CreateReq']['Settings']>;

/** A request to create the group `workers` from a stream's start, with settings that the official client cannot say. */
export function groupCreation(streamName: string, choose: (settings: Settings) => void): Buffer {
  const { CreateReq } = persistent();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(streamName));
  const stream = new CreateReq.StreamOptions();
  stream.setStreamIdentifier(identifier);
  stream.setStart(new shared.Empty());
  const settings = new CreateReq.Settings();
  settings.setHistoryBufferSize(500);
  settings.setReadBatchSize(20);
  settings.setLiveBufferSize(500);
  choose(settings);
  const options = new CreateReq.Options();
  options.setStream(stream);
  options.setGroupName('workers');
  options.setSettings(settings);
  const request = new CreateReq();
  request.setOptions(options);
  return Buffer.from(request.serializeBinary());
}
