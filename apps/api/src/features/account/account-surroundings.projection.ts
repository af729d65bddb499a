import type { CoordinationEvent } from '@songhanh/domain/coordination';
import type { Projection } from '@songhanh/domain/kernel';
import { handlers } from '../../platform/projector/handlers.ts';
import { defineReadModel } from '../../platform/projector/read-model.ts';
import { type AccountCoordinationRow, accountCoordinationTable } from './account.tables.ts';

// Which units work together, copied from the events of coordinations: they see each other's contacts.

const accountCoordinationProjection: Projection<AccountCoordinationRow> = {
  name: 'accountCoordination',
  version: 1,
  ignores: [
    'CoordinationAcknowledged',
    'CoordinationAccepted',
    'CoordinationChangeProposed',
    'CoordinationChangeGranted',
    'CoordinationChangeRefused',
    'CoordinationChangeWithdrawn',
    'CoordinationRescheduled',
    'ContributionMade',
  ],
  on: handlers<CoordinationEvent, AccountCoordinationRow>(({ coordinationId }) => coordinationId, {
    CoordinationOpened: (_row, { coordinationId, taskId, leadUnitId, unitId }) => ({
      ...{ id: coordinationId, taskId, leadUnitId, unitId },
      open: true,
    }),
    CoordinationDeclined: ended,
    CoordinationConcluded: ended,
    CoordinationWithdrawn: ended,
  }),
};

export const accountCoordinationReadModel = defineReadModel({
  projection: accountCoordinationProjection,
  table: accountCoordinationTable,
});

function ended(row: AccountCoordinationRow | null): AccountCoordinationRow | null {
  return row && { ...row, open: false };
}
