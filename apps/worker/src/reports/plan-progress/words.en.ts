import type { PlanProgressWords } from './words.ts';

export const english: PlanProgressWords = {
  locale: 'en',
  nation: 'SOCIALIST REPUBLIC OF VIET NAM',
  motto: 'Independence - Freedom - Happiness',
  number: 'No.        /BC',
  report: 'REPORT',
  subject: (plan) => `Progress of the ${plan}`,
  placeAndDate: (place, day) => `${place}, ${day}`,
  planNamed: (title, number, issuedOn) =>
    [title, number === null ? null : `(No. ${number})`, issuedOn === null ? null : `issued on ${issuedOn}`]
      .filter((part) => part !== null)
      .join(' '),
  opening: (plan, moment) => `This is how the ${plan} stands as of ${moment}:`,
  moment: (time, day) => `${time}, ${day}`,
  headings: {
    standing: 'I. OVERVIEW',
    groups: 'II. PROGRESS BY GROUP OF TASKS',
    overdue: 'III. OVERDUE TASKS',
    explanations: 'IV. EXPLANATIONS AND PROPOSALS OF THE UNITS',
    coordination: 'V. COORDINATION',
    annex: 'ANNEX: PROGRESS OF EACH TASK',
  },
  standing: (taskCount, percent) =>
    `The plan has ${taskCount} tasks; mean progress is ${percent}%. Of these:`,
  ofStatus: (status, tasks, share) => `${english.statuses[status]}: ${tasks} (${share}%)`,
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
    ordinal: 'No.',
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
  },
  noSection: 'Other tasks',
  nothingOverdue: 'No task is overdue.',
  overdueIntro: (tasks) => `Overdue tasks: ${tasks}, longest overdue first:`,
  nothingExplained: 'No explanations or proposals.',
  explained: {
    CHANGE: 'asked for a change',
    DECLINED: 'declined the request',
    RETURNED: 'was told to complete the work',
    CANCELLED: 'had the task cancelled',
  },
  changeState: (state, answer) => {
    const told = { OPEN: 'not answered', GRANTED: 'granted', REFUSED: 'refused' }[state] ?? state;
    return answer === null ? ` (${told})` : ` (${told}: ${answer})`;
  },
  coordination: (total, unanswered, declined) =>
    `Coordinations between units: ${total}; not yet answered: ${unanswered}; declined: ${declined}.`,
  split: 'Given to several units',
  submittedNote: 'Reported complete.',
  allYear: 'All year',
  recipientsLabel: 'Recipients:',
  recipients: (superior) => [`${superior} (for report);`, 'Lead and coordinating units;', 'Archive.'],
  unsigned: '(Not signed; to be signed by the competent officer on issue)',
  illustrative: 'ILLUSTRATIVE DATA: figures, assignments and people are invented; they are not real data.',
  provenance: ({ moment, position, template }) =>
    `Made by Song Hành from the data of ${moment}; position ${position} of the log; template ${template}.`,
  fileName: (planId, day) => `plan-progress-${planId}-${day}.docx`,
};
