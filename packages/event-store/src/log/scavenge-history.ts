import type { EventLog } from './event-log.ts';
import { resolveLink } from './links.ts';
import { linkEvent, ownEvent, type ProposedEvent } from './record.ts';
import type { Scavenged } from './scavenge.ts';
import { metadataStreamOf } from './stream-state.ts';

const index = '$scavenges';
const startedType = '$scavengeStarted';
const completedType = '$scavengeCompleted';
/** The history is kept for 30 days, as in EventStoreDB. */
const retention = JSON.stringify({ $maxAge: 30 * 24 * 60 * 60 });

export type ScavengeResult = 'Success' | 'Stopped' | 'Errored' | 'Interrupted';

export type ScavengeEnd = { result: ScavengeResult; error: string | null; tookMs: number } & Scavenged;

/**
 * What EventStoreDB tells of its scavenges in the log itself: the stream `$scavenges-ID` begins with
 * `$scavengeStarted` and ends with `$scavengeCompleted`, and `$scavenges` holds a link to each of these.
 */
export class ScavengeHistory {
  readonly #log: EventLog;
  readonly #nodeEndpoint: () => string;

  constructor(log: EventLog, nodeEndpoint: () => string) {
    this.#log = log;
    this.#nodeEndpoint = nodeEndpoint;
  }

  async started(id: string): Promise<void> {
    if (this.#log.streams.state(index).maxAgeSeconds === null) await this.#retain(index);
    await this.#retain(streamOf(id));
    await this.#tell(id, startedType, {});
  }

  async completed(id: string, { result, error, tookMs, bytes }: ScavengeEnd): Promise<void> {
    await this.#tell(id, completedType, { result, error, timeTaken: timeSpan(tookMs), spaceSaved: bytes });
  }

  /** Tells of the scavenge that the last process did not end, if there was one. */
  async endInterrupted(): Promise<void> {
    const id = this.#unended();
    if (id === null) return;
    const error = 'The node was restarted.';
    await this.completed(id, { result: 'Interrupted', error, tookMs: 0, events: 0, bytes: 0 });
  }

  /** One runs at a time, so that only the newest can be without an end. */
  #unended(): string | null {
    const log = this.#log;
    const state = log.streams.state(index);
    const link = log.readRecord(state, state.lastRevision);
    const event = link === undefined ? null : resolveLink(log, link).event;
    if (event === null || event.type !== log.typeNames.find(startedType)) return null;
    return log.streamNames.nameOf(event.stream).slice(streamOf('').length);
  }

  #retain(stream: string): Promise<number> {
    return this.#append(metadataStreamOf(stream), ownEvent('$metadata', retention));
  }

  async #tell(scavengeId: string, type: string, said: Record<string, unknown>): Promise<void> {
    const data = JSON.stringify({ scavengeId, nodeEndpoint: this.#nodeEndpoint(), ...said });
    const stream = streamOf(scavengeId);
    const revision = await this.#append(stream, ownEvent(type, data));
    await this.#append(index, linkEvent(crypto.randomUUID(), `${revision}@${stream}`));
  }

  #append(stream: string, event: ProposedEvent): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#log.append(stream, 'any', [event], (outcome) => {
        if (!outcome.ok) reject(outcome.error);
        else if (outcome.value.kind === 'appended') resolve(outcome.value.revision);
        else reject(new Error(`The stream '${stream}' takes no events any more.`));
      });
    });
  }
}

function streamOf(scavengeId: string): string {
  return `${index}-${scavengeId}`;
}

/** .NET's TimeSpan, as EventStoreDB writes it: `hh:mm:ss.fffffff`, with days before them from one on. */
function timeSpan(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  const clock = [hours % 24, minutes % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const ticks = String(Math.floor((ms % 1000) * 10_000)).padStart(7, '0');
  return `${days === 0 ? '' : `${days}.`}${clock}.${ticks}`;
}
