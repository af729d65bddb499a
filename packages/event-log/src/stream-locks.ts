/** Runs work on one stream after another, in the order of the calls; other streams are not held up. */
export type StreamLocks = <Result>(stream: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Within one process commands on the same stream wait for each other, so that they lose no races among
 * themselves; between processes the expected revision decides. Work must not take a second lock.
 */
export function createStreamLocks(): StreamLocks {
  const tails = new Map<string, Promise<void>>();
  return async (stream, work) => {
    const before = tails.get(stream);
    const { promise: tail, resolve: release } = Promise.withResolvers<void>();
    tails.set(stream, tail);
    await before;
    try {
      return await work();
    } finally {
      if (tails.get(stream) === tail) tails.delete(stream);
      release();
    }
  };
}
