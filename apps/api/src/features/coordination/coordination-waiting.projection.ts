import type { Projection, RecordedEvent } from '@songhanh/domain/kernel';
import type { PlanEvent } from '@songhanh/domain/plan';
import type { Schedule, TaskEvent } from '@songhanh/domain/task';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import {
  type CoordinationPlanRow,
  type CoordinationTaskRow,
  coordinationPlanTable,
  coordinationTaskTable,
  type TaskWaitingRow,
  taskWaitingTable,
} from './coordination.tables.ts';

// What the inbox needs of tasks and plans, copied from their events.

const nobodyWaits = {
  answer: 'NONE',
  answerSince: null,
  changeSince: null,
  submittedSince: null,
  returnedSince: null,
} as const;

const coordinationTaskProjection: Projection<CoordinationTaskRow> = {
  name: 'coordinationTask',
  version: 3,
  ignores: ['CheckInRecorded', 'EvidenceAttached', 'EvidenceWithdrawn'],
  on: handlers<TaskEvent, CoordinationTaskRow>(({ taskId }) => taskId, {
    TaskAdded: (_row, { taskId, planId, schedule }) => ({
      ...nobodyWaits,
      id: taskId,
      planId,
      leadUnitId: null,
      mode: null,
      dueOn: dueOnOf(schedule),
      closed: false,
    }),
    TaskDetailsChanged: changing((_row, { schedule }) => ({ dueOn: dueOnOf(schedule) })),
    TaskAssigned: changing((_row, { lead }, { metadata }) => ({
      ...nobodyWaits,
      leadUnitId: lead.unitId,
      mode: lead.mode,
      answer: 'AWAITING',
      answerSince: metadata.recordedAt,
    })),
    TaskSplit: changing(() => ({ ...nobodyWaits, leadUnitId: null, mode: null })),
    TaskAcknowledged: changing(() => ({ answer: 'GIVEN' })),
    TaskRequestAccepted: changing(() => ({ answer: 'GIVEN' })),
    TaskRequestDeclined: changing((_row, _data, { metadata }) => ({
      answer: 'DECLINED',
      answerSince: metadata.recordedAt,
    })),
    TaskChangeRequested: changing((_row, _data, { metadata }) => ({ changeSince: metadata.recordedAt })),
    TaskChangeGranted: changing((_row, { schedule }) => ({ changeSince: null, dueOn: dueOnOf(schedule) })),
    TaskChangeRefused: changing(() => ({ changeSince: null })),
    TaskChangeWithdrawn: changing(() => ({ changeSince: null })),
    TaskSubmitted: changing((_row, _data, { metadata }) => ({
      changeSince: null,
      submittedSince: metadata.recordedAt,
      returnedSince: null,
    })),
    TaskReturned: changing((_row, _data, { metadata }) => ({
      submittedSince: null,
      returnedSince: metadata.recordedAt,
    })),
    TaskConfirmed: changing(() => ({ closed: true })),
    TaskCancelled: changing(() => ({ closed: true })),
  }),
};

export const coordinationTaskReadModel = defineReadModel<CoordinationTaskRow>({
  projection: coordinationTaskProjection,
  table: coordinationTaskTable,
  derived: [{ table: taskWaitingTable, rows: waitingIn }],
});

const coordinationPlanProjection: Projection<CoordinationPlanRow> = {
  name: 'coordinationPlan',
  version: 1,
  ignores: [
    'PlanSectionAdded',
    'PlanSectionChanged',
    'PlanIssued',
    'PlanIssueCorrected',
    'PlanAmended',
    'PlanClosed',
    'PlanWithdrawn',
  ],
  on: handlers<PlanEvent, CoordinationPlanRow>(({ planId }) => planId, {
    PlanDrafted: (_row, { planId, issuingUnitId, draftingUnitId }) => ({
      id: planId,
      issuingUnitId,
      draftingUnitId,
    }),
    PlanHeadingChanged: (row, { issuingUnitId, draftingUnitId }) =>
      row && { ...row, issuingUnitId, draftingUnitId },
  }),
};

export const coordinationPlanReadModel = defineReadModel({
  projection: coordinationPlanProjection,
  table: coordinationPlanTable,
});

function waitingIn(row: CoordinationTaskRow): readonly TaskWaitingRow[] {
  const { id, planId, leadUnitId, answer, answerSince, changeSince, submittedSince, returnedSince } = row;
  const { mode, dueOn } = row;
  if (row.closed || leadUnitId === null) return [];
  const about = { taskId: id, planId, leadUnitId, dueOn };
  const item = (kind: TaskWaitingRow['kind'], since: string, actor: 'LEAD' | 'KEEPER'): TaskWaitingRow => ({
    ...about,
    id: `${id}/${kind}`,
    kind,
    since,
    actingUnitId: actor === 'LEAD' ? leadUnitId : null,
    waitingUnitId: actor === 'LEAD' ? null : leadUnitId,
  });
  const items: TaskWaitingRow[] = [];
  if (submittedSince !== null) return [item('CONFIRM_TASK', submittedSince, 'KEEPER')];
  if (changeSince !== null) items.push(item('ANSWER_TASK_CHANGE', changeSince, 'KEEPER'));
  if (returnedSince !== null) items.push(item('RESUBMIT_TASK', returnedSince, 'LEAD'));
  if (answer === 'DECLINED' && answerSince !== null) items.push(item('REASSIGN_TASK', answerSince, 'KEEPER'));
  if (answer === 'AWAITING' && answerSince !== null)
    items.push(item(mode === 'ORDER' ? 'ACKNOWLEDGE_TASK' : 'ANSWER_TASK_REQUEST', answerSince, 'LEAD'));
  return items;
}

function changing<Data>(
  change: (row: CoordinationTaskRow, data: Data, recorded: RecordedEvent) => Partial<CoordinationTaskRow>,
): (row: CoordinationTaskRow | null, data: Data, recorded: RecordedEvent) => CoordinationTaskRow | null {
  return (row, data, recorded) => row && { ...row, ...change(row, data, recorded) };
}

function dueOnOf(schedule: Schedule): string | null {
  return schedule.kind === 'DUE_DATE' ? schedule.dueOn : null;
}
