/** What lies at a position: what was found in a row, or why its row cannot be read. */
export type Seen<T> = { finding: T } | { unreadable: string };

type Look<T> = (position: number) => Seen<T> | null;

/** So many positions without an event are counted before the next one is searched. */
const missingMax = 1000;
/** Where no search says what comes next, so many are counted before it leaps. */
const patience = 1_000_000;

/**
 * Looks at the positions up to `end`, which a flipped bit may have made as large as can be; yields what is found, and
 * each run of positions that cannot be read as one damage. Returns the last position of either. They are counted,
 * because a damaged key hides from a search what lies behind it; only over a long gap is the `next` row searched.
 */
export function* walk<T>(
  look: Look<T>,
  next: (position: number) => number | null,
  end: number,
): Generator<T | { damage: string }, number> {
  let last = 0;
  let missing = 0;
  for (let position = 1; position <= end; position += 1) {
    const seen = look(position);
    missing = seen === null ? missing + 1 : 0;
    if (seen === null) {
      if (missing % missingMax === 0) position = endOfGap(next, position, missing);
    } else if ('finding' in seen) {
      last = position;
      yield seen.finding;
    } else {
      last = endOfUnreadable(look, position, seen.unreadable, end);
      const where = last === position ? `position ${position}` : `positions ${position} to ${last}`;
      yield { damage: `${where}: ${seen.unreadable}` };
      position = last;
    }
  }
  return last;
}

function endOfGap(next: (position: number) => number | null, position: number, missing: number): number {
  try {
    return Math.max(position, (next(position) ?? Infinity) - 1);
  } catch {
    return missing < patience ? position : 2 * position;
  }
}

/** After so many that cannot be read it leaps, by one part in so many of them: an end that is far is soon reached. */
const exactMax = 2000;

/** The last position of the run; over a long one it leaps, and goes back to where the first leap too far began. */
function endOfUnreadable<T>(look: Look<T>, start: number, why: string, end: number): number {
  let from = start;
  let last = start;
  while (last < end) {
    const position = Math.min(end, last + 1 + Math.floor((last - from) / exactMax));
    const seen = look(position);
    if (seen !== null && 'unreadable' in seen && seen.unreadable === why) last = position;
    else if (position === last + 1) break;
    else from = last;
  }
  return last;
}
