import { BoundedMap } from './bounded-map.ts';
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

/** The state of each stream, kept for those used last and read from the tables for the others. */
export class Streams {
  readonly #cached = new BoundedMap<string, StreamState>(cachedStreamsMax);
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
    const cached = this.#cached.get(name);
    if (cached !== undefined) return cached;
    const state = this.#load(name);
    this.#cached.set(name, state);
    return state;
  }

  /** The JSON of the stream's newest metadata event, or null. */
  metadataJson(name: string): string | null {
    if (isMetadataStream(name)) return null;
    const id = this.#names.find(metadataStreamOf(name));
    if (id === undefined) return null;
    const newest = this.#records.at(id, this.#records.tip(id).lastRevision);
    return newest === undefined ? null : Buffer.from(this.#codec.data(newest.record)).toString();
  }

  /** Takes over what a metadata event says, when its stream's state is held. */
  metadataWritten(name: string, json: string): void {
    const state = this.#cached.get(name);
    if (state !== undefined) Object.assign(state, parseRetention(json));
  }

  /** Forgets everything, after a transaction was undone. */
  forget(): void {
    this.#cached.clear();
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
