import type { Consumer } from '../../subscriptions/persistent/consumer.ts';
import type { Group } from '../../subscriptions/persistent/group.ts';
import { allStream, type GroupSettings } from '../../subscriptions/persistent/settings.ts';
import { type PersistentMessages, persistent } from '../generated.ts';

type Info = InstanceType<PersistentMessages['SubscriptionInfo']>;

/** What GetInfo and List say of a group. */
export function encodeInfo(group: Group): Info {
  const info = new (persistent().SubscriptionInfo)();
  const { key, settings } = group;
  const place = key.stream === allStream ? (order: number) => `C:${order}/P:${order}` : String;
  info.setEventSource(key.stream);
  info.setGroupName(key.group);
  info.setStatus(group.status);
  info.setStartFrom(startText(settings, place));
  if (group.lastCheckpoint !== null) info.setLastCheckpointedEventPosition(place(group.lastCheckpoint));
  if (group.lastKnown >= 0) info.setLastKnownEventPosition(place(group.lastKnown));
  setSettings(info, settings);
  setCounts(info, group);
  info.setConnectionsList(
    group.consumers.map((consumer) => encodeConnection(consumer, settings.extraStatistics)),
  );
  return info;
}

function startText({ startFrom }: GroupSettings, place: (order: number) => string): string {
  if (startFrom === 'start') return place(0);
  return startFrom === 'end' ? place(-1) : place(startFrom);
}

function setSettings(info: Info, settings: GroupSettings): void {
  info.setResolveLinkTos(settings.resolveLinks);
  info.setExtraStatistics(settings.extraStatistics);
  // Groups made by an earlier version may hold parts of a millisecond, which cannot be told.
  info.setMessageTimeoutMilliseconds(Math.ceil(settings.messageTimeoutMs));
  info.setMaxRetryCount(settings.maxRetryCount);
  info.setLiveBufferSize(settings.liveBufferSize);
  info.setBufferSize(settings.historyBufferSize);
  info.setReadBatchSize(settings.readBatchSize);
  info.setCheckPointAfterMilliseconds(Math.ceil(settings.checkpointAfterMs));
  info.setMinCheckPointCount(settings.minCheckpointCount);
  info.setMaxCheckPointCount(settings.maxCheckpointCount);
  info.setMaxSubscriberCount(settings.maxSubscriberCount);
  info.setNamedConsumerStrategy(settings.strategy);
}

function setCounts(info: Info, group: Group): void {
  const { count, perSecond } = group.sent.measure(performance.now());
  info.setTotalItems(String(group.sent.total));
  info.setAveragePerSecond(perSecond);
  info.setCountSinceLastMeasurement(String(count));
  info.setReadBufferCount(group.queue.freshCount);
  info.setLiveBufferCount('0');
  info.setRetryBufferCount(group.queue.retryCount);
  info.setTotalInFlightMessages(group.outstandingCount);
  info.setOutstandingMessagesCount(group.outstandingCount);
  info.setParkedMessageCount(String(group.parked.count));
}

function encodeConnection(
  consumer: Consumer,
  extraStatistics: boolean,
): InstanceType<PersistentMessages['SubscriptionInfo']['ConnectionInfo']> {
  const connection = new (persistent().SubscriptionInfo.ConnectionInfo)();
  const { count, perSecond } = consumer.sent.measure(performance.now());
  connection.setFrom(consumer.identity.from);
  connection.setUsername(consumer.identity.username);
  connection.setConnectionName(consumer.identity.connectionName);
  connection.setAverageItemsPerSecond(perSecond);
  connection.setTotalItems(String(consumer.sent.total));
  connection.setCountSinceLastMeasurement(String(count));
  connection.setAvailableSlots(consumer.availableSlots);
  connection.setInFlightMessages(consumer.inFlightCount);
  if (extraStatistics) connection.setObservedMeasurementsList(consumer.measurements().map(encodeMeasurement));
  return connection;
}

function encodeMeasurement([key, value]: [string, number]): InstanceType<
  PersistentMessages['SubscriptionInfo']['Measurement']
> {
  const measurement = new (persistent().SubscriptionInfo.Measurement)();
  measurement.setKey(key);
  measurement.setValue(String(value));
  return measurement;
}
