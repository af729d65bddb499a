/** One figure of a run. Rows of the same `part` and `name` are comparable: they were measured in this run. */
export interface Row {
  readonly part: string;
  readonly name: string;
  /** Who was measured: `songhanh`, a peer, or `ceiling` (the client against a server that does nothing). */
  readonly subject: string;
  readonly inFlight: number;
  readonly unit: 'appends/s' | 'events/s' | 'reads/s' | 'requests/s' | 'leaves/s' | 'ms' | 'kB' | 'points';
  readonly value: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly note?: string;
}

/** Bytes of data and metadata of the events that the store's rows write and read. */
export const EVENT_BYTES = 600;

export interface Timed {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Runs `operation` in `inFlight` loops until `count` are done, after a warm-up of a tenth.
 * Latency is of each operation; the rate is of the whole.
 */
export async function timed(
  count: number,
  inFlight: number,
  operation: (n: number) => Promise<unknown>,
): Promise<Timed> {
  let next = 0;
  const loops = async (until: number, latencies: number[] | null): Promise<void> => {
    const loop = async (): Promise<void> => {
      while (next < until) {
        const n = next++;
        const began = performance.now();
        await operation(n);
        latencies?.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, loop));
  };
  const warmUp = Math.ceil(count / 10);
  await loops(warmUp, null);
  const latencies: number[] = [];
  const began = performance.now();
  await loops(warmUp + count, latencies);
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: count / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
