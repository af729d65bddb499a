import { equalBytes } from '../encoding/bytes.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import type { LogStorage } from './storage.ts';
import { checkpointPath } from './tile-path.ts';

/**
 * The one file of a log that changes. It must be written by one log at a time, and once it is unknown what it holds,
 * nothing may be signed any more: the log has to be opened anew, from what is there.
 */
export class CheckpointFile {
  readonly #storage: LogStorage;
  #note: string;
  #unknown = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** `note` is what the file holds. */
  constructor(storage: LogStorage, note: string) {
    this.#storage = storage;
    this.#note = note;
  }

  /** Runs changes one after the other; rejects once it is unknown what the file holds. */
  inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(() => {
      if (!this.#unknown) return change();
      throw new Error('It is unknown which checkpoint stands, after an earlier error: open the log anew.');
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Rejects when the file does not hold what was written last: then somebody else has written it. */
  async refuseOtherWriter(): Promise<void> {
    const stored = await this.#storage.read(checkpointPath);
    if (stored !== null && equalBytes(stored, toUtf8(this.#note))) return;
    this.#unknown = true;
    throw new Error('The stored checkpoint is not the one that this log wrote: another process writes here.');
  }

  /** After any error the caller may not go on: what it was about to sign for may stand, or not. */
  async replace(note: string): Promise<void> {
    try {
      await this.refuseOtherWriter();
      await this.#storage.write(checkpointPath, toUtf8(note));
    } catch (error) {
      this.#unknown = true;
      throw error;
    }
    this.#note = note;
  }
}
