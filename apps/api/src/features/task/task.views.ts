import { daysBetween, taskStatus, trafficLight } from '@songhanh/domain/task';
import type { RequestContext, RequestViewer } from '../../platform/graphql/request-context.ts';
import { heldCheckIns, statusFactsOf } from './task.row.ts';
import type { CheckInItem, EvidenceItem, PeopleBySex, TaskRow } from './task.tables.ts';

/** A task as the schema shows it to a viewer on a business day. */
export function taskView(row: TaskRow, { viewer, moment }: RequestContext) {
  const { planId, parentTaskId, leadUnitId, nextDueOn, evidence, checkIns, ...task } = row;
  const facts = statusFactsOf(row);
  const held = heldCheckIns(checkIns);
  const isShown = seesEvidence(viewer, row);
  return {
    ...task,
    planId,
    leadUnitId,
    plan: { id: planId },
    parent: parentTaskId === null ? null : { id: parentTaskId },
    leadUnit: leadUnitId === null ? null : { id: leadUnitId },
    schedule: scheduleView(row),
    dueOn: nextDueOn,
    daysLeft: nextDueOn === null ? null : daysBetween(moment.today, nextDueOn),
    deliverables: row.deliverables.map(({ deliverableId, title }) => ({
      id: deliverableId,
      title,
      evidenceCount: isShown ? evidence.filter(holdsFor(deliverableId)).length : null,
    })),
    status: taskStatus(facts, moment.today),
    light: trafficLight(facts, moment.today),
    submitted: row.assignment !== 'SPLIT' && row.submittedOn !== null && !row.confirmed && !row.cancelled,
    openChange: row.changes.find(({ state }) => state === 'OPEN') ?? null,
    checkIns: checkIns.map((item) => checkInView(item, held)).reverse(),
    people: peopleOf(held),
    evidence: isShown ? evidence.map(evidenceView) : [],
  };
}

export type TaskView = ReturnType<typeof taskView>;

/** Evidence is for the units of the task, planners and auditors. */
export function seesEvidence(viewer: RequestViewer | null, { unitIds }: Pick<TaskRow, 'unitIds'>): boolean {
  if (viewer === null) return false;
  const { role } = viewer.actor;
  return (
    role === 'PLANNER' || role === 'AUDITOR' || (viewer.unitId !== null && unitIds.includes(viewer.unitId))
  );
}

function holdsFor(deliverableId: string) {
  return (item: EvidenceItem): boolean =>
    item.deliverableId === deliverableId && item.withdrawnReason === null;
}

function scheduleView({ schedule, checkIns }: TaskRow) {
  if (schedule.kind === 'DUE_DATE') return { ...schedule, periods: [] };
  const held = heldCheckIns(checkIns);
  const periods = schedule.periods.map(({ periodId, ...period }) => {
    const closing = held.find((item) => item.periodId === periodId);
    return { ...period, id: periodId, checkIn: closing === undefined ? null : checkInView(closing, held) };
  });
  const [first] = periods;
  return { kind: schedule.kind, startsOn: first?.startsOn ?? null, dueOn: null, periods };
}

function checkInView(item: CheckInItem, held: readonly CheckInItem[]) {
  const { officeId, ...checkIn } = item;
  return {
    ...checkIn,
    office: officeId === null ? null : { id: officeId },
    superseded: !held.includes(item),
  };
}

function evidenceView({ unitId, ...item }: EvidenceItem) {
  return { ...item, url: `/files/${item.sha256}`, unit: unitId === null ? null : { id: unitId } };
}

function peopleOf(held: readonly CheckInItem[]): PeopleBySex | null {
  const counted = held.flatMap(({ people }) => people ?? []);
  if (counted.length === 0) return null;
  return counted.reduce(
    (total, { female, male }) => ({ female: total.female + female, male: total.male + male }),
    { female: 0, male: 0 },
  );
}
