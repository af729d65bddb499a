import type { VariablesOf } from '../../../platform/graphql.ts';
import { LIGHTS, type Light, TASK_STATUSES, type TaskStatus } from '../../../ui/task-status.ts';
import type { taskPageQuery } from '../task-operations.ts';

type Variables = VariablesOf<typeof taskPageQuery>;
export type TaskFilter = NonNullable<Variables['filter']>;
export type TaskSort = NonNullable<Variables['sort']>;

/** The flat words of the address: `?status=OVERDUE,NOT_DUE&sort=-due`. */
export interface TaskListSearch {
  readonly view?: string;
  readonly q?: string;
  readonly plan?: string;
  readonly section?: string;
  readonly unit?: string;
  /** In which part the unit takes: `lead`, `coordinator`, or either when left out. */
  readonly as?: string;
  readonly status?: string;
  readonly light?: string;
  readonly answer?: string;
  readonly submitted?: string;
  readonly sort?: string;
}

export const SORTS = {
  code: 'CODE',
  title: 'TITLE',
  lead: 'LEAD',
  due: 'DUE_ON',
  percent: 'PERCENT',
  changed: 'CHANGED_AT',
} as const;
export type SortName = keyof typeof SORTS;

const ANSWERS = ['UNASSIGNED', 'AWAITING_ANSWER', 'ACKNOWLEDGED', 'ACCEPTED', 'DECLINED', 'SPLIT'] as const;

/**
 * What the address asks for, as the schema's filter. Unknown words are passed over, never an error. What a draft holds is
 * no work yet: its tasks stand in the list of their plan alone.
 */
export function filterOf(search: TaskListSearch): TaskFilter {
  const filter: TaskFilter = search.plan ? {} : { issued: true };
  if (search.q) filter.search = search.q;
  if (search.plan) filter.planId = search.plan;
  if (search.section) filter.sectionId = search.section;
  if (search.unit) filter[unitFieldOf(search.as)] = search.unit;
  const statuses = listOf(search.status, TASK_STATUSES);
  if (statuses.length > 0) filter.statuses = statuses;
  const lights = listOf(search.light, LIGHTS);
  if (lights.length > 0) filter.lights = lights;
  const answers = listOf(search.answer, ANSWERS);
  if (answers.length > 0) filter.assignments = answers;
  if (search.submitted === 'yes') filter.submitted = true;
  return filter;
}

/** `-due` is the due day, latest first; by code when nothing is given. */
export function sortOf(search: TaskListSearch): TaskSort {
  const { name, descending } = sortWordOf(search);
  return { field: SORTS[name], direction: descending ? 'DESCENDING' : 'ASCENDING' };
}

export function sortWordOf({ sort = 'code' }: TaskListSearch): { name: SortName; descending: boolean } {
  const descending = sort.startsWith('-');
  const word = descending ? sort.slice(1) : sort;
  return word in SORTS ? { name: word as SortName, descending } : { name: 'code', descending: false };
}

/** The word that the address keeps for a sort; none for the usual one. */
export function wordOfSort({
  name,
  descending,
}: {
  name: SortName;
  descending: boolean;
}): string | undefined {
  const word = descending ? `-${name}` : name;
  return word === 'code' ? undefined : word;
}

/** The word for a press on a column: the same column turns round, another starts upwards. */
export function nextSort(search: TaskListSearch, pressed: SortName): string | undefined {
  const { name, descending } = sortWordOf(search);
  return wordOfSort({ name: pressed, descending: name === pressed && !descending });
}

export function statusesOf(search: TaskListSearch): TaskStatus[] {
  return listOf(search.status, TASK_STATUSES);
}

export function lightsOf(search: TaskListSearch): Light[] {
  return listOf(search.light, LIGHTS);
}

/** The word of a list in the address; nothing chosen leaves no trace. */
export function wordOf(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}

function unitFieldOf(as: string | undefined): 'leadUnitId' | 'coordinatingUnitId' | 'unitId' {
  if (as === 'lead') return 'leadUnitId';
  return as === 'coordinator' ? 'coordinatingUnitId' : 'unitId';
}

function listOf<Word extends string>(text: string | undefined, known: readonly Word[]): Word[] {
  const given = new Set((text ?? '').split(','));
  return known.filter((word) => given.has(word));
}
