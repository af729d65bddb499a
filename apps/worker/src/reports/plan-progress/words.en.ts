import { longDate, percentOf } from './calendar.ts';
import { planSlug } from './file-name.ts';
import type { PlanNames, PlanProgressWords } from './words.ts';

export const english: PlanProgressWords = {
  locale: 'en',
  nation: 'SOCIALIST REPUBLIC OF VIET NAM',
  motto: 'Independence - Freedom - Happiness',
  number: 'No.        /BC',
  report: 'REPORT',
  subject: (plan) => {
    const called = numbered(plan);
    return `Progress of the ${plan.title}${called === '' ? '' : ` (${called})`}`;
  },
  placeAndDate: (place, day) => `${place ?? '..........'}, ${day}`,
  opening: (plan, moment) =>
    `${plan.drafter} reports how ${plan.number === null ? 'the plan' : `Plan No. ${plan.number}`} stands as of ${moment}:`,
  moment: (time, day) => `${time}, ${day}`,
  headings: {
    standing: 'I. OVERVIEW',
    groups: 'II. PROGRESS BY GROUP OF TASKS',
    overdue: 'III. OVERDUE TASKS',
    explanations: 'IV. EXPLANATIONS AND PROPOSALS OF THE UNITS',
    coordination: 'V. COORDINATION',
    attendances: 'VI. ATTENDANCES BY SEX',
    annex: 'ANNEX: PROGRESS OF EACH TASK',
  },
  standing: (taskCount, percent) =>
    `The plan has ${taskCount} tasks; mean progress is ${percentOf(percent)}. Of these:`,
  ofStatus: (status, tasks, share) => `${english.statuses[status]}: ${tasks} (${percentOf(share)})`,
  submitted: (tasks) => `Reported complete and awaiting confirmation: ${tasks}.`,
  statuses: {
    DONE_ON_TIME: 'Done on time',
    DONE_LATE: 'Done late',
    IN_PROGRESS: 'In progress',
    NOT_DUE: 'Not due',
    OVERDUE: 'Overdue',
    CANCELLED: 'Cancelled',
  },
  chartTitle: 'Tasks by status and group',
  chartCaption: 'Figure 1. Tasks by status in each group',
  columns: {
    code: 'Code',
    group: 'Group of tasks',
    tasks: 'Tasks',
    done: 'Done',
    overdue: 'Overdue',
    percent: 'Progress (%)',
    task: 'Task',
    lead: 'Lead',
    coordinating: 'Coordinating',
    due: 'Due',
    status: 'Status',
    note: 'Results and notes',
    daysLate: 'Overdue (days)',
    female: 'Female',
    male: 'Male',
    attendances: 'All',
    shareOfWomen: 'Women (%)',
    noFigure: 'Not stated (tasks)',
  },
  noSection: 'Other tasks',
  nothingOverdue: 'No task is overdue.',
  overdueIntro: (tasks) => `Overdue tasks: ${tasks}, longest overdue first:`,
  nothingExplained: 'No explanations or proposals.',
  leadUnit: 'The lead unit',
  explained: {
    CHANGE: 'asked for a change',
    DECLINED: 'declined the request',
    RETURNED: 'was told to complete the work',
  },
  cancelledIntro: 'Tasks that the planning unit cancelled, and why:',
  changeState: (state, answer) => {
    const told =
      {
        OPEN: 'not answered',
        GRANTED: 'granted',
        REFUSED: 'refused',
        WITHDRAWN: 'withdrawn',
        LAPSED: 'lapsed',
      }[state] ?? state;
    return answer === null ? ` (${told})` : ` (${told}: ${answer})`;
  },
  coordination: (total, unanswered, declined) =>
    `Coordinations between units: ${total}; not yet answered: ${unanswered}; declined: ${declined}.`,
  attendances: ({ all, female, male, share }) =>
    `Check-ins counted ${all} attendances: ${female} female, ${male} male; the share of women is ${percentOf(share)}. These are attendances, not unique persons.`,
  nobodyCounted: 'No attendance has been counted yet. What is counted is attendances, not unique persons.',
  noFigure: (tasks) => `Tasks that count people and have not stated any figure: ${tasks}.`,
  total: 'Total',
  split: 'Given to several units',
  submittedNote: 'Reported complete.',
  allYear: 'All year',
  recipientsLabel: 'Recipients:',
  recipients: (superior) => [
    ...(superior === null ? [] : [`${superior} (for report);`]),
    'Lead and coordinating units;',
    'Archive.',
  ],
  unsigned: '(Not signed; to be signed by the competent officer on issue)',
  illustrative: 'ILLUSTRATIVE DATA: figures, assignments and people are invented; they are not real data.',
  provenance: ({ moment, position, template }) =>
    `Made by Song Hành from the data of ${moment}; position ${position} of the log; template ${template}.`,
  fileName: (plan, day) => `progress-report-${planSlug(plan, 'plan')}-${day}.docx`,
};

/** "No. 25/KH-UBND of 3 February 2023", without what is not known. */
function numbered({ number, issuedOn }: PlanNames): string {
  const day = issuedOn === null ? null : longDate(issuedOn, 'en');
  if (number === null) return day === null ? '' : `issued on ${day}`;
  return day === null ? `No. ${number}` : `No. ${number} of ${day}`;
}
