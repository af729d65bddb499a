import type { VariablesOf } from '../../platform/graphql.ts';
import { newId } from '../../platform/new-id.ts';
import { PERIOD_LENGTHS, type PeriodLength, periodsOf } from './periods.ts';
import type { addTask } from './task-commands.ts';
import type { TaskDetail } from './task-detail-operations.ts';

type Input = VariablesOf<typeof addTask>['input'];

/** What is typed for the words, the place and the time of a task. */
export interface DetailsValues {
  readonly title: string;
  readonly titleEnglish: string;
  readonly sectionId: string | null;
  readonly scheduleKind: 'DUE_DATE' | 'CHECK_INS';
  readonly startsOn: string | null;
  readonly dueOn: string | null;
  /** `kept`: the periods that the task has. */
  readonly periodLength: PeriodLength | 'kept';
  readonly deliverables: string;
  /** New deliverables get their ids from it: the same ids however often the draft is sent. */
  readonly seed: string;
}

export function emptyDetails(sectionId: string | null): DetailsValues {
  return {
    title: '',
    titleEnglish: '',
    sectionId,
    scheduleKind: 'DUE_DATE',
    startsOn: null,
    dueOn: null,
    periodLength: 'quarterly',
    deliverables: '',
    seed: newId(),
  };
}

export function detailsOf(task: TaskDetail): DetailsValues {
  return {
    title: task.title,
    titleEnglish: task.titleEnglish ?? '',
    sectionId: task.sectionId,
    scheduleKind: task.schedule.kind,
    startsOn: task.schedule.startsOn,
    dueOn: task.schedule.dueOn,
    periodLength: task.schedule.kind === 'CHECK_INS' ? 'kept' : 'quarterly',
    deliverables: task.deliverables.map(({ title }) => title).join('\n'),
    seed: newId(),
  };
}

/** Codes that differ in capitals alone would be read as one. A task sent before, and sent again, is not another. */
export function isCodeTaken(
  { taskId, code }: { readonly taskId: string; readonly code: string },
  tasks: readonly { readonly id: string; readonly code: string }[],
): boolean {
  const comparable = (text: string): string => text.trim().normalize('NFC').toLowerCase();
  return tasks.some((task) => task.id !== taskId && comparable(task.code) === comparable(code));
}

/** The part of the input that adding and changing have in common. */
export function detailsInput(values: DetailsValues, year: number, task: TaskDetail | null) {
  return {
    title: values.title.trim(),
    titleEnglish: values.titleEnglish.trim() || null,
    sectionId: values.sectionId,
    schedule: scheduleInput(values, year, task),
    deliverables: deliverablesInput(values, task),
  } satisfies Partial<Input>;
}

function scheduleInput(values: DetailsValues, year: number, task: TaskDetail | null): Input['schedule'] {
  if (values.scheduleKind === 'DUE_DATE') return { startsOn: values.startsOn, dueOn: values.dueOn };
  const length = PERIOD_LENGTHS.find((one) => one === values.periodLength);
  if (length !== undefined) return { periods: periodsOf(year, length) };
  const kept = task?.schedule.periods ?? [];
  return {
    periods: kept.map(({ id, label, startsOn, endsOn }) => ({ periodId: id, label, startsOn, endsOn })),
  };
}

/** One a line; a line that the task has already keeps its id, and so its evidence. */
function deliverablesInput({ deliverables, seed }: DetailsValues, task: TaskDetail | null) {
  const idByTitle = new Map((task?.deliverables ?? []).map(({ id, title }) => [title, id]));
  const titles = new Set(
    deliverables
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );
  return [...titles].map((title, place) => ({
    deliverableId: idByTitle.get(title) ?? `${seed}.${place + 1}`,
    title,
  }));
}
