import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { CheckpointSigner } from '../checkpoint/checkpoint-signer.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { formatNote, parseNote, type Signature } from '../note/note.ts';
import { mergedNote } from '../note/open.ts';
import type { Signer, Verifier } from '../note/verifier.ts';
import { proveConsistency } from '../tree/prove.ts';
import { assertEntry } from './bundle.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import { Edge } from './edge.ts';
import { grow } from './grow.ts';
import type { LogStorage } from './storage.ts';
import { StoredLog } from './stored-log.ts';
import { checkpointPath, tileWidth } from './tile-path.ts';
import { TileReader } from './tile-reader.ts';

/** Entries, and their bytes, that wait for `publish` at once. */
export const pendingEntriesMax = 65_536;
export const pendingBytesMax: number = 64 * 1024 * 1024;

export interface TiledLogOptions {
  readonly storage: LogStorage;
  readonly origin: string;
  /** The private keys of the log, at least one. */
  readonly signers: readonly Signer[];
  /** Further public keys of the log, with one of which the stored checkpoint may be signed: after a change of keys. */
  readonly formerKeys?: readonly Verifier[];
  /** POSIX time in whole seconds, for keys whose signatures state one; by default the system's clock. */
  readonly now?: () => number;
}

/**
 * A log that grows, as static files (c2sp.org/tlog-tiles). Entries are appended in memory, and `publish` makes them
 * part of the log: bundles and tiles first, the signed checkpoint last, so that whatever is cut off leaves the log of
 * the last checkpoint. One process writes a log at a time; the caller sees to that.
 */
export class TiledLog {
  readonly #storage: LogStorage;
  readonly #signer: CheckpointSigner;
  readonly #now: () => number;
  readonly #file: CheckpointFile;
  #published: StoredLog;
  /** The published entries of the last, partial bundle. */
  #tail: readonly Uint8Array[];
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #size: number;

  private constructor(
    options: TiledLogOptions,
    signer: CheckpointSigner,
    published: StoredLog,
    tail: readonly Uint8Array[],
  ) {
    this.#storage = options.storage;
    this.#now = options.now ?? systemSeconds;
    this.#signer = signer;
    this.#file = new CheckpointFile(options.storage, published.note);
    this.#published = published;
    this.#tail = tail;
    this.#size = published.size;
  }

  /** Begins a new log: publishes the checkpoint of no entries. Throws when there is a checkpoint already. */
  static async create(options: TiledLogOptions): Promise<TiledLog> {
    const { storage, origin, signers, now = systemSeconds } = options;
    if ((await storage.read(checkpointPath)) !== null) {
      throw new Error('There is a log here already; open it instead of creating one.');
    }
    const edge = Edge.empty();
    const checkpoint: Checkpoint = { origin, size: 0, root: edge.root(), extensions: [] };
    const signer = new CheckpointSigner({ origin, signers, last: null });
    const note = signer.sign(checkpoint, [], now());
    await storage.write(checkpointPath, toUtf8(note));
    return new TiledLog(options, signer, new StoredLog(storage, note, checkpoint, edge), []);
  }

  /**
   * Takes up a stored log where its checkpoint left it. Throws a DamagedLogError when the checkpoint is missing or
   * not signed by the log, or the files at the right edge do not hash to it (`published.verify()` reads the others).
   */
  static async open(options: TiledLogOptions): Promise<TiledLog> {
    const { storage, origin, signers, formerKeys = [] } = options;
    const verifiers = [...signers.map(({ verifier }) => verifier), ...formerKeys];
    const stored = await StoredLog.open(storage, { origin, verifiers });
    const partial = stored.size % tileWidth > 0;
    const tail = partial ? await stored.entries(Math.floor(stored.size / tileWidth)) : [];
    const signer = new CheckpointSigner({ origin, signers, last: stored.checkpoint });
    return new TiledLog(options, signer, stored, tail);
  }

  /** The log as it is published: to read and to prove. */
  get published(): StoredLog {
    return this.#published;
  }

  /** Entries in all, those included that wait to be published. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds an entry of at most 65,535 bytes and returns its index, which holds once `publish` has resolved. Throws a
   * RangeError for a longer one, and when too much waits to be published.
   */
  append(entry: Uint8Array): number {
    assertEntry(entry);
    if (this.#pending.length >= pendingEntriesMax || this.#pendingBytes + entry.length > pendingBytesMax) {
      throw new RangeError(
        `At most ${pendingEntriesMax} entries and ${pendingBytesMax} bytes wait at once: publish, then append.`,
      );
    }
    // Not its slice: that of a Buffer shares the memory of whoever may write into it.
    this.#pending.push(new Uint8Array(entry));
    this.#pendingBytes += entry.length;
    this.#size += 1;
    return this.#size - 1;
  }

  /**
   * Publishes what waits, at least all that was appended before the call, under a new checkpoint. When a tile cannot
   * be written it rejects, and may be called again; when the checkpoint cannot, it is unknown which one stands, and
   * the log must be opened anew.
   */
  publish(): Promise<StoredLog> {
    return this.#file.inTurn(() => this.#publishPending());
  }

  /**
   * Adds signatures of others, such as verified cosignatures of witnesses, to the published checkpoint. Returns
   * false, and changes nothing, when they are for another text: the log has moved on.
   */
  addSignatures(text: string, signatures: readonly Signature[]): Promise<boolean> {
    return this.#file.inTurn(async () => {
      const note = parseNote(this.#published.note);
      if (note.text !== text) return false;
      const merged = formatNote(mergedNote(note, signatures));
      await this.#file.replace(merged);
      const { checkpoint } = this.#published;
      this.#published = new StoredLog(this.#storage, merged, checkpoint, this.#published.edge());
      return true;
    });
  }

  async #publishPending(): Promise<StoredLog> {
    const batch = this.#pending;
    if (batch.length === 0) return this.#published;
    this.#pending = [];
    this.#pendingBytes = 0;
    const entries = [...this.#tail, ...batch];
    const edge = this.#published.edge();
    const { note, checkpoint } = await this.#writeAndSign(edge, entries).catch((error: unknown) => {
      // Nothing was signed: they wait for the next call, before what was appended meanwhile.
      this.#pending = [...batch, ...this.#pending];
      this.#pendingBytes = this.#pending.reduce((sum, { length }) => sum + length, 0);
      throw error;
    });
    await this.#file.replace(note);
    this.#tail = entries.slice(entries.length - (edge.size % tileWidth));
    this.#published = new StoredLog(this.#storage, note, checkpoint, edge);
    return this.#published;
  }

  /** The proof is made from the files just written, so that nothing is signed that cannot be read again. */
  async #writeAndSign(
    edge: Edge,
    entries: readonly Uint8Array[],
  ): Promise<{ readonly note: string; readonly checkpoint: Checkpoint }> {
    const { size: oldSize, checkpoint: old } = this.#published;
    // Before the first tile: who writes from an older checkpoint would write over tiles of the newer one.
    await this.#file.refuseOtherWriter();
    await grow(this.#storage, edge, entries);
    const reader = new TileReader(this.#storage, edge);
    const proof = await proveConsistency(oldSize, edge.size, reader.nodes);
    const checkpoint = { ...old, size: edge.size, root: edge.root() };
    return { checkpoint, note: this.#signer.sign(checkpoint, proof, this.#now()) };
  }
}

function systemSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
