import type { TaskData } from './query.ts';

/** Attendances by sex as check-ins counted them, never unique persons; of tasks that count people. */
export interface Attendances {
  readonly countingTasks: number;
  readonly female: number;
  readonly male: number;
  /** Of the counting tasks those that have told no figure, cancelled ones left out. */
  readonly silentTasks: number;
}

export function attendancesOf(tasks: readonly TaskData[]): Attendances {
  const counting = tasks.filter(({ countsPeople }) => countsPeople);
  return {
    countingTasks: counting.length,
    female: counting.reduce((sum, { people }) => sum + (people?.female ?? 0), 0),
    male: counting.reduce((sum, { people }) => sum + (people?.male ?? 0), 0),
    silentTasks: counting.filter(({ people, status }) => people === null && status !== 'CANCELLED').length,
  };
}

/** Women and girls among all attendances, percent, rounded; null when nobody was counted. */
export function shareOfWomen({ female, male }: Attendances): number | null {
  return female + male === 0 ? null : Math.round((female / (female + male)) * 100);
}
