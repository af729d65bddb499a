/** What changed between two positions: rows of a group that began to hold, less those that ended. */
export interface TallyChange {
  readonly group: string;
  readonly rows: number;
  /** Sum of a number of each row. */
  readonly sum: number;
}

/** How many rows of a group held at a position, and the sum of a number of each. */
export interface TallyCount {
  readonly group: string;
  readonly rows: number;
  readonly sum: number;
}

export interface Tally {
  /** The groups of which any row held at the position, which must have been projected. */
  at(position: bigint): Promise<readonly TallyCount[]>;
}

interface Snapshot {
  readonly position: bigint;
  /** By group number; groups that came later are missing at the end. */
  readonly rows: Int32Array;
  readonly sums: Float64Array;
}

/** Snapshots on the way through the log: what is asked is never further from one than the log's length by this. */
const snapshotsMax = 96n;
/** Below so many positions apart snapshots are not worth their memory. */
const positionsApartMin = 4_096n;
/** Answers kept for moments that are asked again: now, and where somebody looks into the past. */
const answersMax = 16;

/**
 * Counts of versioned rows by group, at any position, without reading the rows that held: a snapshot before the
 * position, and what began and ended since. What held at a position never changes, so that snapshots stay true for as
 * long as the process lives. Owns them; they are made on the way, one after another.
 *
 * `changes` answers what began and ended after the first position and up to the second.
 */
export function createTally(
  changes: (after: bigint, upTo: bigint) => Promise<readonly TallyChange[]>,
): Tally {
  const groups: string[] = [];
  const numbers = new Map<string, number>();
  let snapshots: Snapshot[] = [{ position: -1n, rows: new Int32Array(0), sums: new Float64Array(0) }];
  let answers: Snapshot[] = [];
  let running: Promise<unknown> = Promise.resolve();

  async function advanced(from: Snapshot, position: bigint): Promise<Snapshot> {
    if (from.position === position) return from;
    const found = await changes(from.position, position);
    for (const { group } of found) if (!numbers.has(group)) numbers.set(group, groups.push(group) - 1);
    const rows = new Int32Array(groups.length);
    const sums = new Float64Array(groups.length);
    rows.set(from.rows);
    sums.set(from.sums);
    for (const change of found) {
      const number = numbers.get(change.group) ?? 0;
      rows[number] = (rows[number] ?? 0) + change.rows;
      sums[number] = (sums[number] ?? 0) + change.sum;
    }
    return { position, rows, sums };
  }

  async function answer(position: bigint): Promise<Snapshot> {
    const known = answers.find((one) => one.position === position);
    if (known !== undefined) return known;
    const apart = distanceOf(position);
    let from = latestUpTo(snapshots, position);
    for (let next = boundaryAfter(from.position, apart); next <= position; next += apart) {
      from = await advanced(from, next);
      snapshots.push(from);
    }
    snapshots = thinned(snapshots, apart);
    const found = await advanced(latestUpTo([from, ...answers], position), position);
    answers = [found, ...answers].slice(0, answersMax);
    return found;
  }

  return {
    async at(position) {
      const found = running.then(() => answer(position));
      running = found.catch(() => {});
      const { rows, sums } = await found;
      return groups.flatMap((group, number) => {
        const held = rows[number] ?? 0;
        return held === 0 ? [] : [{ group, rows: held, sum: sums[number] ?? 0 }];
      });
    },
  };
}

/** Positions grow by one with an event or by its bytes: how far snapshots stand apart follows the log's length. */
function distanceOf(position: bigint): bigint {
  let apart = positionsApartMin;
  while (apart * snapshotsMax < position) apart *= 2n;
  return apart;
}

function boundaryAfter(position: bigint, apart: bigint): bigint {
  return position < 0n ? apart : (position / apart + 1n) * apart;
}

function latestUpTo(snapshots: readonly Snapshot[], position: bigint): Snapshot {
  let latest: Snapshot | undefined;
  for (const snapshot of snapshots)
    if (snapshot.position <= position && (latest === undefined || snapshot.position > latest.position))
      latest = snapshot;
  if (latest === undefined) throw new Error(`no snapshot stands before position ${position}`);
  return latest;
}

/** A longer log has snapshots further apart: those in between go. */
function thinned(snapshots: Snapshot[], apart: bigint): Snapshot[] {
  if (BigInt(snapshots.length) <= 2n * snapshotsMax) return snapshots;
  return snapshots.filter(({ position }) => position < 0n || position % apart === 0n);
}
