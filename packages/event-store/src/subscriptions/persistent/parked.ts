import type { EventLog } from '../../log/event-log.ts';
import type { ResolvedRecord } from '../../log/links.ts';
import { linkEvent, ownEvent, type StoredRecord } from '../../log/record.ts';
import { firstRevision, metadataStreamOf } from '../../log/stream-state.ts';
import type { AppendOutcome } from '../../log/writer.ts';
import type { Message } from './ledger.ts';
import type { GroupKey } from './settings.ts';

/** The name is EventStoreDB's. */
export function parkedStreamOf({ stream, group }: GroupKey): string {
  return `$persistentsubscription-${stream}::${group}-parked`;
}

/** The stream of links to the events that a group has given up on. */
export class ParkedStream {
  readonly name: string;
  readonly #log: EventLog;

  constructor(log: EventLog, key: GroupKey) {
    this.#log = log;
    this.name = parkedStreamOf(key);
  }

  /** How many links are there that have not been replayed. */
  get count(): number {
    const stream = this.#log.streams.state(this.name);
    if (stream.softDeleted || stream.lastRevision < 0) return 0;
    return Math.max(0, stream.lastRevision - firstRevision(stream) + 1);
  }

  /**
   * Settles once the link is on disk; only then may the group count the message as finished. Where the parked stream was
   * closed by a tombstone nothing can be parked any more, and a message that would be is let go.
   */
  park(message: Message, reason: string, settle: (ok: boolean) => void): void {
    const { resolved } = message;
    const target = targetOf(this.#log, resolved);
    if (target === null) {
      settle(true);
      return;
    }
    const metadata = {
      added: new Date().toISOString(),
      reason: reason.slice(0, 4096),
      subscriptionEventNumber: (resolved.link ?? resolved.event)?.revision,
    };
    const event = linkEvent(crypto.randomUUID(), target, JSON.stringify(metadata));
    this.#log.append(this.name, 'any', [event], (outcome) =>
      settle(outcome.ok && outcome.value.kind !== 'wrong_expected_revision'),
    );
  }

  /** The links from `from` on and before `stopBefore`, at most `countMax`. */
  links(from: number, stopBefore: number, countMax: number): StoredRecord[] {
    const stream = this.#log.streams.state(this.name);
    if (stream.softDeleted) return [];
    const rows = this.#log.readStreamForward(stream, from, { countMax, bytesMax: 1024 * 1024 });
    return rows.filter((row) => row.revision < stopBefore);
  }

  /** Of what can be replayed; the next one when there is nothing, as in a deleted stream. */
  get firstRevision(): number {
    return Math.min(firstRevision(this.#log.streams.state(this.name)), this.nextRevision);
  }

  get nextRevision(): number {
    return this.#log.streams.state(this.name).lastRevision + 1;
  }

  /** Lets go of the links before `revision`: their events have been handled. */
  truncateBefore(revision: number): void {
    this.#append(JSON.stringify({ $tb: revision }));
  }

  delete(): void {
    const ignore = () => {};
    this.#log.delete(this.name, 'any', crypto.randomUUID(), ignore);
  }

  #append(json: string): void {
    const event = ownEvent('$metadata', json);
    const ignore: (outcome: { ok: true; value: AppendOutcome } | { ok: false; error: Error }) => void =
      () => {};
    this.#log.append(metadataStreamOf(this.name), 'any', [event], ignore);
  }
}

/** What a parked link says: the event that was handed out; where its link led to nothing, what that link says. */
function targetOf(log: EventLog, { event, link }: ResolvedRecord): string | null {
  if (event !== null) return log.placeOf(event);
  return link === null ? null : Buffer.from(log.dataOf(link)).toString();
}
