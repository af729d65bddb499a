import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Disk } from './disk.ts';

/** One change of the log. `apply` runs inside the transaction; `settle` only once it is on disk, or has failed. */
export type Change<T> = {
  apply(): T;
  settle(outcome: { ok: true; value: T } | { ok: false; error: Error }): void;
  /** Bytes that the change writes, so that one transaction stays bounded. */
  bytes: number;
};

/**
 * `committed` answers with what a transaction did, `synced` is told of it when it is on disk, in the same order. `failed` is
 * told once, when the disk is not trusted any more.
 */
export type CommitHooks<C> = {
  begun(): void;
  committed(): C;
  undone(): void;
  synced(commit: C): void;
  failed(error: Error): void;
};

const transactionBytesMax = 16 * 1024 * 1024;
const transactionChangesMax = 4096;

/** Changes of so many bytes are worth a transaction of their own while a sync runs. */
const eagerBytesMin = 48 * 1024;

/**
 * What is worth having here at once where a sync is done in place. The first of a burst are answered while the rest has
 * not been decoded, and a client that has answers to read is not waiting; but the longer a sync takes, the more must
 * share it.
 */
const worthwhileBytesMin = 12 * 1024;
const worthwhileBytesPerSyncMs = 28 * 1024;

/** About what is applied in a millisecond. */
const bytesPerMs = 64 * 1024;

/** Bounds of the work of one transaction, when others can follow at once. */
const workMsMin = 1;
const workMsMax = 4;

/**
 * Quicker syncs are done in place: beside a busy loop one of 0.45 ms takes 0.8 to 1 ms until the loop hears of it, and a
 * disk under load takes 0.4 to 1.2 ms for one. The bound is well above, because turning to syncs beside the loop for a
 * busy moment costs more than standing still in it.
 */
const syncInPlaceMsMax = 2;

/** What a sync is taken to cost until some have been measured. */
const firstSyncMs = 0.5;

/**
 * No sync counts for more, lest a few be remembered for long: a disk is slow when about half of its syncs are. One beside
 * the loop counts when it takes more, because then it is not the loop that hears of it late.
 */
const toldMsMax = 2 * syncInPlaceMsMax;

/** So much of what is known gives way to each sync that is measured. */
const shareOfLatest = 1 / 16;

/** While syncs run beside the loop, every so many one is done in place, to see how long it takes when nobody waits. */
const syncsPerProbe = 32;

type Applied = { change: Change<unknown>; value: unknown };

type Committed<C> = { commit: C; applied: Applied[] };

/**
 * Collects the changes of one turn of the event loop, and those that come while the disk is syncing, into one
 * transaction: one sync answers them all. A transaction takes changes until applying them has taken as long as a sync
 * does. A larger one would save little, and a writer who is answered early prepares its next append while the disk is
 * busy with the rest. When a transaction fails, nothing of it stays, and each change is tried alone: one that meets
 * damage, or is too large for what room the disk has, does not take the others with it.
 *
 * One sync runs at a time, and answers what was committed before it began. When a sync fails nobody knows what is on
 * disk: its changes fail, and so does every later one until the log is opened again.
 */
export class GroupCommit<C> {
  readonly #hooks: CommitHooks<C>;
  readonly #database: DatabaseSync;
  readonly #disk: Disk | null;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  #waiting: Change<unknown>[] = [];
  #waitingBytes = 0;
  #committed: Committed<C>[] = [];
  #scheduled = false;
  #syncing = false;
  /** How many of the committed transactions the running sync covers; a flush answers them before it has ended. */
  #covered = 0;
  /** How long a sync takes, on average: so long the loop stands still for one that is done in place. */
  #syncMs: number;
  #syncs = 0;
  #refusal: Error | null = null;

  /** `syncMs`: how long a sync takes, until some have been measured. */
  constructor(database: DatabaseSync, disk: Disk | null, hooks: CommitHooks<C>, syncMs = firstSyncMs) {
    this.#syncMs = syncMs;
    this.#database = database;
    this.#disk = disk;
    this.#hooks = hooks;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
  }

  submit<T>(change: Change<T>): void {
    if (this.#refusal !== null) {
      change.settle({ ok: false, error: this.#refusal });
      return;
    }
    this.#waiting.push(change as Change<unknown>);
    this.#waitingBytes += change.bytes;
    this.#schedule();
  }

  /** How many bytes are worth having here at once; while a sync runs beside the loop, what is written meanwhile. */
  get worthwhileBytes(): number {
    if (this.#syncMs < syncInPlaceMsMax) {
      return Math.max(worthwhileBytesMin, this.#syncMs * worthwhileBytesPerSyncMs);
    }
    return eagerBytesMin + Math.min(this.#syncMs, workMsMax) * bytesPerMs;
  }

  /** Commits all that waits and syncs it, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#commit(Infinity);
    if (this.#committed.length > 0) this.#syncNow();
  }

  close(): void {
    this.flush();
    this.#refusal ??= new Error('The event store is closing.');
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    if (this.#syncing && this.#waitingBytes < eagerBytesMin) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turn();
    });
  }

  #turn(): void {
    const workMs = Math.min(workMsMax, Math.max(workMsMin, this.#syncMs));
    if (this.#waiting.length > 0) this.#commit(this.#disk === null ? Infinity : workMs);
    if (this.#disk === null) this.#synced(this.#committed.length, null);
    else this.#sync(this.#disk);
    this.#schedule();
  }

  #sync(disk: Disk): void {
    if (this.#syncing || this.#committed.length === 0) return;
    this.#syncs += 1;
    if (this.#syncMs < syncInPlaceMsMax || this.#syncs % syncsPerProbe === 0) this.#syncNow();
    else this.#syncBeside(disk);
  }

  #syncBeside(disk: Disk): void {
    this.#syncing = true;
    this.#covered = this.#committed.length;
    const begunMs = performance.now();
    disk.sync((error) => {
      const tookMs = performance.now() - begunMs;
      if (tookMs > toldMsMax) this.#took(tookMs);
      this.#syncing = false;
      this.#synced(this.#covered, error);
      this.#sync(disk);
      this.#schedule();
    });
  }

  #syncNow(): void {
    const begunMs = performance.now();
    let failure: Error | null = null;
    try {
      this.#disk?.syncNow();
      this.#took(performance.now() - begunMs);
    } catch (cause) {
      failure = asError(cause);
    }
    this.#covered = 0;
    this.#synced(this.#committed.length, failure);
  }

  #took(syncMs: number): void {
    this.#syncMs += (Math.min(syncMs, toldMsMax) - this.#syncMs) * shareOfLatest;
  }

  /** Commits what waits, or as much of it as is applied in `workMs`. */
  #commit(workMs: number): void {
    const { count, failed } = this.#transact(this.#waiting, workMs);
    const group = this.#waiting.splice(0, Math.max(1, count));
    for (const { bytes } of group) this.#waitingBytes -= bytes;
    if (failed === null) return;
    for (const change of group) {
      const alone = this.#transact([change], Infinity);
      if (alone.failed !== null) change.settle({ ok: false, error: asError(alone.failed.cause) });
    }
  }

  /** One transaction of the first changes; `count` says how many it took. */
  #transact(
    changes: readonly Change<unknown>[],
    workMs: number,
  ): { count: number; failed: { cause: unknown } | null } {
    const applied: Applied[] = [];
    let count = 0;
    let bytes = 0;
    try {
      this.#begin.run();
      this.#hooks.begun();
      const endMs = performance.now() + workMs;
      for (const change of changes) {
        bytes += change.bytes;
        if (count > 0 && (bytes > transactionBytesMax || performance.now() >= endMs)) break;
        if (count === transactionChangesMax) break;
        count += 1;
        applied.push({ change, value: change.apply() });
      }
      this.#end.run();
    } catch (cause) {
      this.#undo();
      return { count, failed: { cause } };
    }
    this.#committed.push({ commit: this.#hooks.committed(), applied });
    return { count, failed: null };
  }

  /** Answers the first `count` committed transactions. */
  #synced(count: number, error: Error | null): void {
    const synced = this.#committed.splice(0, count);
    if (error !== null) this.#breakOff(error, synced);
    else {
      for (const { commit } of synced) this.#hooks.synced(commit);
      for (const { applied } of synced) {
        for (const { change, value } of applied) change.settle({ ok: true, value });
      }
    }
  }

  #breakOff(cause: Error, synced: readonly Committed<C>[]): void {
    const why = `The disk did not sync: ${cause.message}. Look after the disk, then start the node again.`;
    const error = new Error(why, { cause });
    this.#refusal = error;
    const committed = [...synced, ...this.#committed].flatMap(({ applied }) => applied);
    const changes = [...committed.map(({ change }) => change), ...this.#waiting];
    this.#committed = [];
    this.#waiting = [];
    for (const change of changes) change.settle({ ok: false, error });
    this.#hooks.failed(error);
  }

  #undo(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    } finally {
      this.#hooks.undone();
    }
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
