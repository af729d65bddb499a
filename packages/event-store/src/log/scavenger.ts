import type { EventLog } from './event-log.ts';
import { type Scavenged, scavenge } from './scavenge.ts';
import { type ScavengeEnd, ScavengeHistory } from './scavenge-history.ts';

/** Runs one scavenge at a time, and keeps their history. */
export class Scavenger {
  /** Of all since the start, for the operator. */
  readonly done: Scavenged & { scavenges: number } = { scavenges: 0, events: 0, bytes: 0 };
  readonly #log: EventLog;
  readonly #history: ScavengeHistory;
  #running: { id: string; stop: AbortController } | null = null;

  constructor(log: EventLog, nodeEndpoint: () => string) {
    this.#log = log;
    this.#history = new ScavengeHistory(log, nodeEndpoint);
  }

  /** The id of the one that runs. */
  get running(): string | null {
    return this.#running?.id ?? null;
  }

  /** The id of the one that begins with this, or of the one that runs already. */
  start(): { id: string; isNew: boolean } {
    if (this.#running !== null) return { id: this.#running.id, isNew: false };
    const running = { id: crypto.randomUUID(), stop: new AbortController() };
    this.#running = running;
    // What cannot be told has no reader: the log is closed, full or has failed, and says so itself.
    this.#run(running.id, running.stop.signal)
      .catch(() => {})
      .finally(() => {
        this.#running = null;
      });
    return { id: running.id, isNew: true };
  }

  /** Ends the scavenge between two of its transactions; false when none of that id runs. */
  stop(id: string): boolean {
    if (this.#running?.id !== id) return false;
    this.#running.stop.abort();
    return true;
  }

  /** Tells of the one that the last process did not end. To be called once, before any other. */
  endInterrupted(): Promise<void> {
    return this.#history.endInterrupted().catch(() => {});
  }

  async #run(id: string, stop: AbortSignal): Promise<void> {
    const begunMs = performance.now();
    const deleted: Scavenged = { events: 0, bytes: 0 };
    const end: Pick<ScavengeEnd, 'result' | 'error'> = { result: 'Success', error: null };
    await this.#history.started(id);
    try {
      await scavenge(this.#log, deleted, stop);
      if (stop.aborted) end.result = 'Stopped';
    } catch (error) {
      Object.assign(end, {
        result: 'Errored',
        error: error instanceof Error ? error.message : String(error),
      });
    }
    this.done.scavenges += 1;
    this.done.events += deleted.events;
    this.done.bytes += deleted.bytes;
    await this.#history.completed(id, { ...end, ...deleted, tookMs: performance.now() - begunMs });
  }
}
