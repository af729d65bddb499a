/** Encoded bytes that a group holds for messages on their way, above which it reads no further. */
const openBytesMax = 32 * 1024 * 1024;

/** The same of all groups of the process together; above it each is content with its share. */
const openBytesOfAllMax = 96 * 1024 * 1024;
const openBytesShare = 1024 * 1024;
let openBytesOfAll = 0;

/** What the messages of one group hold in memory until they are finished. */
export class OpenBytes {
  #bytes = 0;
  #closed = false;

  get full(): boolean {
    return this.#bytes >= (openBytesOfAll >= openBytesOfAllMax ? openBytesShare : openBytesMax);
  }

  add(bytes: number): void {
    if (this.#closed) return;
    this.#bytes += bytes;
    openBytesOfAll += bytes;
  }

  /** The group is over, whatever becomes of its messages. */
  close(): void {
    this.add(-this.#bytes);
    this.#closed = true;
  }
}
