/**
 * Bytes for peers who have not taken them, of all calls of the process together. Above the first bound nothing more is
 * read for peers of whom it is not known that they take anything, above the second for nobody.
 */
const unsentBytesOfAllMax = 96 * 1024 * 1024;
const unsentBytesOfTakersMax = 160 * 1024 * 1024;

/** Peers that take nothing for so long are given up when others wait for the room that their bytes hold. */
const standstillMsMax = 2_000;

/** So many of those who wait go on in one turn of the event loop: each writes more, and peers who left are heard of. */
const admittedPerTurn = 8;

/** Who holds bytes for a peer, and lets go of them when it is told that others need the room. */
export type Holder = { giveUp(): void };

/** Everybody's unsent bytes. Those whose peers have taken nothing for longest come first. */
class Unsent {
  #bytes = 0;
  readonly #lastTakenMs = new Map<Holder, number>();
  #waiters: (() => void)[] = [];
  #admitting = false;
  #timer: NodeJS.Timeout | undefined;

  /** `takes`: the peer is known to take what it is sent, so that its bytes are gone soon. */
  isFull(takes: boolean): boolean {
    return this.#bytes >= (takes ? unsentBytesOfTakersMax : unsentBytesOfAllMax);
  }

  hold(holder: Holder, bytes: number): void {
    this.#bytes += bytes;
    if (!this.#lastTakenMs.has(holder)) this.#lastTakenMs.set(holder, performance.now());
  }

  /** The peer took `bytes`; `left` are still there. */
  taken(holder: Holder, bytes: number, left: number): void {
    this.#lastTakenMs.delete(holder);
    if (left > 0) this.#lastTakenMs.set(holder, performance.now());
    this.#release(bytes);
  }

  /** The call is over, with `bytes` that nobody took. */
  dropped(holder: Holder, bytes: number): void {
    this.#lastTakenMs.delete(holder);
    this.#release(bytes);
  }

  /** Resolves when there is room again. Who stands still for too long meanwhile is given up. */
  room(): Promise<void> {
    this.#watch();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #release(bytes: number): void {
    this.#bytes -= bytes;
    this.#admitSoon();
  }

  /** Who came last goes first: who has waited for long may well be one of many who take nothing. */
  #admitSoon(): void {
    if (this.#admitting || this.isFull(false) || this.#waiters.length === 0) return;
    this.#admitting = true;
    setImmediate(() => {
      this.#admitting = false;
      if (!this.isFull(false)) for (const wake of this.#waiters.splice(-admittedPerTurn)) wake();
      this.#admitSoon();
    });
  }

  #watch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiters.length === 0) return;
      if (this.isFull(false)) this.#giveUpWhoStandsStill();
      this.#watch();
    }, standstillMsMax);
  }

  #giveUpWhoStandsStill(): void {
    const beforeMs = performance.now() - standstillMsMax;
    for (const [holder, lastTakenMs] of this.#lastTakenMs) {
      if (lastTakenMs > beforeMs) break;
      holder.giveUp();
    }
  }
}

export const unsent = new Unsent();
