/** How often an all-year task is reported. */
export const PERIOD_LENGTHS = ['monthly', 'quarterly', 'halfYearly'] as const;
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

export interface Period {
  readonly periodId: string;
  readonly label: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

const monthsOf: Readonly<Record<PeriodLength, number>> = { monthly: 1, quarterly: 3, halfYearly: 6 };
const roman = ['I', 'II', 'III', 'IV'];

/** The check-in periods of one year. Labels are official words, so they are Vietnamese in both languages. */
export function periodsOf(year: number, length: PeriodLength): Period[] {
  const months = monthsOf[length];
  return Array.from({ length: 12 / months }, (_, place) => {
    const firstMonth = place * months;
    return {
      periodId: `${year}-${length}-${place + 1}`,
      label: labelOf(year, length, place),
      startsOn: day(year, firstMonth, 1),
      endsOn: day(year, firstMonth + months, 0),
    };
  });
}

/** Periods that can be reported: those that have begun by the business day. */
export function begunPeriods<Begun extends { readonly startsOn: string }>(
  periods: readonly Begun[],
  today: string,
): Begun[] {
  return periods.filter(({ startsOn }) => startsOn <= today);
}

/**
 * The period that is most likely meant: the one that is due next, or else the latest that nobody has reported; null
 * when all that have begun are reported.
 */
export function likelyPeriod(
  periods: readonly {
    readonly id: string;
    readonly startsOn: string;
    readonly endsOn: string;
    checkIn: object | null;
  }[],
  today: string,
  dueOn: string | null,
): string | null {
  const begun = begunPeriods(periods, today);
  const due = begun.find(({ endsOn }) => endsOn === dueOn);
  const latest = begun
    .filter(({ checkIn }) => checkIn === null)
    .toSorted((one, other) => one.startsOn.localeCompare(other.startsOn))
    .at(-1);
  return (due ?? latest)?.id ?? null;
}

function labelOf(year: number, length: PeriodLength, place: number): string {
  if (length === 'monthly') return `Tháng ${place + 1}/${year}`;
  if (length === 'quarterly') return `Quý ${roman[place]}/${year}`;
  return place === 0 ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
}

/** A day of the calendar; day 0 is the last of the month before. */
function day(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month, dayOfMonth)).toISOString().slice(0, 10);
}
