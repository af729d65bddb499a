/** A readable stream of objects, taken from in batches by whoever is ready for more. */
export interface Pull<Item> {
  /** What is there now, at most `countMax`; empty when nothing is. */
  take(countMax: number): readonly Item[];
  /** Resolves when there may be more, the end, an error, or `wake` was called. */
  next(): Promise<void>;
  wake(): void;
  ended(): boolean;
  /** Null while all is well. */
  error(): Error | null;
}

/** Reading only on demand leaves the rest with its source: a slow reader is never buffered for beyond its mark. */
export function pullFrom<Item>(source: Pullable): Pull<Item> {
  let failure: Error | null = null;
  let ended = false;
  let signal = Promise.withResolvers<void>();

  function wake(): void {
    signal.resolve();
  }
  function end(): void {
    ended = true;
    wake();
  }
  source.on('readable', wake);
  source.on('end', end);
  source.on('close', end);
  source.on('error', (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    wake();
  });

  return {
    take(countMax) {
      const items: Item[] = [];
      while (items.length < countMax) {
        const item = source.read() as Item | null;
        if (item === null) break;
        items.push(item);
      }
      return items;
    },
    async next() {
      await signal.promise;
      signal = Promise.withResolvers<void>();
    },
    wake,
    ended: () => ended,
    error: () => failure,
  };
}

/** The part of a Node readable that pulling needs; the client's own stream types are no `Readable` in types. */
interface Pullable {
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  read(): unknown;
}
