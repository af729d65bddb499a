import { expect, test } from 'vitest';
import { PERIOD_LENGTHS, periodsOf } from './periods.ts';

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
