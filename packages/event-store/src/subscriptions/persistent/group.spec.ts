import { expect, onTestFinished, test } from 'vitest';
import { EventLog } from '../../log/event-log.ts';
import { ownEvent } from '../../log/record.ts';
import { until } from '../../spec-observe.ts';
import { recordCodec } from '../../wire/recorded-event.ts';
import { CommitHub } from '../commit-hub.ts';
import type { ConsumerPort } from './consumer.ts';
import { Group } from './group.ts';
import type { Message } from './ledger.ts';
import type { GroupSettings } from './settings.ts';

const settings: GroupSettings = {
  startFrom: 'start',
  firstOrder: 0,
  filter: null,
  resolveLinks: false,
  extraStatistics: false,
  maxRetryCount: 10,
  minCheckpointCount: 10,
  maxCheckpointCount: 1000,
  maxSubscriberCount: 0,
  liveBufferSize: 500,
  readBatchSize: 20,
  historyBufferSize: 500,
  messageTimeoutMs: 0,
  checkpointAfterMs: 2000,
  strategy: 'RoundRobin',
};

test('the slot that an answer frees is filled before the next answer is heard', async () => {
  const log = new EventLog({ memory: true }, recordCodec);
  onTestFinished(() => log.close());
  const proposed = Array.from({ length: 6 }, () => ownEvent('Counted', '{}'));
  await new Promise((resolve) => log.append('task-1', 'any', proposed, resolve));
  const key = { stream: 'task-1', group: 'group' };
  const group = new Group({ log, hub: new CommitHub(log), save: () => {} }, key, settings, null);
  onTestFinished(() => group.close());
  const sent: Message[] = [];
  const port: ConsumerPort = {
    writable: () => true,
    deliver: (message) => sent.push(message),
    drop: () => {},
  };
  const consumer = group.connect(port, { from: '', username: '', connectionName: '' }, 2);
  await until(() => sent.length === 2, 'two are sent');
  const [first, second] = sent.map(({ id }) => id) as [string, string];
  group.ack(consumer, [second]);
  group.nack(consumer, [first], 'retry', 'once more');
  expect(sent.map(({ order, retryCount }) => [order, retryCount])).toEqual([
    [0, 1],
    [1, 0],
    [2, 0],
    [0, 1],
  ]);
});
