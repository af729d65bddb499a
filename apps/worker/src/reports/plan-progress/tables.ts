import type { Table } from 'docx';
import { size, textWidth, twips } from '../../platform/decree-30/measures.ts';
import { type Column, type Row, table } from '../../platform/decree-30/table.ts';
import { type Attendances, shareOfWomen } from './attendances.ts';
import { count, shortDate } from './calendar.ts';
import { daysLate, isSplit, latestWord, type PlanProgressModel, type Standing } from './model.ts';
import { shortNameOf } from './offices.ts';
import type { TaskData } from './query.ts';
import { sectionTitle, taskTitle } from './titles.ts';
import type { PlanProgressWords } from './words.ts';

/** Characters of a note in a cell; the whole text is in the app. */
const noteCharsMax = 180;
/** In the place of a figure. */
const unknown = '–';

export function groupTable(model: PlanProgressModel, words: PlanProgressWords): Table {
  const { columns, locale } = words;
  const numbers = [columns.tasks, columns.done, columns.overdue, columns.percent];
  const numberWidth = twips(20);
  const layout: Column[] = [
    { title: columns.group, width: textWidth.portrait - numberWidth * numbers.length, alignment: 'left' },
    ...numbers.map((title) => ({ title, width: numberWidth, alignment: 'center' as const })),
  ];
  const row = (title: string, { taskCount, counts, percent }: Standing): Row => ({
    cells: [
      title,
      count(taskCount, locale),
      count(counts.DONE_ON_TIME + counts.DONE_LATE, locale),
      count(counts.OVERDUE, locale),
      String(percent),
    ],
  });
  const rows = model.groups.map(({ section, standing }) => row(sectionTitle(section, words), standing));
  return table(layout, rows, size.table);
}

/** Attendances by sex in each group that counts people, and in all. */
export function attendanceTable(model: PlanProgressModel, words: PlanProgressWords): Table {
  const { columns, locale } = words;
  const numbers = [columns.female, columns.male, columns.attendances, columns.shareOfWomen, columns.noFigure];
  const numberWidth = twips(20);
  const layout: Column[] = [
    { title: columns.group, width: textWidth.portrait - numberWidth * numbers.length, alignment: 'left' },
    ...numbers.map((title) => ({ title, width: numberWidth, alignment: 'center' as const })),
  ];
  const row = (title: string, counted: Attendances): Row => {
    const { female, male, silentTasks, countingTasks } = counted;
    // A figure that nobody told is not nought.
    const told = (value: number) => (silentTasks === countingTasks ? unknown : count(value, locale));
    const figures = [female, male, female + male].map(told);
    return {
      cells: [title, ...figures, String(shareOfWomen(counted) ?? unknown), count(silentTasks, locale)],
    };
  };
  const rows = model.groups
    .filter(({ attendances }) => attendances.countingTasks > 0)
    .map(({ section, attendances }) => row(sectionTitle(section, words), attendances));
  return table(layout, [...rows, row(words.total, model.attendances)], size.table);
}

export function overdueTable(overdue: readonly TaskData[], words: PlanProgressWords): Table {
  const { columns, locale } = words;
  const widths = { code: twips(18), lead: twips(36), due: twips(24), late: twips(20) };
  const layout: Column[] = [
    { title: columns.code, width: widths.code, alignment: 'center' },
    {
      title: columns.task,
      width: textWidth.portrait - widths.code - widths.lead - widths.due - widths.late,
      alignment: 'left',
    },
    { title: columns.lead, width: widths.lead, alignment: 'left' },
    { title: columns.due, width: widths.due, alignment: 'center' },
    { title: columns.daysLate, width: widths.late, alignment: 'center' },
  ];
  const rows = overdue.map((task) => ({
    cells: [
      task.code,
      taskTitle(task, words),
      leadOf(task, words),
      shortDate(task.dueOn, locale),
      count(daysLate(task), locale),
    ],
  }));
  return table(layout, rows, size.table);
}

/** Every task of the plan, group by group, on pages laid across. */
export function taskTable(model: PlanProgressModel, words: PlanProgressWords): Table {
  const { columns } = words;
  const layout: Column[] = [
    { title: columns.code, width: twips(18), alignment: 'center' },
    { title: columns.task, width: twips(78), alignment: 'left' },
    { title: columns.lead, width: twips(30), alignment: 'left' },
    { title: columns.coordinating, width: twips(34), alignment: 'left' },
    { title: columns.due, width: twips(22), alignment: 'center' },
    { title: columns.percent, width: twips(16), alignment: 'center' },
    { title: columns.status, width: twips(24), alignment: 'center' },
  ];
  const note = textWidth.landscape - layout.reduce((sum, { width }) => sum + width, 0);
  const rows = model.groups.flatMap(({ section, tasks }): Row[] => [
    { spanning: sectionTitle(section, words) },
    ...tasks.map((task) => ({ cells: taskCells(task, words) })),
  ]);
  return table([...layout, { title: columns.note, width: note, alignment: 'left' }], rows, size.annexTable);
}

function taskCells(task: TaskData, words: PlanProgressWords): string[] {
  return [
    task.code,
    taskTitle(task, words),
    leadOf(task, words),
    coordinatingOf(task, words),
    dueOf(task, words),
    String(task.percent),
    words.statuses[task.status],
    noteOf(task, words),
  ];
}

/** The day on which all is due, of a finished task too: `dueOn` itself is what is due next. */
function dueOf({ schedule }: TaskData, { allYear, locale }: PlanProgressWords): string {
  return schedule.dueOn === null ? allYear : shortDate(schedule.dueOn, locale);
}

function leadOf(task: TaskData, { locale, split }: PlanProgressWords): string {
  if (isSplit(task)) return split;
  return task.leadUnit === null ? '' : shortNameOf(task.leadUnit, locale);
}

function coordinatingOf({ coordinations }: TaskData, { locale }: PlanProgressWords): string {
  return coordinations
    .filter(({ state }) => state !== 'WITHDRAWN' && state !== 'DECLINED')
    .map(({ unit }) => shortNameOf(unit, locale))
    .join(', ');
}

function noteOf(task: TaskData, words: PlanProgressWords): string {
  const submitted = task.submitted ? [words.submittedNote] : [];
  return shortened([...submitted, latestWord(task) ?? ''].join(' ').trim());
}

function shortened(text: string): string {
  if (text.length <= noteCharsMax) return text;
  const cut = text.slice(0, noteCharsMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))}…`;
}
