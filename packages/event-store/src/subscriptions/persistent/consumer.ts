import type { Message } from './ledger.ts';
import { Throughput } from './throughput.ts';

/** How a group hands a message to one connected client, and tells it that the subscription is over. */
export type ConsumerPort = {
  /** False when the client has too much unread already; `ready` of the group is called when it has not any more. */
  writable(): boolean;
  deliver(message: Message): void;
  drop(reason: 'dropped' | 'stopped' | Error): void;
};

export type ConsumerIdentity = { from: string; username: string; connectionName: string };

type InFlight = { message: Message; sentAtMs: number };

const latenciesKept = 256;

/** One connected client of a group: at most `bufferSize` messages wait for its answer. */
export class Consumer {
  readonly identity: ConsumerIdentity;
  readonly bufferSize: number;
  readonly port: ConsumerPort;
  readonly #inFlight = new Map<string, InFlight>();
  readonly #latenciesMs: number[] = [];
  readonly sent = new Throughput();

  constructor(port: ConsumerPort, identity: ConsumerIdentity, bufferSize: number) {
    this.port = port;
    this.identity = identity;
    this.bufferSize = bufferSize;
  }

  get inFlightCount(): number {
    return this.#inFlight.size;
  }

  get availableSlots(): number {
    return this.bufferSize - this.#inFlight.size;
  }

  /** Two events of one id (in different streams) never wait with the same client: its answer names only the id. */
  canTake(message: Message): boolean {
    return this.availableSlots > 0 && !this.#inFlight.has(message.id) && this.port.writable();
  }

  send(message: Message, nowMs: number): void {
    this.#inFlight.set(message.id, { message, sentAtMs: nowMs });
    this.sent.count();
    this.port.deliver(message);
  }

  /** Takes back the message that the client answers for; undefined when it is not waiting (any more). */
  settle(id: string, nowMs: number): Message | undefined {
    const waiting = this.#inFlight.get(id);
    if (waiting === undefined) return undefined;
    this.#inFlight.delete(id);
    this.#latenciesMs.push(nowMs - waiting.sentAtMs);
    if (this.#latenciesMs.length > latenciesKept) this.#latenciesMs.shift();
    return waiting.message;
  }

  /** Takes back the messages sent before `sentBeforeMs`. They were sent in order, so the oldest come first. */
  takeExpired(sentBeforeMs: number): Message[] {
    const expired: Message[] = [];
    for (const [id, { message, sentAtMs }] of this.#inFlight) {
      if (sentAtMs > sentBeforeMs) break;
      this.#inFlight.delete(id);
      expired.push(message);
    }
    return expired;
  }

  /** When the oldest waiting message was sent, or null. */
  oldestSentAtMs(): number | null {
    const oldest = this.#inFlight.values().next();
    return oldest.done ? null : oldest.value.sentAtMs;
  }

  takeAll(): Message[] {
    const messages = [...this.#inFlight.values()].map(({ message }) => message);
    this.#inFlight.clear();
    return messages;
  }

  /**
   * How long answers took, by the names that EventStoreDB gives to these measurements (its fifths are named by where
   * they begin); whole milliseconds, nothing before the first answer.
   */
  measurements(): [key: string, value: number][] {
    if (this.#latenciesMs.length === 0) return [];
    const sorted = this.#latenciesMs.map(Math.floor).sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    const mean = Math.floor(sorted.reduce((sum, value) => sum + value, 0) / sorted.length);
    return [
      ['Mean', mean],
      ['Median', at(0.5)],
      ['Fastest', at(0)],
      ['Quintile 1', at(0)],
      ['Quintile 2', at(0.2)],
      ['Quintile 3', at(0.4)],
      ['Quintile 4', at(0.6)],
      ['Quintile 5', at(0.8)],
      ['90%', at(0.9)],
      ['95%', at(0.95)],
      ['99%', at(0.99)],
      ['99.5%', at(0.995)],
      ['99.9%', at(0.999)],
      ['Highest', at(1)],
    ];
  }
}
