import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTally, type TallyChange } from './tally.ts';

interface Held {
  readonly group: string;
  readonly from: number;
  readonly to: number | null;
  readonly value: number;
}

const rows = fc.array(
  fc.record({
    group: fc.constantFrom('a', 'b', 'c'),
    from: fc.nat(40_000),
    to: fc.option(fc.integer({ min: 40_001, max: 90_000 })),
    value: fc.nat(100),
  }),
);
const positions = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 });

it('counts at any position what held there, in whatever order it is asked', async () => {
  await fc.assert(
    fc.asyncProperty(rows, positions, async (held, asked) => {
      const tally = createTally(async (after, upTo) => changesIn(held, Number(after), Number(upTo)));
      const answers = await Promise.all(asked.map((position) => tally.at(BigInt(position))));
      expect(answers.map(byGroup)).toEqual(asked.map((position) => countedAt(held, position)));
    }),
  );
});

it('never reads far for a position near one that was asked before', async () => {
  const read: bigint[] = [];
  const tally = createTally(async (after, upTo) => {
    read.push(upTo - after);
    return [];
  });
  await tally.at(1_500_000n);
  read.length = 0;
  for (const position of [1_500_010n, 700_000n, 700_001n, 3n]) await tally.at(position);
  expect(read.every((positions) => positions < 20_000n)).toBe(true);
});

it('stays near with positions that are counted in bytes', async () => {
  let reads = 0;
  const tally = createTally(async () => {
    reads += 1;
    return [];
  });
  await tally.at(3_000_000_000n);
  expect(reads).toBeLessThan(200);
});

it('reads again after a failed reading', async () => {
  let fails = true;
  const tally = createTally(async () => {
    if (fails) throw new Error('the database went away');
    return [{ group: 'a', rows: 1, sum: 2 }];
  });
  await expect(tally.at(1n)).rejects.toThrow('went away');
  fails = false;
  expect(await tally.at(1n)).toEqual([{ group: 'a', rows: 1, sum: 2 }]);
});

function changesIn(held: readonly Held[], after: number, upTo: number): TallyChange[] {
  const isIn = (position: number | null) => position !== null && after < position && position <= upTo;
  return held.flatMap(({ group, from, to, value }) => [
    ...(isIn(from) ? [{ group, rows: 1, sum: value }] : []),
    ...(isIn(to) ? [{ group, rows: -1, sum: -value }] : []),
  ]);
}

function countedAt(held: readonly Held[], position: number) {
  const standing = held.filter(({ from, to }) => from <= position && (to === null || to > position));
  const groups = Map.groupBy(standing, ({ group }) => group);
  return Object.fromEntries(
    [...groups].map(([group, of]) => [group, [of.length, of.reduce((sum, { value }) => sum + value, 0)]]),
  );
}

function byGroup(counts: Awaited<ReturnType<ReturnType<typeof createTally>['at']>>) {
  return Object.fromEntries(counts.map(({ group, rows, sum }) => [group, [rows, sum]]));
}
