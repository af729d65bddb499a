import type { CoordinationEvent } from '@songhanh/domain/coordination';
import type { Projection, RecordedEvent } from '@songhanh/domain/kernel';
import { handlers } from '../../platform/projector/handlers.ts';
import { type AnyReadModel, defineReadModel } from '../../platform/projector/read-model.ts';
import {
  type CoordinationRow,
  type CoordinationWaitingRow,
  coordinationTable,
  coordinationWaitingTable,
} from './coordination.tables.ts';
import { coordinationPlanReadModel, coordinationTaskReadModel } from './coordination-waiting.projection.ts';

const coordinationProjection: Projection<CoordinationRow> = {
  name: 'coordination',
  version: 4,
  ignores: [],
  on: handlers<CoordinationEvent, CoordinationRow>(({ coordinationId }) => coordinationId, {
    // Opened anew it waits for an answer again; what was contributed before stays contributed.
    CoordinationOpened: (row, { coordinationId, ...terms }, { metadata, revision }) => ({
      ...terms,
      id: coordinationId,
      status: 'AWAITING_ANSWER',
      declineReason: null,
      openChange: null,
      contributions: row?.contributions ?? [],
      conclusion: null,
      openedAt: metadata.recordedAt,
      answeredAt: null,
      revision,
    }),
    CoordinationAcknowledged: changing((_row, _data, { metadata }) => ({
      status: 'ACKNOWLEDGED',
      answeredAt: metadata.recordedAt,
    })),
    CoordinationAccepted: changing((_row, _data, { metadata }) => ({
      status: 'ACCEPTED',
      answeredAt: metadata.recordedAt,
    })),
    CoordinationDeclined: changing((_row, { reason }, { metadata }) => ({
      status: 'DECLINED',
      declineReason: reason,
      answeredAt: metadata.recordedAt,
      openChange: null,
    })),
    CoordinationChangeProposed: changing((_row, { changeId, scope, dueOn, reason }, { metadata }) => ({
      openChange: { id: changeId, scope, dueOn, reason, proposedAt: metadata.recordedAt },
    })),
    CoordinationChangeGranted: changing((row, { scope, dueOn }, { metadata }) => ({
      openChange: null,
      scope,
      dueOn,
      ...answeredByGrant(row, metadata.recordedAt),
    })),
    CoordinationRescheduled: changing((_row, { dueOn }) => ({ dueOn })),
    CoordinationChangeRefused: changing(() => ({ openChange: null })),
    CoordinationChangeWithdrawn: changing(() => ({ openChange: null })),
    ContributionMade: changing((row, { contributionId, text }, { metadata }) => ({
      contributions: [...row.contributions, { id: contributionId, text, recordedAt: metadata.recordedAt }],
    })),
    CoordinationConcluded: changing((_row, { summary }) => ({
      status: 'CONCLUDED',
      conclusion: summary,
      openChange: null,
    })),
    CoordinationWithdrawn: changing(() => ({ status: 'WITHDRAWN', openChange: null })),
  }),
};

export const coordinationReadModels: readonly AnyReadModel[] = [
  coordinationPlanReadModel,
  coordinationTaskReadModel,
  defineReadModel<CoordinationRow>({
    projection: coordinationProjection,
    table: coordinationTable,
    derived: [{ table: coordinationWaitingTable, rows: waitingIn }],
  }),
];

/** Since when the coordination waits for its next step; null when nobody waits. */
export function waitingSince(row: CoordinationRow): string | null {
  return waitingIn(row)[0]?.since ?? null;
}

function waitingIn(row: CoordinationRow): readonly CoordinationWaitingRow[] {
  const { id, taskId, planId, leadUnitId, unitId, status, openChange, mode, dueOn } = row;
  const item = (kind: CoordinationWaitingRow['kind'], since: string): CoordinationWaitingRow => ({
    ...{ id: `${id}/${kind}`, kind, coordinationId: id, taskId, planId, leadUnitId, since, dueOn },
    actingUnitId: unitId,
    waitingUnitId: leadUnitId,
  });
  const itemOfLead = (kind: CoordinationWaitingRow['kind'], since: string): CoordinationWaitingRow => ({
    ...item(kind, since),
    actingUnitId: leadUnitId,
    waitingUnitId: unitId,
  });
  if (openChange !== null) return [itemOfLead('ANSWER_COORDINATION_CHANGE', openChange.proposedAt)];
  if (status === 'AWAITING_ANSWER')
    return [item(mode === 'ORDER' ? 'ACKNOWLEDGE_COORDINATION' : 'ANSWER_COORDINATION', row.openedAt)];
  const isBound = status === 'ACKNOWLEDGED' || status === 'ACCEPTED';
  if (!isBound || row.answeredAt === null) return [];
  const { answeredAt } = row;
  // Opened anew it keeps what was contributed before, and waits for more. Contributing again does not let the
  // lead wait anew: it is waited for since the first contribution.
  const first = row.contributions.find(({ recordedAt }) => recordedAt >= answeredAt);
  if (first !== undefined) return [itemOfLead('CONCLUDE_COORDINATION', first.recordedAt)];
  return [item('CONTRIBUTE', answeredAt)];
}

/** Whoever proposed the terms that were granted is bound by them: it counts as their answer. */
function answeredByGrant(row: CoordinationRow, at: string): Partial<CoordinationRow> {
  if (row.status !== 'AWAITING_ANSWER') return {};
  return { status: row.mode === 'ORDER' ? 'ACKNOWLEDGED' : 'ACCEPTED', answeredAt: at };
}

function changing<Data>(
  change: (row: CoordinationRow, data: Data, recorded: RecordedEvent) => Partial<CoordinationRow>,
): (row: CoordinationRow | null, data: Data, recorded: RecordedEvent) => CoordinationRow | null {
  return (row, data, recorded) =>
    row && { ...row, ...change(row, data, recorded), revision: recorded.revision };
}
