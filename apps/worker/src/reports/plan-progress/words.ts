import type { Locale } from '../report-kind.ts';
import type { Explanation } from './model.ts';
import type { PlanData, TaskStatus } from './query.ts';
import { english } from './words.en.ts';
import { vietnamese } from './words.vi.ts';

/** What a plan is called by: its title, and where they are known its number and its day, YYYY-MM-DD. */
export interface PlanNames {
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: string | null;
  /** The units that issued it, and that drafted it and reports on it now. */
  readonly issuer: string;
  readonly drafter: string;
}

/** Every word of the report that is not data. */
export interface PlanProgressWords {
  readonly locale: Locale;
  readonly nation: string;
  readonly motto: string;
  readonly number: string;
  readonly report: string;
  readonly subject: (plan: PlanNames) => string;
  /** A place that is not known is left to the clerk, as the number is. */
  readonly placeAndDate: (place: string | null, day: string) => string;
  /** The title stands above it: here the plan is called by its number and day. */
  readonly opening: (plan: PlanNames, moment: string) => string;
  readonly moment: (time: string, day: string) => string;
  readonly headings: Readonly<
    Record<
      'standing' | 'groups' | 'overdue' | 'explanations' | 'coordination' | 'attendances' | 'annex',
      string
    >
  >;
  readonly standing: (taskCount: string, percent: number) => string;
  readonly ofStatus: (status: TaskStatus, tasks: string, share: number) => string;
  readonly submitted: (tasks: string) => string;
  readonly statuses: Readonly<Record<TaskStatus, string>>;
  readonly chartTitle: string;
  readonly chartCaption: string;
  readonly columns: Readonly<
    Record<
      | 'code'
      | 'group'
      | 'tasks'
      | 'done'
      | 'overdue'
      | 'percent'
      | 'task'
      | 'lead'
      | 'coordinating'
      | 'due'
      | 'status'
      | 'note'
      | 'daysLate'
      | 'female'
      | 'male'
      | 'attendances'
      | 'shareOfWomen'
      | 'noFigure',
      string
    >
  >;
  readonly noSection: string;
  readonly nothingOverdue: string;
  readonly overdueIntro: (tasks: string) => string;
  readonly nothingExplained: string;
  /** Where no unit is named. */
  readonly leadUnit: string;
  readonly explained: Readonly<Record<Explanation['kind'], string>>;
  readonly cancelledIntro: string;
  readonly changeState: (state: string, answer: string | null) => string;
  readonly coordination: (total: string, unanswered: string, declined: string) => string;
  /** Attendances by sex, never unique persons; the share of women is in percent. */
  readonly attendances: (sum: { all: string; female: string; male: string; share: number }) => string;
  readonly nobodyCounted: string;
  /** How many tasks that count people told no figure: nobody knows the sex, or the number, of theirs. */
  readonly noFigure: (tasks: string) => string;
  readonly total: string;
  readonly split: string;
  readonly submittedNote: string;
  readonly allYear: string;
  readonly recipientsLabel: string;
  /** @param superior null for a unit that reports to none */
  readonly recipients: (superior: string | null) => readonly string[];
  readonly unsigned: string;
  readonly illustrative: string;
  readonly provenance: (facts: { moment: string; position: string; template: string }) => string;
  /** @param day of the report's moment, YYYY-MM-DD */
  readonly fileName: (plan: Pick<PlanData, 'number' | 'year'>, day: string) => string;
}

export function wordsOf(locale: Locale): PlanProgressWords {
  return locale === 'vi' ? vietnamese : english;
}
