import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Seen, walk } from './walk.ts';

/** A table of so many positions of a kind after each other: events, positions without one, and broken pages. */
type Run = { kind: 'event' | 'none' | 'broken' | 'torn'; length: number };

function walked(
  runs: readonly Run[],
  end: number,
): { found: (number | string)[]; last: number; looks: number } {
  const kinds = kindsOf(runs);
  let looks = 0;
  const look = (position: number): Seen<number> | null => {
    looks += 1;
    const kind = kinds[position - 1] ?? 'none';
    if (kind === 'none') return null;
    return kind === 'event' ? { finding: position } : { unreadable: kind };
  };
  const next = (position: number) => {
    const index = kinds.findIndex((kind, at) => at >= position && kind !== 'none');
    if (index >= 0 && kinds[index] !== 'event') throw new Error(kinds[index]);
    return index < 0 ? null : index + 1;
  };
  const found: (number | string)[] = [];
  const walking = walk(look, next, end);
  for (;;) {
    const { done, value } = walking.next();
    if (done === true) return { found, last: value, looks };
    found.push(typeof value === 'number' ? value : value.damage);
  }
}

/** What counting every position says. */
function counted(runs: readonly Run[]): (number | string)[] {
  const found: (number | { kind: string; from: number; to: number })[] = [];
  for (const [index, kind] of kindsOf(runs).entries()) {
    const position = index + 1;
    const last = found.at(-1);
    if (kind === 'event') found.push(position);
    else if (typeof last === 'object' && last.kind === kind && last.to === index) last.to = position;
    else if (kind !== 'none') found.push({ kind, from: position, to: position });
  }
  return found.map((part) => {
    if (typeof part === 'number') return part;
    const { kind, from, to } = part;
    return from === to ? `position ${from}: ${kind}` : `positions ${from} to ${to}: ${kind}`;
  });
}

function kindsOf(runs: readonly Run[]): Run['kind'][] {
  return runs.flatMap(({ kind, length }) => Array<Run['kind']>(length).fill(kind));
}

const run = fc.oneof(
  fc.record({
    kind: fc.constantFrom<Run['kind']>('event', 'none', 'broken', 'torn'),
    length: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({
    kind: fc.constantFrom<Run['kind']>('event', 'none'),
    length: fc.integer({ min: 990, max: 2010 }),
  }),
);

test('however far the end is, all that counting would find is found', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 8 }), fc.constantFrom(0, 1, 10 ** 15), (runs, beyond) => {
      const length = runs.reduce((sum, { length }) => sum + length, 0);
      expect(walked(runs, length + beyond).found).toEqual(counted(runs));
    }),
    { numRuns: 60 },
  );
});

test('a long gap is leapt over, and a run that cannot be read up to a far end is one damage', () => {
  const gap = walked(
    [
      { kind: 'none', length: 50_000 },
      { kind: 'event', length: 1 },
    ],
    10 ** 15,
  );
  expect([gap.found, gap.last]).toEqual([[50_001], 50_001]);
  expect(gap.looks).toBeLessThan(3000);
  const end = 10 ** 15;
  const broken = walk(
    (position) => (position < 3 ? { finding: position } : { unreadable: 'broken' }),
    fail,
    end,
  );
  expect([...broken]).toEqual([1, 2, { damage: `positions 3 to ${end}: broken` }]);
});

test('behind a long run that cannot be read the first event is found', () => {
  const runs: Run[] = [
    { kind: 'broken', length: 35_001 },
    { kind: 'event', length: 2 },
  ];
  expect(walked(runs, 10 ** 15).found).toEqual(['positions 1 to 35001: broken', 35_002, 35_003]);
});

function fail(): never {
  throw new Error('broken');
}
