import type { EventLog } from '../../log/event-log.ts';
import type { Ledger } from './ledger.ts';
import type { GroupSettings } from './settings.ts';

/** Stores the order up to which a group is finished; called in a transaction of the log. */
export type SaveCheckpoint = (order: number) => void;

/** Writes a group's checkpoint: after so many finished messages, after so long, and when the group closes. */
export class Checkpoints {
  readonly #log: EventLog;
  readonly #save: SaveCheckpoint;
  readonly #ledger: Ledger;
  readonly #settings: GroupSettings;
  #saved: number;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    parts: { log: EventLog; save: SaveCheckpoint },
    ledger: Ledger,
    settings: GroupSettings,
    saved: number,
  ) {
    this.#log = parts.log;
    this.#save = parts.save;
    this.#ledger = ledger;
    this.#settings = settings;
    this.#saved = saved;
  }

  /** The order that is stored, or is being stored. */
  get saved(): number {
    return this.#saved;
  }

  /** A message was finished. */
  finished(): void {
    if (this.#ledger.finishedSinceMark >= this.#settings.maxCheckpointCount) this.#write();
    else this.#later();
  }

  /** The group has looked further; what its filter keeps back moves the checkpoint too. */
  scanned(): void {
    if (this.#ledger.checkpoint - this.#saved >= this.#settings.maxCheckpointCount) this.#later();
  }

  close(): void {
    this.#write();
    clearTimeout(this.#timer);
    this.#closed = true;
  }

  #later(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write();
    }, this.#settings.checkpointAfterMs);
    this.#timer.unref();
  }

  #write(): void {
    const { checkpoint } = this.#ledger;
    this.#ledger.mark();
    if (checkpoint === this.#saved || this.#closed) return;
    const before = this.#saved;
    this.#saved = checkpoint;
    this.#log.transact(
      () => this.#save(checkpoint),
      (outcome) => {
        if (!outcome.ok && this.#saved === checkpoint) this.#saved = before;
      },
    );
  }
}
