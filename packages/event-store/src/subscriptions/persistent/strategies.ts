import type { EventLog } from '../../log/event-log.ts';
import { linkEventType, type StoredRecord } from '../../log/record.ts';
import type { Consumer } from './consumer.ts';
import type { Message } from './ledger.ts';
import type { ConsumerStrategy } from './settings.ts';

/**
 * Chooses who gets a message. `null`: nobody can take it now. With the pinned strategies the others may still get
 * later messages; with the rest nobody can take anything then.
 */
export type Chooser = {
  choose(message: Message, consumers: readonly Consumer[]): Consumer | null;
  pinned: boolean;
};

export function chooserFor(strategy: ConsumerStrategy, log: EventLog): Chooser {
  if (strategy === 'DispatchToSingle') return { choose: firstWithRoom, pinned: false };
  if (strategy === 'RoundRobin') return roundRobin();
  const choose = (message: Message, consumers: readonly Consumer[]) =>
    pinnedTo(pinKey(log, strategy, message), message, consumers);
  return { choose, pinned: true };
}

/** The stream that an event stands in (a link, the one that it names), or what its writer says that it belongs to. */
function pinKey(log: EventLog, strategy: ConsumerStrategy, { resolved }: Message): string {
  const record = resolved.event ?? resolved.link;
  if (record === null) return '';
  const correlation = strategy === 'PinnedByCorrelation' ? log.correlationIdOf(record) : null;
  return correlation ?? sourceStreamOf(log, record);
}

function sourceStreamOf(log: EventLog, record: StoredRecord): string {
  const isLink = record.type === log.typeNames.find(linkEventType);
  const place = isLink ? Buffer.from(log.dataOf(record)).toString() : log.placeOf(record);
  return place.slice(place.indexOf('@') + 1);
}

function firstWithRoom(message: Message, consumers: readonly Consumer[]): Consumer | null {
  return consumers.find((consumer) => consumer.canTake(message)) ?? null;
}

function roundRobin(): Chooser {
  let turn = 0;
  const choose = (message: Message, consumers: readonly Consumer[]): Consumer | null => {
    for (let tried = 0; tried < consumers.length; tried += 1) {
      const consumer = consumers[(turn + tried) % consumers.length] as Consumer;
      if (!consumer.canTake(message)) continue;
      turn = (turn + tried + 1) % consumers.length;
      return consumer;
    }
    return null;
  };
  return { choose, pinned: false };
}

/** Events of one key go to one consumer for as long as the set of consumers stays. */
function pinnedTo(key: string, message: Message, consumers: readonly Consumer[]): Consumer | null {
  if (consumers.length === 0) return null;
  const consumer = consumers[hash(key) % consumers.length] as Consumer;
  return consumer.canTake(message) ? consumer : null;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
