import { lastDueOn, nextDueOn, type TaskEvent, type TaskStatusFacts } from '@songhanh/domain/task';
import { sortKey } from '../../platform/text/vietnamese.ts';
import { noParts } from './task.parts.ts';
import { standingCodeOf } from './task.standing.ts';
import type { CheckInItem, PartOfTask, TaskRow } from './task.tables.ts';

/** Sorts behind every day. */
export const nothingDue = '9999-12-31';

type Added = Extract<TaskEvent, { type: 'TaskAdded' }>['data'];

export function newRow({ taskId, ...added }: Added): TaskRow {
  return settled({
    ...added,
    ...titled(added),
    id: taskId,
    assignment: 'UNASSIGNED',
    mode: null,
    leadUnitId: null,
    coordinatingUnitIds: [],
    unitIds: [],
    assignedOn: null,
    declineReason: null,
    changes: [],
    checkIns: [],
    evidence: [],
    evidenceDigests: [],
    submissionSummary: null,
    confirmedOn: null,
    confirmationNote: null,
    returnReason: null,
    cancelReason: null,
    parts: null,
    childCount: 0,
    cancelled: false,
    confirmed: false,
    started: false,
    submittedOn: null,
    nextDueOn: null,
    lastDueOn: '',
    percent: 0,
    changedAt: '',
    dueKey: '',
    standing: '',
    revision: 0,
  });
}

/** What a list sorts by, of a task's code and words. */
export function titled({ code, title }: Pick<TaskRow, 'code' | 'title'>) {
  return {
    codeKey: sortKey(code.replace(/\d+/gu, (digits) => digits.padStart(6, '0'))),
    titleKey: sortKey(title),
  };
}

/** The row with all that follows from its other fields; every fold ends with it. */
export function settled(row: TaskRow): TaskRow {
  const { evidence, leadUnitId, coordinatingUnitIds, parts } = row;
  const standing = row.assignment === 'SPLIT' ? standingOfParts(row) : standingOf(row);
  return {
    ...row,
    ...standing,
    standing: standingCodeOf({ ...row, ...standing }),
    childCount: parts?.all ?? 0,
    unitIds: leadUnitId === null ? coordinatingUnitIds : [leadUnitId, ...coordinatingUnitIds],
    evidenceDigests: evidence.map(({ sha256 }) => sha256),
    dueKey: standing.nextDueOn ?? nothingDue,
  };
}

/** The facts from which the domain computes the status. */
export function statusFactsOf(row: PartOfTask): TaskStatusFacts {
  const { cancelled, confirmed, submittedOn, started, lastDueOn: last, nextDueOn: next } = row;
  return { cancelled, confirmed, submittedOn, started, lastDueOn: last, nextDueOn: next };
}

/** Check-ins whose place no later one of the same period took. */
export function heldCheckIns(checkIns: readonly CheckInItem[]): readonly CheckInItem[] {
  return checkIns.filter(
    ({ periodId }, n) =>
      periodId === null || !checkIns.slice(n + 1).some((later) => later.periodId === periodId),
  );
}

function standingOf(row: TaskRow): PartOfTask {
  const { cancelled, confirmed, submittedOn, schedule, checkIns, assignment, assignedOn } = row;
  const periodIds = checkIns.flatMap(({ periodId }) => periodId ?? []);
  const closed = cancelled || confirmed;
  return {
    cancelled,
    confirmed,
    submittedOn,
    started: assignment === 'ACKNOWLEDGED' || assignment === 'ACCEPTED' || checkIns.length > 0,
    nextDueOn: closed ? null : nextDueOn(schedule, periodIds, assignedOn),
    lastDueOn: lastDueOn(schedule),
    percent: confirmed ? 100 : (checkIns.at(-1)?.percent ?? 0),
  };
}

/**
 * A split task stands as its children do: done when all that are not cancelled are, late when one was, and due
 * when the next of them is.
 */
function standingOfParts({ parts, cancelled, schedule }: TaskRow): PartOfTask {
  const { held, confirmed, started, percentSum, due, notDue, submitted } = parts ?? noParts;
  const done = held > 0 && confirmed === held;
  const isOpen = notDue > 0 || Object.keys(due).length > 0;
  const latest = latestOf(Object.keys(submitted));
  return {
    cancelled,
    confirmed: done,
    submittedOn: isOpen ? null : (latest?.submittedOn ?? null),
    started: started > 0,
    nextDueOn: cancelled || done ? null : (Object.keys(due).sort()[0] ?? null),
    lastDueOn: latest?.lastDueOn ?? lastDueOn(schedule),
    percent: held === 0 ? 0 : Math.round(percentSum / held),
  };
}

/** The child that was submitted latest against its own due day. */
function latestOf(submitted: readonly string[]): { submittedOn: string; lastDueOn: string } | null {
  const lateness = (key: string): number => Date.parse(key.slice(0, 10)) - Date.parse(key.slice(11));
  const [latest] = [...submitted].sort((a, b) => lateness(b) - lateness(a) || (a < b ? 1 : -1));
  return latest === undefined ? null : { submittedOn: latest.slice(0, 10), lastDueOn: latest.slice(11) };
}
