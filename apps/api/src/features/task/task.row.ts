import { lastDueOn, nextDueOn, type TaskEvent, type TaskStatusFacts } from '@songhanh/domain/task';
import { searchable, sortKey } from '../../platform/text/vietnamese.ts';
import type { CheckInItem, PartOfTask, TaskRow } from './task.tables.ts';

/** Sorts behind every day. */
const nothingDue = '9999-12-31';

type Added = Extract<TaskEvent, { type: 'TaskAdded' }>['data'];

export function newRow({ taskId, ...added }: Added): TaskRow {
  return settled({
    ...added,
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
    parts: {},
    childCount: 0,
    cancelled: false,
    confirmed: false,
    started: false,
    submittedOn: null,
    nextDueOn: null,
    lastDueOn: '',
    percent: 0,
    changedAt: '',
    search: '',
    codeKey: '',
    titleKey: '',
    dueKey: '',
    revision: 0,
  });
}

/** The row with all that follows from its other fields; every fold ends with it. */
export function settled(row: TaskRow): TaskRow {
  const { code, title, titleEnglish, evidence, leadUnitId, coordinatingUnitIds } = row;
  const standing = row.assignment === 'SPLIT' ? standingOfParts(row) : standingOf(row);
  return {
    ...row,
    ...standing,
    childCount: Object.keys(row.parts).length,
    unitIds: leadUnitId === null ? coordinatingUnitIds : [leadUnitId, ...coordinatingUnitIds],
    evidenceDigests: evidence.map(({ sha256 }) => sha256),
    search: searchable(code, title, titleEnglish),
    codeKey: sortKey(code.replace(/\d+/gu, (digits) => digits.padStart(6, '0'))),
    titleKey: sortKey(title),
    dueKey: standing.nextDueOn ?? nothingDue,
  };
}

/** The facts from which the domain computes the status. */
export function statusFactsOf(row: PartOfTask): TaskStatusFacts {
  const { cancelled, confirmed, submittedOn, started, lastDueOn: last, nextDueOn: next } = row;
  return { cancelled, confirmed, submittedOn, started, lastDueOn: last, nextDueOn: next };
}

export function partOf(row: TaskRow): PartOfTask {
  return { ...statusFactsOf(row), percent: row.percent };
}

/** Check-ins whose place no later one of the same period took. */
export function heldCheckIns(checkIns: readonly CheckInItem[]): readonly CheckInItem[] {
  return checkIns.filter(
    ({ periodId }, n) =>
      periodId === null || !checkIns.slice(n + 1).some((later) => later.periodId === periodId),
  );
}

function standingOf(row: TaskRow): PartOfTask {
  const { cancelled, confirmed, submittedOn, schedule, checkIns, assignment } = row;
  const periodIds = checkIns.flatMap(({ periodId }) => periodId ?? []);
  const closed = cancelled || confirmed;
  return {
    cancelled,
    confirmed,
    submittedOn,
    started: assignment === 'ACKNOWLEDGED' || assignment === 'ACCEPTED' || checkIns.length > 0,
    nextDueOn: closed ? null : nextDueOn(schedule, periodIds),
    lastDueOn: lastDueOn(schedule),
    percent: confirmed ? 100 : (checkIns.at(-1)?.percent ?? 0),
  };
}

/**
 * A split task stands as its children do: done when all that are not cancelled are, late when one was, and due
 * when the next of them is.
 */
function standingOfParts({ parts: byId, cancelled, schedule }: TaskRow): PartOfTask {
  const parts = Object.values(byId).filter((part) => !part.cancelled);
  const open = parts.filter(({ confirmed, submittedOn }) => !confirmed && submittedOn === null);
  const confirmed = parts.length > 0 && parts.every((part) => part.confirmed);
  const latest = latestOf(parts);
  return {
    cancelled,
    confirmed,
    submittedOn: open.length === 0 ? (latest?.submittedOn ?? null) : null,
    started: parts.some(({ started }) => started),
    nextDueOn: cancelled || confirmed ? null : earliest(open.flatMap(({ nextDueOn: day }) => day ?? [])),
    lastDueOn: latest?.lastDueOn ?? lastDueOn(schedule),
    percent: parts.length === 0 ? 0 : Math.round(sum(parts.map(({ percent }) => percent)) / parts.length),
  };
}

/** The child that was submitted latest against its own due day. */
function latestOf(parts: readonly PartOfTask[]): PartOfTask | null {
  return parts.reduce<PartOfTask | null>(
    (latest, part) => (latest === null || lateness(part) > lateness(latest) ? part : latest),
    null,
  );
}

function lateness({ submittedOn, lastDueOn: last }: PartOfTask): number {
  return submittedOn === null ? Number.NEGATIVE_INFINITY : Date.parse(submittedOn) - Date.parse(last);
}

function earliest(days: readonly string[]): string | null {
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
