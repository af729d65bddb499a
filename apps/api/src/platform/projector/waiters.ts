/** Those who wait until the projector has passed a position. */
export interface Waiters {
  /** True once the position is reached, false after the time or when given up. */
  add(position: bigint, timeoutMs: number): Promise<boolean>;
  reached(position: bigint): void;
  giveUp(): void;
}

interface Waiter {
  readonly position: bigint;
  readonly answer: (reached: boolean) => void;
}

export function createWaiters(): Waiters {
  const waiting = new Set<Waiter>();
  return {
    add(position, timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => waiter.answer(false), timeoutMs);
      const waiter: Waiter = {
        position,
        answer(reached) {
          clearTimeout(timer);
          waiting.delete(waiter);
          resolve(reached);
        },
      };
      waiting.add(waiter);
      return promise;
    },
    reached(position) {
      for (const waiter of [...waiting]) if (waiter.position <= position) waiter.answer(true);
    },
    giveUp() {
      for (const waiter of [...waiting]) waiter.answer(false);
    },
  };
}
