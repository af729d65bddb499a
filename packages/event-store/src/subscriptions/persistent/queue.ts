import type { Message } from './ledger.ts';

/**
 * Messages that wait for a consumer: those to be tried again before those never sent, each in log order; between them
 * what is replayed, in the order in which it was parked.
 */
export class MessageQueue {
  #retries: Message[] = [];
  #replays: Message[] = [];
  #fresh: Message[] = [];

  get retryCount(): number {
    return this.#retries.length + this.#replays.length;
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

  /** A message to be tried again, or one that is replayed. */
  retry(message: Message): void {
    if (message.parkedRevision !== null) this.#replays.push(message);
    else insertInOrder(this.#retries, message);
  }

  /** Offers messages in turn; those that `take` accepts leave the queue. It ends the round by answering `stop`. */
  offer(take: (message: Message) => 'taken' | 'kept' | 'stop'): void {
    this.#retries = offerAll(this.#retries, take);
    this.#replays = offerAll(this.#replays, take);
    this.#fresh = offerAll(this.#fresh, take);
  }
}

function insertInOrder(messages: Message[], message: Message): void {
  let [low, high] = [0, messages.length];
  // What comes back comes mostly in order: at the end.
  if ((messages.at(-1)?.order ?? -1) <= message.order) low = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle] as Message).order <= message.order) low = middle + 1;
    else high = middle;
  }
  messages.splice(low, 0, message);
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
