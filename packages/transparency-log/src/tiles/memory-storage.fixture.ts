import type { LogStorage } from './storage.ts';

/** What happens to the write at which a `CutStorage` is cut: nothing of it, half of it, or all of it, is stored. */
export type Cut = 'before' | 'torn' | 'after';

/** Files in memory. */
export class MemoryStorage implements LogStorage {
  readonly files: Map<string, Uint8Array>;
  /** Every write so far, in order. */
  readonly written: { readonly path: string; readonly bytes: Uint8Array }[] = [];

  constructor(files: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.files = new Map(files);
  }

  async read(path: string): Promise<Uint8Array | null> {
    return this.files.get(path) ?? null;
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.files.set(path, bytes.slice());
    this.written.push({ path, bytes });
  }
}

/** Fails at the write with this number, and at all that follow, as a process does that has died. */
export class CutStorage extends MemoryStorage {
  #left: number;
  readonly #cut: Cut;

  constructor(files: ReadonlyMap<string, Uint8Array>, writes: number, cut: Cut) {
    super(files);
    this.#left = writes;
    this.#cut = cut;
  }

  override async write(path: string, bytes: Uint8Array): Promise<void> {
    if (this.#left > 0) {
      this.#left -= 1;
      return super.write(path, bytes);
    }
    // The checkpoint is replaced whole or not at all: that much a storage promises.
    const torn = this.#cut === 'torn' && path !== 'checkpoint';
    if (this.#left === 0 && this.#cut === 'after') await super.write(path, bytes);
    if (this.#left === 0 && torn) await super.write(path, bytes.slice(0, bytes.length / 2));
    this.#left = -1;
    throw new Error('The power went out.');
  }
}
