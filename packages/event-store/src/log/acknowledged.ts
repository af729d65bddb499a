import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

const digits = 16;

/**
 * Remembers the newest position whose commit was synced, in a file beside the log. It is written after the sync and
 * not synced itself: it costs microseconds, survives the death of the process, and is never ahead of the log. A log
 * that ends before it has lost answered appends, which SQLite would pass over in silence when its write-ahead log
 * is damaged.
 */
export class Acknowledged {
  readonly #descriptor: number;

  constructor(file: string) {
    this.#descriptor = openSync(file, existsSync(file) ? 'r+' : 'w');
  }

  note(position: number): void {
    writeSync(this.#descriptor, String(position).padStart(digits, '0'), 0);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The position noted in `file`; 0 when there is none, or none that can be read. */
export function acknowledgedIn(file: string): number {
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, 'latin1');
  return /^\d{16}$/.test(text) ? Number(text) : 0;
}
