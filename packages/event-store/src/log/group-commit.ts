import type { DatabaseSync } from 'node:sqlite';

/** One change of the log. `apply` runs inside the transaction; `settle` only once it is on disk, or has failed. */
export type Change<T> = {
  apply(): T;
  settle(outcome: { ok: true; value: T } | { ok: false; error: Error }): void;
  /** Bytes that the change writes, so that one transaction stays bounded. */
  bytes: number;
};

const transactionBytesMax = 16 * 1024 * 1024;
const transactionChangesMax = 4096;

/**
 * Collects all changes of one turn of the event loop into one transaction: one sync of the disk answers them all.
 * When the transaction fails, nothing of it stays, and each change is tried alone: one that meets damage, or is too
 * large for what room the disk has, does not take the others with it.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #hooks: { begun(): void; committed(): void; undone(): void };
  #waiting: Change<unknown>[] = [];
  #scheduled = false;
  #closed = false;

  constructor(database: DatabaseSync, hooks: { begun(): void; committed(): void; undone(): void }) {
    this.#database = database;
    this.#hooks = hooks;
  }

  submit<T>(change: Change<T>): void {
    if (this.#closed) {
      change.settle({ ok: false, error: new Error('The event store is closing.') });
      return;
    }
    this.#waiting.push(change as Change<unknown>);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Commits all that waits, now. */
  flush(): void {
    this.#scheduled = false;
    while (this.#waiting.length > 0) this.#commit(this.#takeGroup());
  }

  close(): void {
    this.flush();
    this.#closed = true;
  }

  #takeGroup(): Change<unknown>[] {
    let bytes = 0;
    let count = 0;
    for (const change of this.#waiting) {
      if (count > 0 && (bytes + change.bytes > transactionBytesMax || count >= transactionChangesMax)) break;
      bytes += change.bytes;
      count += 1;
    }
    if (count < this.#waiting.length) return this.#waiting.splice(0, count);
    const group = this.#waiting;
    this.#waiting = [];
    return group;
  }

  #commit(group: Change<unknown>[]): void {
    let values: unknown[];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      this.#hooks.begun();
      values = group.map((change) => change.apply());
      this.#database.exec('COMMIT');
    } catch (cause) {
      this.#undo();
      if (group.length === 1) this.#refuse(group[0], cause);
      else for (const change of group) this.#commit([change]);
      return;
    }
    this.#hooks.committed();
    for (const [index, change] of group.entries()) change.settle({ ok: true, value: values[index] });
  }

  #refuse(change: Change<unknown> | undefined, cause: unknown): void {
    change?.settle({ ok: false, error: cause instanceof Error ? cause : new Error(String(cause)) });
  }

  #undo(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    } finally {
      this.#hooks.undone();
    }
  }
}
