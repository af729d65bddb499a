import type { Consumer } from './consumer.ts';
import type { Message } from './ledger.ts';

/** Takes back what consumers have not answered in time. Owns one timer, for the message that waits longest. */
export class Expiry {
  readonly #timeoutMs: number;
  readonly #consumers: readonly Consumer[];
  readonly #expired: (messages: readonly Message[]) => void;
  #timer: NodeJS.Timeout | undefined;

  /** `timeoutMs` 0: consumers may take as long as they like. `consumers` is the group's own list, now and later. */
  constructor(
    timeoutMs: number,
    consumers: readonly Consumer[],
    expired: (messages: readonly Message[]) => void,
  ) {
    this.#timeoutMs = timeoutMs;
    this.#consumers = consumers;
    this.#expired = expired;
  }

  /** Called after messages were sent; nothing happens while a timer runs, whose message was sent before these. */
  watch(): void {
    if (this.#timer !== undefined || this.#timeoutMs === 0) return;
    const oldest = this.#consumers.flatMap((consumer) => consumer.oldestSentAtMs() ?? []);
    if (oldest.length === 0) return;
    const waitMs = Math.max(1, Math.min(...oldest) + this.#timeoutMs - performance.now());
    this.#timer = setTimeout(() => this.#expire(), waitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #expire(): void {
    this.#timer = undefined;
    const sentBeforeMs = performance.now() - this.#timeoutMs;
    this.#expired(this.#consumers.flatMap((consumer) => consumer.takeExpired(sentBeforeMs)));
    this.watch();
  }
}
