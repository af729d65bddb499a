import type { ResolvedRecord } from '../../log/links.ts';

/** One event on its way through a group. `order` is its position (`$all`) or revision (a stream). */
export type Message = {
  order: number;
  id: string;
  resolved: ResolvedRecord;
  retryCount: number;
  /** The revision in the parked stream that a replayed message came from, else null. */
  parkedRevision: number | null;
  done: boolean;
};

/** Encoded bytes that a message holds. */
export function bytesOf({ resolved }: Message): number {
  return (resolved.event?.record.length ?? 0) + (resolved.link?.record.length ?? 0);
}

/**
 * The messages that a group has read and that are not finished, in log order. The checkpoint is the last order below
 * which everything is finished: after a restart the group reads on from there, so nothing is lost and what was in
 * the air is delivered again.
 */
export class Ledger {
  #open: Message[] = [];
  #first = 0;
  #lastRead: number;
  #checkpoint: number;
  #finishedSinceMark = 0;
  #unfinishedCount = 0;

  /** `checkpoint` is the order of the last finished event, or the one before the first to be read. */
  constructor(checkpoint: number) {
    this.#checkpoint = checkpoint;
    this.#lastRead = checkpoint;
  }

  get checkpoint(): number {
    return this.#checkpoint;
  }

  /** Messages finished since the last `mark`. */
  get finishedSinceMark(): number {
    return this.#finishedSinceMark;
  }

  /** Messages that are not finished. */
  get unfinishedCount(): number {
    return this.#unfinishedCount;
  }

  /** These and the finished ones behind the oldest of them. */
  get heldCount(): number {
    return this.#open.length - this.#first;
  }

  add(message: Message): void {
    this.#open.push(message);
    this.#unfinishedCount += 1;
    this.#lastRead = message.order;
  }

  /** The group has looked at everything up to `order`; what its filter left out needs no finishing. */
  scannedTo(order: number): void {
    this.#lastRead = Math.max(this.#lastRead, order);
    this.#advance();
  }

  finish(message: Message): void {
    if (message.done) return;
    message.done = true;
    // It may stand behind an older one for long: only its order is needed.
    message.resolved = { ...message.resolved, event: null, link: null };
    this.#unfinishedCount -= 1;
    this.#finishedSinceMark += 1;
    this.#advance();
  }

  mark(): void {
    this.#finishedSinceMark = 0;
  }

  #advance(): void {
    while (this.#first < this.#open.length && (this.#open[this.#first] as Message).done) this.#first += 1;
    const oldest = this.#open[this.#first];
    this.#checkpoint = oldest === undefined ? this.#lastRead : Math.max(this.#checkpoint, oldest.order - 1);
    if (this.#first > 1024 || oldest === undefined) {
      this.#open = this.#open.slice(this.#first);
      this.#first = 0;
    }
  }
}
