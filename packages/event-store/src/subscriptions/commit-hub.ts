import type { EventLog } from '../log/event-log.ts';

/** Wakes the subscriptions that a commit concerns: one listener on the log, whatever their number. */
export class CommitHub {
  readonly #all = new Set<() => void>();
  readonly #byStream = new Map<number, Set<() => void>>();

  constructor(log: EventLog) {
    log.onCommit(({ streams }) => {
      for (const wake of this.#all) wake();
      if (this.#byStream.size === 0) return;
      for (const stream of streams) {
        for (const wake of this.#byStream.get(stream) ?? []) wake();
      }
    });
  }

  /** `stream` is 0 for every commit. Returns the way to stop being woken. */
  subscribe(stream: number, wake: () => void): () => void {
    if (stream === 0) {
      this.#all.add(wake);
      return () => this.#all.delete(wake);
    }
    const wakes = this.#byStream.get(stream) ?? new Set();
    this.#byStream.set(stream, wakes.add(wake));
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.#byStream.get(stream) === wakes) this.#byStream.delete(stream);
    };
  }

  /** Resolves with the next commit, or when `end` comes first: it is told how, and answers how to take that back. */
  next(stream: number, end: (wake: () => void) => () => void): Promise<void> {
    return new Promise((resolve) => {
      let takeBack = (): void => {};
      const wake = (): void => {
        unsubscribe();
        takeBack();
        resolve();
      };
      const unsubscribe = this.subscribe(stream, wake);
      takeBack = end(wake);
    });
  }

  get size(): number {
    let size = this.#all.size;
    for (const wakes of this.#byStream.values()) size += wakes.size;
    return size;
  }
}
