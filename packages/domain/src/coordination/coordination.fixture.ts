import type { Facts } from '../kernel/index.ts';
import { type CoordinationCommand, type CoordinationEvent, coordinationIdOf } from './index.ts';

// A coordination of the health department on the lead's task, as the scenarios of this noun need it.

export const coordinationId = coordinationIdOf('t', 'health');
export const task = {
  planId: 'p',
  assigned: true,
  leadUnitId: 'lead',
  coordinatingUnitIds: ['police'],
  underWay: true,
  dueOn: '2023-06-30',
};
export const health = { kind: 'UNIT', since: '2016-01-01', lastDay: null };
export const facts: Facts = { 'task-t': task, 'organisation-health': health };
const officer = (unitId: string) => ({ role: 'OFFICER' as const, unitId });
export const lead = { actor: officer('lead'), facts };
export const unit = { actor: officer('health'), facts };

export const terms = {
  coordinationId,
  taskId: 't',
  planId: 'p',
  leadUnitId: 'lead',
  unitId: 'health',
  mode: 'REQUEST' as const,
  origin: 'INVITATION' as const,
  scope: 'Cử bác sĩ tư vấn',
  dueOn: '2023-05-31',
};
export const invited: CoordinationEvent = { type: 'CoordinationOpened', data: terms };
export const ordered: CoordinationEvent = {
  type: 'CoordinationOpened',
  data: { ...terms, mode: 'ORDER', origin: 'ASSIGNMENT' },
};
export const acknowledged: CoordinationEvent = { type: 'CoordinationAcknowledged', data: { coordinationId } };
export const accepted: CoordinationEvent = { type: 'CoordinationAccepted', data: { coordinationId } };
export const declined: CoordinationEvent = {
  type: 'CoordinationDeclined',
  data: { coordinationId, reason: 'Không đủ người' },
};
export const proposed: CoordinationEvent = {
  type: 'CoordinationChangeProposed',
  data: {
    coordinationId,
    changeId: 'c1',
    scope: 'Tư vấn theo lịch hẹn',
    dueOn: '2023-06-15',
    reason: 'Không đủ người',
  },
};
export const granted: CoordinationEvent = {
  type: 'CoordinationChangeGranted',
  data: { coordinationId, changeId: 'c1', scope: 'Tư vấn theo lịch hẹn', dueOn: '2023-06-15' },
};
export const changeRefused: CoordinationEvent = {
  type: 'CoordinationChangeRefused',
  data: { coordinationId, changeId: 'c1', reason: 'Cần trực thường xuyên' },
};
export const changeWithdrawn: CoordinationEvent = {
  type: 'CoordinationChangeWithdrawn',
  data: { coordinationId, changeId: 'c1' },
};
export const rescheduled = {
  type: 'CoordinationRescheduled' as const,
  data: { coordinationId, dueOn: '2023-09-30' },
};
export const contributed: CoordinationEvent = {
  type: 'ContributionMade',
  data: { coordinationId, contributionId: 'k1', text: 'Đã cử hai bác sĩ' },
};
export const concluded: CoordinationEvent = {
  type: 'CoordinationConcluded',
  data: { coordinationId, summary: 'Phối hợp tốt' },
};
export const withdrawn = {
  type: 'CoordinationWithdrawn' as const,
  data: { coordinationId, reason: 'Nhiệm vụ đã huỷ' },
};

export const invite = (
  change: Partial<{ unitId: string; dueOn: string | null }> = {},
): CoordinationCommand => ({
  name: 'InviteCoordination',
  input: {
    coordinationId,
    taskId: 't',
    unitId: 'health',
    scope: terms.scope,
    dueOn: terms.dueOn,
    ...change,
  },
});
export const withdrawInvitation: CoordinationCommand = {
  name: 'WithdrawInvitation',
  input: withdrawn.data,
};
export const acknowledge: CoordinationCommand = {
  name: 'AcknowledgeCoordination',
  input: { coordinationId },
};
export const accept: CoordinationCommand = { name: 'AcceptCoordination', input: { coordinationId } };
export const decline: CoordinationCommand = { name: 'DeclineCoordination', input: declined.data };
export const propose = (
  change: Partial<{ changeId: string; dueOn: string | null }> = {},
): CoordinationCommand => ({
  name: 'ProposeCoordinationChange',
  input: { ...proposed.data, ...change },
});
export const grant = (changeId = 'c1'): CoordinationCommand => ({
  name: 'GrantCoordinationChange',
  input: { coordinationId, changeId },
});
export const refuseChange = (changeId = 'c1'): CoordinationCommand => ({
  name: 'RefuseCoordinationChange',
  input: { ...changeRefused.data, changeId },
});
export const withdrawChange = (changeId = 'c1'): CoordinationCommand => ({
  name: 'WithdrawCoordinationChange',
  input: { coordinationId, changeId },
});
export const contribute = (contributionId = 'k1'): CoordinationCommand => ({
  name: 'Contribute',
  input: { ...contributed.data, contributionId },
});
export const conclude: CoordinationCommand = { name: 'ConcludeCoordination', input: concluded.data };

export const ofTheUnit = [acknowledge, accept, decline, propose(), withdrawChange(), contribute()];
export const ofTheLead = [withdrawInvitation, grant(), refuseChange(), conclude];
