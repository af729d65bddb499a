import type { EventLog } from '../../log/event-log.ts';
import type { CommitHub } from '../commit-hub.ts';
import { isCheckpoint } from '../cursors.ts';
import { Checkpoints, type SaveCheckpoint } from './checkpoints.ts';
import { Consumer, type ConsumerIdentity, type ConsumerPort } from './consumer.ts';
import { Expiry } from './expiry.ts';
import { bytesOf, Ledger, type Message } from './ledger.ts';
import { OpenBytes } from './open-bytes.ts';
import { ParkedStream } from './parked.ts';
import { MessageQueue } from './queue.ts';
import { Replay } from './replay.ts';
import { replayed } from './replayed.ts';
import { allStream, type GroupKey, type GroupSettings } from './settings.ts';
import { openSource, type Source } from './source.ts';
import { type Chooser, chooserFor } from './strategies.ts';
import { Throughput } from './throughput.ts';

export type NackAction = 'park' | 'retry' | 'skip' | 'stop';

/** How far a group reads on while its oldest message is not answered. */
const heldMessagesMax = 100_000;

/**
 * A persistent subscription: competing consumers share one place in the log. Invariants: every event from `firstOrder`
 * on is delivered until it is acknowledged, skipped or parked; the stored checkpoint never passes an event that is
 * not finished; a group reads only while somebody is connected, and holds at most its buffer sizes.
 */
export class Group {
  readonly key: GroupKey;
  readonly settings: GroupSettings;
  readonly consumers: Consumer[] = [];
  readonly parked: ParkedStream;
  readonly queue = new MessageQueue();
  readonly #log: EventLog;
  readonly #hub: CommitHub;
  readonly #checkpoints: Checkpoints;
  readonly #chooser: Chooser;
  readonly #ledger: Ledger;
  readonly #source: Source;
  readonly #replays: Replay;
  readonly #expiry: Expiry;
  #unlisten: (() => void) | null = null;
  #listensToAll = false;
  readonly #openBytes = new OpenBytes();
  #atEnd = false;
  #scheduled = false;
  #closed = false;
  readonly sent = new Throughput();

  constructor(
    parts: { log: EventLog; hub: CommitHub; save: SaveCheckpoint },
    key: GroupKey,
    settings: GroupSettings,
    checkpoint: number | null,
  ) {
    this.#log = parts.log;
    this.#hub = parts.hub;
    this.key = key;
    this.settings = settings;
    const after = checkpoint ?? settings.firstOrder - 1;
    this.#ledger = new Ledger(after);
    this.#checkpoints = new Checkpoints(parts, this.#ledger, settings, after);
    this.#source = openSource(parts.log, key, settings, after);
    this.parked = new ParkedStream(parts.log, key);
    this.#replays = new Replay(this.parked);
    this.#chooser = chooserFor(settings.strategy, parts.log);
    this.#expiry = new Expiry(settings.messageTimeoutMs, this.consumers, (messages) => {
      for (const message of messages) this.#retryOrPark(message);
      this.#schedule();
    });
  }

  /** Null until an event was finished and stored. */
  get lastCheckpoint(): number | null {
    return this.#checkpoints.saved < this.settings.firstOrder ? null : this.#checkpoints.saved;
  }

  get lastKnown(): number {
    return this.#source.lastKnown();
  }

  /** Messages that were sent and are not answered. */
  get outstandingCount(): number {
    return this.consumers.reduce((sum, { inFlightCount }) => sum + inFlightCount, 0);
  }

  get status(): string {
    const isLive = this.#atEnd || this.consumers.length === 0;
    if (!this.#replays.running) return isLive ? 'Live' : 'Behind';
    return isLive ? 'ReplayingParkedMessages, Live' : 'Behind, ReplayingParkedMessages';
  }

  get full(): boolean {
    const { maxSubscriberCount } = this.settings;
    return maxSubscriberCount > 0 && this.consumers.length >= maxSubscriberCount;
  }

  connect(port: ConsumerPort, identity: ConsumerIdentity, bufferSize: number): Consumer {
    const consumer = new Consumer(port, identity, bufferSize);
    this.consumers.push(consumer);
    this.#listen();
    this.#atEnd = false;
    this.#schedule();
    return consumer;
  }

  /** What the consumer had not answered goes to the others, counted as one more try. */
  disconnect(consumer: Consumer): void {
    const index = this.consumers.indexOf(consumer);
    if (index < 0) return;
    this.consumers.splice(index, 1);
    for (const message of consumer.takeAll()) this.#tryAgain(message);
    if (this.consumers.length === 0) this.#quiet();
    this.#schedule();
  }

  /** The consumer's connection takes data again. */
  ready(): void {
    this.#schedule();
  }

  /** What is free by this answer is sent before the next one is heard, as in EventStoreDB: retries overtake less. */
  ack(consumer: Consumer, ids: readonly string[]): void {
    const nowMs = performance.now();
    for (const id of ids) {
      const message = consumer.settle(id, nowMs);
      if (message !== undefined) this.#finish(message);
    }
    this.#pumpOrDrop();
  }

  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string): void {
    const nowMs = performance.now();
    for (const id of ids) {
      const message = consumer.settle(id, nowMs);
      if (message === undefined) continue;
      if (action === 'park') this.#park(message, `Client explicitly NAK'ed message.\n${reason}`);
      else if (action === 'skip') this.#finish(message);
      else if (action === 'retry') this.#retryOrPark(message);
      else this.queue.retry(message);
    }
    if (action === 'stop') consumer.port.drop('stopped');
    this.#pumpOrDrop();
  }

  /** Delivers parked events again, those whose link's revision is below `stopAt` (all of them when null). */
  replayParked(stopAt: number | null): void {
    this.#replays.start(stopAt);
    this.#schedule();
  }

  /** Ends all connections and stores the checkpoint. */
  close(): void {
    for (const consumer of this.consumers.slice()) consumer.port.drop('dropped');
    this.#quiet();
    this.#checkpoints.close();
    this.#openBytes.close();
    this.#closed = true;
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) this.#pumpOrDrop();
    });
  }

  /** A filter that turns out to be too slow ends the connections with its reason, never the process. */
  #pumpOrDrop(): void {
    try {
      this.#pump();
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const consumer of this.consumers.slice()) consumer.port.drop(reason);
    }
  }

  #pump(): void {
    if (this.consumers.length === 0) return;
    this.#fillFromParked();
    this.#fillFromSource();
    const nowMs = performance.now();
    this.queue.offer((message) => this.#dispatch(message, nowMs));
    this.#expiry.watch();
    if (!this.#full() && (!this.#atEnd || this.#replays.running)) this.#schedule();
  }

  #full(): boolean {
    if (this.#ledger.heldCount >= heldMessagesMax) return true;
    return this.queue.size >= this.settings.historyBufferSize || this.#openBytes.full;
  }

  #fillFromSource(): void {
    if (this.#atEnd || this.#full()) return;
    const seen = this.#source.lastKnown();
    const page = this.#source.cursor.next();
    for (const resolved of page.events) {
      if (isCheckpoint(resolved)) continue;
      const order = this.#source.orderOf(resolved);
      this.#ledger.add(this.#enqueue(resolved, order, null));
    }
    this.#atEnd = page.atEnd;
    if (page.atEnd) this.#ledger.scannedTo(seen);
    this.#checkpoints.scanned();
  }

  #fillFromParked(): void {
    if (this.#full()) return;
    for (const row of this.#replays.next(this.settings.readBatchSize)) {
      const resolved = replayed(this.#log, this.key, this.settings, row);
      this.#enqueue(resolved, row.position, row.revision);
    }
  }

  #enqueue(resolved: Message['resolved'], order: number, parkedRevision: number | null): Message {
    const record = resolved.link ?? resolved.event;
    const id = record === null ? '' : this.#log.eventIdOf(record);
    const message: Message = { order, id, resolved, retryCount: 0, parkedRevision, done: false };
    this.#openBytes.add(bytesOf(message));
    if (parkedRevision === null) this.queue.push(message);
    else this.queue.retry(message);
    return message;
  }

  #dispatch(message: Message, nowMs: number): 'taken' | 'kept' | 'stop' {
    const consumer = this.#chooser.choose(message, this.consumers);
    if (consumer === null) return this.#chooser.pinned ? 'kept' : 'stop';
    this.sent.count();
    consumer.send(message, nowMs);
    return 'taken';
  }

  #finish(message: Message): void {
    this.#openBytes.add(-bytesOf(message));
    if (message.parkedRevision !== null) {
      this.#replays.finish(message.parkedRevision);
      return;
    }
    this.#ledger.finish(message);
    this.#checkpoints.finished();
  }

  #tryAgain(message: Message): void {
    message.retryCount += 1;
    this.queue.retry(message);
  }

  #retryOrPark(message: Message): void {
    const { maxRetryCount } = this.settings;
    if (message.retryCount >= maxRetryCount) this.#park(message, `Reached retry count of ${maxRetryCount}`);
    else this.#tryAgain(message);
  }

  #park(message: Message, reason: string): void {
    this.parked.park(message, reason, (ok) => {
      if (ok) this.#finish(message);
      else this.#tryAgain(message);
      this.#schedule();
    });
  }

  /** Listens to the source's own commits, or to all of them until a stream that is not there yet begins. */
  #listen(): void {
    if (this.#unlisten !== null) return;
    const stream = this.key.stream === allStream ? 0 : this.#log.streams.state(this.key.stream).id;
    this.#listensToAll = stream === 0;
    this.#unlisten = this.#hub.subscribe(stream, () => this.#committed());
  }

  #committed(): void {
    this.#atEnd = false;
    this.#schedule();
    if (!this.#listensToAll || this.key.stream === allStream) return;
    if (this.#log.streams.state(this.key.stream).id === 0) return;
    this.#unlisten?.();
    this.#unlisten = null;
    this.#listen();
  }

  #quiet(): void {
    this.#unlisten?.();
    this.#unlisten = null;
    this.#expiry.stop();
  }
}
