/** Messages that were sent, and how many of them since somebody last asked. */
export class Throughput {
  #total = 0;
  #measured = 0;
  #measuredAtMs = performance.now();

  get total(): number {
    return this.#total;
  }

  count(): void {
    this.#total += 1;
  }

  /** As in EventStoreDB, who asks begins a new measurement for all who ask after them. */
  measure(nowMs: number): { count: number; perSecond: number } {
    const count = this.#total - this.#measured;
    const seconds = (nowMs - this.#measuredAtMs) / 1000;
    this.#measured = this.#total;
    this.#measuredAtMs = nowMs;
    return { count, perSecond: seconds > 0 ? Math.floor(count / seconds) : 0 };
  }
}
