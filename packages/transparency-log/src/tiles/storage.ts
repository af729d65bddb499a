/**
 * Where the files of a log lie. Paths are those of tlog-tiles, relative to the log's prefix, with `/` between their
 * elements: `checkpoint`, `tile/0/x001/234`, `tile/entries/000.p/7`. The caller decides what stands behind them.
 */
export interface LogReader {
  /** All bytes of a file, or null when there is none. */
  read(path: string): Promise<Uint8Array | null>;
}

export interface LogStorage extends LogReader {
  /**
   * Writes a file in place of the one that was there. When the promise resolves the bytes are durable; whatever
   * happens before, readers find the old file or the new one, never a part (write beside, sync, rename).
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
}
