import type { Message } from './ledger.ts';

/** Messages that wait for a consumer: those to be tried again before those never sent, each in log order. */
export class MessageQueue {
  #retries: Message[] = [];
  #fresh: Message[] = [];

  get retryCount(): number {
    return this.#retries.length;
  }

  get freshCount(): number {
    return this.#fresh.length;
  }

  get size(): number {
    return this.retryCount + this.freshCount;
  }

  push(message: Message): void {
    this.#fresh.push(message);
  }

  retry(message: Message): void {
    this.#retries.push(message);
  }

  /** Offers messages in turn; those that `take` accepts leave the queue. It ends the round by answering `stop`. */
  offer(take: (message: Message) => 'taken' | 'kept' | 'stop'): void {
    this.#retries = offerAll(this.#retries, take);
    this.#fresh = offerAll(this.#fresh, take);
  }
}

function offerAll(messages: Message[], take: (message: Message) => 'taken' | 'kept' | 'stop'): Message[] {
  const kept: Message[] = [];
  for (const [index, message] of messages.entries()) {
    const answer = take(message);
    if (answer === 'taken') continue;
    if (answer === 'stop') return index === 0 ? messages : kept.concat(messages.slice(index));
    kept.push(message);
  }
  return kept;
}
