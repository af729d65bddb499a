import { expect, test } from 'vitest';
import { date, instant } from './fields.ts';

test.each(['1900-01-01', '2023-02-28', '2024-02-29', '2199-12-31'])('%s is a business day', (day) => {
  expect(date.safeParse(day).success).toBe(true);
  expect(instant.safeParse(`${day}T23:59:59.999Z`).success).toBe(true);
});

test.each(['0000-01-01', '0203-06-01', '1899-12-31', '2200-01-01', '9999-12-31'])(
  '%s is a slip of the keyboard, and the year 0 no read model could hold',
  (day) => {
    for (const parsed of [date.safeParse(day), instant.safeParse(`${day}T00:00:00Z`)])
      expect(parsed.error?.issues).toMatchObject([{ message: 'DAY_OUT_OF_RANGE' }]);
  },
);
