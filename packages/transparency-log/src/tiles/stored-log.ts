import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { type LogIdentity, openCheckpoint } from '../checkpoint/open.ts';
import { fromUtf8 } from '../encoding/utf8.ts';
import { DamagedLogError, FormatError, VerificationError } from '../errors.ts';
import { formatProof } from '../proof/log-proof.ts';
import { proveConsistency, proveInclusion } from '../tree/prove.ts';
import type { Edge } from './edge.ts';
import { readEdge } from './read-edge.ts';
import type { LogReader } from './storage.ts';
import { checkpointPath, tileWidth } from './tile-path.ts';
import { TileReader } from './tile-reader.ts';

/**
 * A log as its files have it at one checkpoint, to read from. Nothing is believed that does not hash to the signed
 * root: whatever is damaged is refused, by a DamagedLogError that names the file.
 */
export class StoredLog {
  /** The signed note of the checkpoint. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly #edge: Edge;
  readonly #reader: TileReader;

  /** For who has checked the edge against the checkpoint. Others call `open`. */
  constructor(files: LogReader, note: string, checkpoint: Checkpoint, edge: Edge) {
    this.note = note;
    this.checkpoint = checkpoint;
    this.#edge = edge;
    this.#reader = new TileReader(files, edge);
  }

  /** Reads the checkpoint and the right edge of a log, and checks the one by the other: at most 8 files. */
  static async open(files: LogReader, log: LogIdentity): Promise<StoredLog> {
    const bytes = await files.read(checkpointPath);
    if (bytes === null) throw new DamagedLogError(checkpointPath, 'is missing: this is no log.');
    const { note, checkpoint } = opened(bytes, log);
    return new StoredLog(files, note, checkpoint, await readEdge(files, checkpoint));
  }

  get size(): number {
    return this.checkpoint.size;
  }

  /** The right edge, as a copy that may grow. */
  edge(): Edge {
    return this.#edge.copy();
  }

  /** The bytes of entry `index`. Throws a RangeError when the checkpoint has no such entry. */
  async entry(index: number): Promise<Uint8Array> {
    const entry =
      Number.isSafeInteger(index) && index >= 0 && index < this.size ? await this.#read(index) : null;
    if (entry) return entry;
    throw new RangeError(`The checkpoint has ${this.size} entries; there is none with the index ${index}.`);
  }

  /** The entries of a bundle: from index 256 · `bundle` on, at most 256. */
  entries(bundle: number): Promise<readonly Uint8Array[]> {
    return this.#reader.bundle(bundle);
  }

  /** The inclusion proof of an entry in the tree of `size` leaves, by default the one of the checkpoint. */
  async proveInclusion(index: number, size: number = this.size): Promise<readonly Uint8Array[]> {
    this.#refuseLarger(size);
    return proveInclusion(index, size, this.#reader.nodes);
  }

  /** The proof that the tree of `newSize` leaves, by default of the checkpoint, begins with that of `oldSize`. */
  async proveConsistency(oldSize: number, newSize: number = this.size): Promise<readonly Uint8Array[]> {
    this.#refuseLarger(newSize);
    return proveConsistency(oldSize, newSize, this.#reader.nodes);
  }

  /** The `.tlog-proof` file of an entry under this checkpoint and its signatures. */
  async proof(index: number): Promise<string> {
    const hashes = await this.proveInclusion(index);
    return formatProof({ index, hashes, checkpoint: this.note, extra: null });
  }

  /** Reads every file of the log and checks it up to the signed root: some 8 KiB and 256 entries at a time. */
  async verify(): Promise<void> {
    for (let bundle = 0; bundle * tileWidth < this.size; bundle += 1) await this.entries(bundle);
  }

  #refuseLarger(size: number): void {
    if (size <= this.size) return;
    throw new RangeError(`The checkpoint has ${this.size} leaves; there is no tree of ${size} yet.`);
  }

  async #read(index: number): Promise<Uint8Array | undefined> {
    const entries = await this.entries(Math.floor(index / tileWidth));
    return entries[index % tileWidth];
  }
}

function opened(
  bytes: Uint8Array,
  log: LogIdentity,
): { readonly note: string; readonly checkpoint: Checkpoint } {
  try {
    const { checkpoint } = openCheckpoint(bytes, log);
    return { note: fromUtf8(bytes, 'The checkpoint'), checkpoint };
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof VerificationError)) throw error;
    throw new DamagedLogError(checkpointPath, `cannot be used. ${error.message}`);
  }
}
