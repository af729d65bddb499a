import type { AnyNoun, RecordedEvent } from '@songhanh/domain/kernel';
import type { EventCodec } from './codec.ts';
import { NO_STREAM, type StoredEvent, type StreamStore } from './stream-store.ts';

/** What one command wrote into its stream. */
export interface CommandTrace {
  readonly digest: string;
  readonly firstRevision: number;
  readonly lastRevision: number;
}

/**
 * The commands of one stream by their id. All folds of a stream in one process share it: it only ever says
 * what stands in the log. Past the bound the oldest fall out, and `complete` turns false.
 */
interface CommandTraces {
  readonly byId: Map<string, CommandTrace>;
  complete: boolean;
}

/** A stream folded up to a revision. Never changed; a longer fold is a new one. */
export interface Fold {
  readonly stream: string;
  readonly noun: AnyNoun;
  /** `NO_STREAM` (-1) while the stream has no events. */
  readonly revision: number;
  readonly state: unknown;
  /** Position of its last event; null without one. */
  readonly position: bigint | null;
  /** `recordedAt` of its last event; null without one. */
  readonly recordedAt: string | null;
  readonly traces: CommandTraces;
}

/** Folds of streams, the most recently used of them kept. */
export interface Folds {
  /** The fold kept, which others may have outrun; read from the log when none is kept. `fresh` says which. */
  load(noun: AnyNoun, stream: string): Promise<{ fold: Fold; fresh: boolean }>;
  /** The fold with all that the log holds now; the same object when nothing was added. */
  refresh(fold: Fold): Promise<Fold>;
  /** Adds events known to follow the fold, and keeps the result. */
  advance(fold: Fold, events: readonly RecordedEvent[]): Fold;
  /** What a command wrote into this stream, wherever in its history; undefined when it wrote nothing. */
  traceOf(fold: Fold, commandId: string): Promise<CommandTrace | undefined>;
  /** Forgets every fold, for instance when a person's data were erased. */
  clear(): void;
}

/**
 * The read of a stream that is under way, and the one to come behind it. Who asks while one runs may be behind
 * an event that it no longer sees, so all of them share the next: it begins after they asked.
 */
interface SharedRead {
  readonly running: Promise<Fold>;
  next: Promise<Fold> | null;
}

/** Events read from the log in one go while folding. */
const foldPageEventsMax = 2_000;
/** Commands remembered per stream; older ones are looked up in the log. */
const commandTracesPerStreamMax = 10_000;

export interface FoldsOptions {
  readonly store: StreamStore;
  readonly codec: EventCodec;
  readonly cacheStreamsMax: number;
  readonly commandTracesMax?: number;
}

export function createFolds(options: FoldsOptions): Folds {
  const { store, codec, cacheStreamsMax } = options;
  const commandTracesMax = options.commandTracesMax ?? commandTracesPerStreamMax;
  const cache = new Map<string, Fold>();
  const reads = new Map<string, SharedRead>();

  function keep(fold: Fold): Fold {
    const kept = cache.get(fold.stream);
    const longest = kept !== undefined && kept.revision > fold.revision ? kept : fold;
    cache.delete(fold.stream);
    cache.set(fold.stream, longest);
    for (const oldest of cache.keys()) {
      if (cache.size <= cacheStreamsMax) break;
      cache.delete(oldest);
    }
    return fold;
  }

  function advance(fold: Fold, events: readonly RecordedEvent[]): Fold {
    const last = events.at(-1);
    if (last === undefined) return fold;
    for (const event of events) trace(fold.traces, event, commandTracesMax);
    return keep({
      ...fold,
      revision: last.revision,
      state: events.reduce((state, { event }) => fold.noun.evolve(state, event), fold.state),
      position: last.position,
      recordedAt: last.metadata.recordedAt,
    });
  }

  async function readOn(fold: Fold): Promise<Fold> {
    let current = fold;
    for await (const page of pagesOf(store, fold.stream, fold.revision + 1, Number.POSITIVE_INFINITY))
      current = advance(current, await codec.decode(page));
    return current;
  }

  /** Alone in reading its stream from now on; whoever comes meanwhile shares the read behind it. */
  function begin(fold: Fold): Promise<Fold> {
    const read: SharedRead = {
      running: readOn(fold).finally(() => {
        if (reads.get(fold.stream) === read) reads.delete(fold.stream);
      }),
      next: null,
    };
    reads.set(fold.stream, read);
    return read.running;
  }

  function refresh(fold: Fold): Promise<Fold> {
    const read = reads.get(fold.stream);
    if (read === undefined) return begin(fold);
    read.next ??= read.running.catch(() => fold).then(() => begin(cache.get(fold.stream) ?? fold));
    return read.next;
  }

  return {
    advance,
    refresh,
    async load(noun, stream) {
      const kept = cache.get(stream);
      if (kept !== undefined) return { fold: keep(kept), fresh: false };
      return { fold: keep(await refresh(emptyFold(noun, stream))), fresh: true };
    },
    async traceOf({ stream, revision, traces }, commandId) {
      const known = traces.byId.get(commandId);
      if (known !== undefined || traces.complete) return known;
      return searchTrace(store, stream, revision, commandId);
    },
    clear: () => cache.clear(),
  };
}

function emptyFold(noun: AnyNoun, stream: string): Fold {
  return {
    stream,
    noun,
    revision: NO_STREAM,
    state: noun.initialState,
    position: null,
    recordedAt: null,
    traces: { byId: new Map(), complete: true },
  };
}

function trace(traces: CommandTraces, { metadata, revision }: RecordedEvent, tracesMax: number): void {
  const { commandId, commandDigest } = metadata;
  const first = traces.byId.get(commandId)?.firstRevision ?? revision;
  const lastRevision = Math.max(traces.byId.get(commandId)?.lastRevision ?? 0, revision);
  traces.byId.set(commandId, { digest: commandDigest, firstRevision: first, lastRevision });
  for (const oldest of traces.byId.keys()) {
    if (traces.byId.size <= tracesMax) return;
    traces.byId.delete(oldest);
    traces.complete = false;
  }
}

/** Slow by nature (it reads the stream), and only for streams of more commands than are remembered. */
async function searchTrace(
  store: StreamStore,
  stream: string,
  lastRevision: number,
  commandId: string,
): Promise<CommandTrace | undefined> {
  for await (const page of pagesOf(store, stream, 0, lastRevision)) {
    const [first, ...more] = page.filter((event) => event.metadata.commandId === commandId);
    if (first === undefined) continue;
    return {
      digest: String(first.metadata.commandDigest),
      firstRevision: first.revision,
      lastRevision: more.at(-1)?.revision ?? first.revision,
    };
  }
  return undefined;
}

/** A stream page by page, from one revision to another (or to its end). */
export async function* pagesOf(
  store: StreamStore,
  stream: string,
  fromRevision: number,
  toRevision: number,
): AsyncGenerator<readonly StoredEvent[]> {
  for (let from = fromRevision; from <= toRevision; ) {
    const countMax = Math.min(foldPageEventsMax, toRevision - from + 1);
    const page = await store.readStream(stream, from, countMax);
    if (page.length > 0) yield page;
    if (page.length < countMax) return;
    from += page.length;
  }
}
