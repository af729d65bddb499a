import type { StoredRecord } from '../../log/record.ts';
import type { ParkedStream } from './parked.ts';

/**
 * The replay of parked events. The parked stream is truncated only when all events of the replay are finished, so a
 * crash in its middle leaves them parked and the next replay delivers them again.
 */
export class Replay {
  readonly #parked: ParkedStream;
  readonly #open = new Set<number>();
  #next = 0;
  #stop = 0;
  #started = 0;

  constructor(parked: ParkedStream) {
    this.#parked = parked;
  }

  get running(): boolean {
    return this.#next < this.#stop;
  }

  /** Replays what is parked now, up to the revision `stopAt` (exclusive); what is being replayed already goes on. */
  start(stopAt: number | null): void {
    const end = this.#parked.nextRevision;
    const stop = stopAt === null ? end : Math.min(stopAt, end);
    if (!this.running && this.#open.size === 0) this.#started = this.#parked.firstRevision;
    this.#next = Math.max(this.#next, this.#parked.firstRevision);
    this.#stop = Math.max(this.#stop, stop);
  }

  next(countMax: number): StoredRecord[] {
    if (!this.running) return [];
    const links = this.#parked.links(this.#next, this.#stop, countMax);
    const last = links.at(-1);
    this.#next = last === undefined ? this.#stop : last.revision + 1;
    for (const { revision } of links) this.#open.add(revision);
    if (!this.running) this.#truncateWhenFinished();
    return links;
  }

  finish(parkedRevision: number): void {
    this.#open.delete(parkedRevision);
    this.#truncateWhenFinished();
  }

  #truncateWhenFinished(): void {
    if (this.running || this.#open.size > 0 || this.#stop <= this.#started) return;
    this.#started = this.#stop;
    this.#parked.truncateBefore(this.#stop);
  }
}
