import { expect, test } from 'vitest';
import { begunPeriods, likelyPeriod, PERIOD_LENGTHS, periodsOf } from './periods.ts';

test('quarters carry their official names and whole months', () => {
  expect(periodsOf(2023, 'quarterly')[0]).toEqual({
    periodId: '2023-quarterly-1',
    label: 'Quý I/2023',
    startsOn: '2023-01-01',
    endsOn: '2023-03-31',
  });
});

test('the periods of a year touch and fill it', () => {
  for (const length of PERIOD_LENGTHS) {
    const periods = periodsOf(2024, length);
    expect(periods[0]?.startsOn).toBe('2024-01-01');
    expect(periods.at(-1)?.endsOn).toBe('2024-12-31');
    for (const [place, { startsOn }] of periods.entries()) {
      const before = periods[place - 1];
      if (before !== undefined) expect(Date.parse(startsOn) - Date.parse(before.endsOn)).toBe(86_400_000);
    }
  }
});

const quarters = periodsOf(2023, 'quarterly');

function reported(count: number) {
  return quarters.map(({ periodId, ...days }, place) => ({
    ...days,
    id: periodId,
    checkIn: place < count ? { id: 'c' } : null,
  }));
}

test('a period can be reported from its first day on', () => {
  const begun = (today: string) => begunPeriods(quarters, today).length;
  expect([begun('2022-12-31'), begun('2023-06-30'), begun('2023-07-01'), begun('2024-02-01')]).toEqual([
    0, 2, 3, 4,
  ]);
});

test('the period that is due next is meant, even when later ones have begun', () => {
  expect(likelyPeriod(reported(1), '2023-10-02', '2023-06-30')).toBe('2023-quarterly-2');
});

test('the latest that nobody has reported is meant where the one due next has not begun, or none is due', () => {
  const gap = reported(3).map((period, place) => (place === 1 ? { ...period, checkIn: null } : period));
  expect(likelyPeriod(gap, '2023-09-01', '2023-12-31')).toBe('2023-quarterly-2');
  expect(likelyPeriod(reported(0), '2023-10-02', null)).toBe('2023-quarterly-4');
});

test('no period is meant when all that have begun are reported', () => {
  expect(likelyPeriod(reported(3), '2023-09-01', '2023-12-31')).toBeNull();
  expect(likelyPeriod(reported(0), '2022-12-31', '2023-03-31')).toBeNull();
});
