import type { Change } from './projector.ts';

/** Changes that may wait for one subscriber. */
const changesWaitingMax = 10_000;

/** The subscriber did not take its changes in time; it starts anew from a fresh query. */
class SubscriberTooSlow extends Error {
  constructor() {
    super(`more than ${changesWaitingMax} changes waited for one subscriber; query anew and subscribe again`);
    this.name = 'SubscriberTooSlow';
  }
}

/** Hands each change to every subscriber, through a bounded queue of its own. */
export interface ChangeFeed {
  publish(changes: readonly Change[]): void;
  /** Changes from the call on, until the subscriber returns or the feed ends. */
  subscribe(): AsyncIterableIterator<Change>;
  end(): void;
}

export function createChangeFeed(): ChangeFeed {
  const subscribers = new Set<Subscriber>();
  let ended = false;
  return {
    publish(changes) {
      for (const subscriber of subscribers) subscriber.take(changes);
    },
    subscribe() {
      const subscriber = new Subscriber(() => subscribers.delete(subscriber));
      if (ended) subscriber.end();
      else subscribers.add(subscriber);
      return subscriber;
    },
    end() {
      ended = true;
      for (const subscriber of [...subscribers]) subscriber.end();
    },
  };
}

class Subscriber implements AsyncIterableIterator<Change> {
  private queue: Change[] = [];
  private wake: (() => void) | null = null;
  private over: 'NO' | 'ENDED' | 'TOO_SLOW' = 'NO';
  private readonly onEnd: () => void;

  constructor(onEnd: () => void) {
    this.onEnd = onEnd;
  }

  take(changes: readonly Change[]): void {
    if (this.queue.length + changes.length > changesWaitingMax) {
      this.over = 'TOO_SLOW';
      this.queue = [];
      this.onEnd();
    } else this.queue.push(...changes);
    this.wake?.();
  }

  end(): void {
    if (this.over === 'NO') this.over = 'ENDED';
    this.onEnd();
    this.wake?.();
  }

  async next(): Promise<IteratorResult<Change>> {
    for (;;) {
      const change = this.queue.shift();
      if (change !== undefined) return { value: change, done: false };
      if (this.over === 'TOO_SLOW') throw new SubscriberTooSlow();
      if (this.over === 'ENDED') return { value: undefined, done: true };
      const { promise, resolve } = Promise.withResolvers<void>();
      this.wake = resolve;
      await promise;
    }
  }

  async return(): Promise<IteratorResult<Change>> {
    this.queue = [];
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
