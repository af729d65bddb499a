import { BoundedMap, weightOfText } from './bounded-map.ts';
import type { Names } from './names.ts';
import type { RecordCodec } from './record.ts';
import type { Records } from './records.ts';
import {
  isMetadataStream,
  metadataStreamOf,
  newStreamState,
  parseRetention,
  type StreamState,
} from './stream-state.ts';

const cachedStreamsMax = 50_000;

/** A stream as the writer left it, and as readers see it until that is on disk. */
type Ahead = { now: StreamState; before: StreamState };

type MetadataTip = Pick<StreamState, 'id' | 'lastRevision' | 'tombstoned'>;

/**
 * The state of each stream, kept for those used last and read from the tables for the others. Readers see what is on
 * disk: what the writer has changed stands beside it until it is synced.
 */
export class Streams {
  readonly #cached = new BoundedMap<string, StreamState>(cachedStreamsMax, weightOfText);
  /** What the running transaction has changed. */
  readonly #changed = new Map<string, Ahead>();
  /** What is committed and not synced: the tables hold more of these streams than readers may see. */
  readonly #unsynced = new Map<string, Ahead>();
  readonly #names: Names;
  readonly #records: Records;
  readonly #codec: RecordCodec;

  constructor(names: Names, records: Records, codec: RecordCodec) {
    this.#names = names;
    this.#records = records;
    this.#codec = codec;
  }

  /** The stream's state; a stream that nobody has written to yet has the id 0. */
  state(name: string): StreamState {
    const known = this.#cached.get(name) ?? this.#unsynced.get(name)?.before;
    if (known !== undefined) return known;
    const state = this.#load(name);
    this.#cached.set(name, state);
    return state;
  }

  /** A tombstone closes a stream, and the stream of its metadata with it. */
  isClosed(name: string): boolean {
    return this.state(name).tombstoned || (isMetadataStream(name) && this.state(name.slice(2)).tombstoned);
  }

  /**
   * The state as the writer left it, synced or not. Not to be changed. What it reads from the tables is not kept: it is
   * mostly a stream that is about to have its first event, and `synced` keeps that.
   */
  latest(name: string): StreamState {
    const ahead = this.#changed.get(name) ?? this.#unsynced.get(name);
    return ahead?.now ?? this.#cached.get(name) ?? this.#load(name);
  }

  /** What `latest` gave, for the running transaction to change; taken before the transaction writes to the stream. */
  change(latest: StreamState): StreamState {
    const { name } = latest;
    const changed = this.#changed.get(name);
    if (changed !== undefined) return changed.now;
    const before = this.#unsynced.get(name)?.before ?? latest;
    const now = { ...latest };
    this.#changed.set(name, { now, before });
    return now;
  }

  /** The states that the transaction has left, to be handed to `synced`. */
  committed(): StreamState[] {
    const states: StreamState[] = [];
    for (const [name, ahead] of this.#changed) {
      this.#unsynced.set(name, ahead);
      states.push(ahead.now);
    }
    this.#changed.clear();
    return states;
  }

  undone(): void {
    this.#changed.clear();
  }

  /** A transaction is on disk: readers see what it has left. */
  synced(states: readonly StreamState[]): void {
    for (const state of states) {
      this.#cached.set(state.name, state);
      const ahead = this.#unsynced.get(state.name);
      if (ahead?.now === state) this.#unsynced.delete(state.name);
      else if (ahead !== undefined) ahead.before = state;
    }
  }

  /** The JSON of the stream's newest metadata event, or null. */
  metadataJson(name: string): string | null {
    const unsynced = this.#unsynced.get(metadataStreamOf(name));
    return unsynced === undefined ? this.latestMetadataJson(name) : this.#metadataIn(unsynced.before);
  }

  /** The same as the writer left it. */
  latestMetadataJson(name: string): string | null {
    if (isMetadataStream(name)) return null;
    const id = this.#names.find(metadataStreamOf(name));
    return id === undefined ? null : this.#metadataIn({ id, ...this.#records.tip(id) });
  }

  #metadataIn({ id, lastRevision, tombstoned }: MetadataTip): string | null {
    if (tombstoned) return null;
    const newest = this.#records.at(id, lastRevision);
    return newest === undefined ? null : Buffer.from(this.#codec.data(newest.record)).toString();
  }

  #load(name: string): StreamState {
    const state = newStreamState(name);
    const id = this.#names.find(name);
    if (id !== undefined) {
      const tip = this.#records.tip(id);
      Object.assign(state, tip, { id });
    }
    const metadata = this.metadataJson(name);
    return metadata === null ? state : Object.assign(state, parseRetention(metadata));
  }
}
