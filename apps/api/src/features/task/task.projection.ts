import type { CoordinationEvent } from '@songhanh/domain/coordination';
import type { Projection, RecordedEvent } from '@songhanh/domain/kernel';
import type { Schedule, TaskEvent } from '@songhanh/domain/task';
import { businessDay } from '@songhanh/event-log';
import { handlers } from '../../platform/projector/handlers.ts';
import { type AnyReadModel, defineReadModel } from '../../platform/projector/read-model.ts';
import { recounted } from './task.parts.ts';
import { newRow, settled, titled } from './task.row.ts';
import { type ChangeItem, type TaskRow, taskTable } from './task.tables.ts';
import { taskPlanReadModel, taskUnitReadModel } from './task-surroundings.projection.ts';
import { taskWordsReadModel } from './task-words.projection.ts';

const taskProjection: Projection<TaskRow> = {
  name: 'task',
  version: 7,
  ignores: [
    'CoordinationAcknowledged',
    'CoordinationAccepted',
    'CoordinationDeclined',
    'CoordinationChangeProposed',
    'CoordinationChangeGranted',
    'CoordinationChangeRefused',
    'CoordinationChangeWithdrawn',
    'CoordinationRescheduled',
    'ContributionMade',
    'CoordinationConcluded',
    'CoordinationWithdrawn',
  ],
  on: {
    ...handlers<CoordinationEvent, TaskRow>((data) => ('taskId' in data ? data.taskId : ''), {
      CoordinationOpened: (row, { unitId }) => {
        if (row === null || row.unitIds.includes(unitId)) return row;
        return settled({ ...row, coordinatingUnitIds: [...row.coordinatingUnitIds, unitId] });
      },
    }),
    ...handlers<TaskEvent, TaskRow>(({ taskId }) => taskId, {
      TaskAdded: (_row, data, recorded) => touched(newRow(data), recorded),
      TaskDetailsChanged: changing(({ code }, { taskId: _, dueMoved: __, ...details }) => ({
        ...details,
        ...titled({ code, ...details }),
      })),
      TaskAssigned: changing((row, { lead, coordinators }, { metadata }) => ({
        assignment: 'AWAITING_ANSWER',
        mode: lead.mode,
        leadUnitId: lead.unitId,
        coordinatingUnitIds: coordinators.map(({ unitId }) => unitId),
        assignedOn: businessDay(new Date(metadata.recordedAt)),
        declineReason: null,
        submissionSummary: null,
        changes: answered(row.changes),
      })),
      TaskSplit: changing((row) => ({
        assignment: 'SPLIT',
        mode: null,
        leadUnitId: null,
        coordinatingUnitIds: [],
        declineReason: null,
        changes: answered(row.changes),
      })),
      TaskAcknowledged: changing(() => ({ assignment: 'ACKNOWLEDGED' })),
      TaskRequestAccepted: changing(() => ({ assignment: 'ACCEPTED' })),
      TaskRequestDeclined: changing((_row, { reason }) => ({
        assignment: 'DECLINED',
        declineReason: reason,
      })),
      TaskChangeRequested: changing((row, data, { metadata }) => ({
        changes: [...row.changes, requested(data, metadata.recordedAt)],
      })),
      TaskChangeGranted: changing((row, { changeId, schedule, note }, { metadata }) => ({
        schedule,
        changes: row.changes.map((change) =>
          change.id === changeId
            ? {
                ...answer(change, 'GRANTED', note, metadata.recordedAt),
                grantedDueOn: grantedDueOn(change, row.schedule, schedule),
              }
            : change,
        ),
      })),
      TaskChangeRefused: changing((row, { changeId, reason }, { metadata }) => ({
        changes: row.changes.map((change) =>
          change.id === changeId ? answer(change, 'REFUSED', reason, metadata.recordedAt) : change,
        ),
      })),
      TaskChangeWithdrawn: changing((row, { changeId }) => ({
        changes: row.changes.map((change) =>
          change.id === changeId ? { ...change, state: 'WITHDRAWN' } : change,
        ),
      })),
      CheckInRecorded: changing((row, { checkInId, taskId: _, ...report }, { metadata }) => {
        const { recordedAt, actor } = metadata;
        const item = { ...report, id: checkInId, recordedAt, officeId: actor.officeId };
        return { checkIns: [...row.checkIns, item] };
      }),
      EvidenceAttached: changing((row, { evidenceId, taskId: _, ...file }, { metadata }) => {
        const attachedAt = metadata.recordedAt;
        const late = businessDay(new Date(attachedAt)) > row.lastDueOn;
        const item = { ...file, id: evidenceId, attachedAt, late, withdrawnReason: null };
        return { evidence: [...row.evidence, item] };
      }),
      EvidenceWithdrawn: changing((row, { evidenceId, reason }) => ({
        evidence: row.evidence.map((item) =>
          item.id === evidenceId ? { ...item, withdrawnReason: reason } : item,
        ),
      })),
      TaskSubmitted: changing((row, { submittedOn, summary }) => ({
        submittedOn,
        submissionSummary: summary,
        returnReason: null,
        changes: row.changes.map(lapsed),
      })),
      TaskConfirmed: changing((_row, { confirmedOn, note }) => ({
        confirmed: true,
        confirmedOn,
        confirmationNote: note,
      })),
      TaskReturned: changing((_row, { reason }) => ({
        submittedOn: null,
        returnReason: reason,
      })),
      TaskCancelled: changing((row, { reason }) => ({
        cancelled: true,
        cancelReason: reason,
        changes: row.changes.map(lapsed),
      })),
    }),
  },
};

export const taskReadModels: readonly AnyReadModel[] = [
  taskPlanReadModel,
  taskUnitReadModel,
  taskWordsReadModel,
  defineReadModel<TaskRow>({
    projection: taskProjection,
    table: taskTable,
    rollUp: {
      parentOf: ({ parentTaskId }) => parentTaskId,
      fold(parent, before, after) {
        const parts = recounted(parent.parts, before, after);
        if (parts === parent.parts) return parent;
        return settled({ ...parent, parts, changedAt: after?.changedAt ?? parent.changedAt });
      },
    },
  }),
];

/** A fold of an event that changes some fields of a row; without a row there is nothing to change. */
function changing<Data>(
  change: (row: TaskRow, data: Data, recorded: RecordedEvent) => Partial<TaskRow>,
): (row: TaskRow | null, data: Data, recorded: RecordedEvent) => TaskRow | null {
  return (row, data, recorded) =>
    row === null ? null : touched(settled({ ...row, ...change(row, data, recorded) }), recorded);
}

function touched(row: TaskRow, { metadata, revision }: RecordedEvent): TaskRow {
  return { ...row, changedAt: metadata.recordedAt, revision };
}

type Requested = Extract<TaskEvent, { type: 'TaskChangeRequested' }>['data'];

function requested({ changeId, taskId: _, ...change }: Requested, requestedAt: string): ChangeItem {
  const unanswered = { answer: null, grantedDueOn: null, answeredAt: null };
  return { ...change, ...unanswered, id: changeId, state: 'OPEN', requestedAt };
}

function answer(
  change: ChangeItem,
  state: 'GRANTED' | 'REFUSED',
  words: string | null,
  answeredAt: string,
): ChangeItem {
  return { ...change, state, answer: words, answeredAt };
}

/** None where the change was one of words alone and the due day stayed. */
function grantedDueOn({ proposedDueOn }: ChangeItem, before: Schedule, after: Schedule): string | null {
  if (after.kind !== 'DUE_DATE') return null;
  const stayed = before.kind === 'DUE_DATE' && before.dueOn === after.dueOn;
  return proposedDueOn === null && stayed ? null : after.dueOn;
}

/** Nobody answers a request any more once the result is submitted; it stays readable as it was asked. */
function lapsed(change: ChangeItem): ChangeItem {
  return change.state === 'OPEN' ? { ...change, state: 'LAPSED' } : change;
}

/** A request that falls away with its assignment stands in the history alone: the next lead did not ask for it. */
function answered(changes: readonly ChangeItem[]): readonly ChangeItem[] {
  return changes.filter(({ state }) => state !== 'OPEN');
}
