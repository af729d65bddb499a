import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';

/** Brings to the disk what has been committed. */
export type Disk = {
  /** Calls `done` once everything that was committed before this call is on disk, or with why it is not. */
  sync(done: (error: Error | null) => void): void;
  /** The same, and the process waits. Throws when it fails. */
  syncNow(): void;
  close(): void;
};

/**
 * The disk under a write-ahead log. SQLite writes a commit's pages into the log and leaves the sync to us: it runs
 * beside the event loop, which decodes the next appends and serves readers meanwhile, and it is an `fdatasync`, which
 * spares the file system the time stamps that SQLite's own `fsync` has it write each time. SQLite still syncs by
 * itself whatever keeps the database whole: the log's header, and both files around a checkpoint.
 */
export function diskUnder(writeAheadLog: string): Disk {
  const descriptor = openSync(writeAheadLog, 'r+');
  let running = 0;
  let closed = false;
  const letGo = () => {
    if (closed && running === 0) closeSync(descriptor);
  };
  return {
    sync(done) {
      running += 1;
      fdatasync(descriptor, (error) => {
        running -= 1;
        letGo();
        done(error);
      });
    },
    syncNow: () => fdatasyncSync(descriptor),
    close() {
      closed = true;
      letGo();
    },
  };
}
