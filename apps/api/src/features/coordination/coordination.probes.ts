import type { CoordinationCommand, CoordinationState } from '@songhanh/domain/coordination';
import type { Probe } from '../../platform/commands/available-commands.ts';

/** Commands as a person might send them next; what they fill in stands for whatever they will. */
export function coordinationProbes(coordinationId: string): (state: CoordinationState) => readonly Probe[] {
  return (state) => {
    const changeId = ('openChange' in state ? state.openChange?.changeId : null) ?? 'probe';
    return [
      probe({ name: 'WithdrawInvitation', input: { coordinationId, reason: 'probe' } }),
      probe({ name: 'AcknowledgeCoordination', input: { coordinationId } }),
      probe({ name: 'AcceptCoordination', input: { coordinationId } }),
      probe({ name: 'DeclineCoordination', input: { coordinationId, reason: 'probe' } }),
      probe({
        name: 'ProposeCoordinationChange',
        input: { coordinationId, changeId: 'probe', scope: 'probe', reason: 'probe' },
      }),
      probe({ name: 'WithdrawCoordinationChange', input: { coordinationId, changeId } }),
      probe({ name: 'GrantCoordinationChange', input: { coordinationId, changeId } }),
      probe({ name: 'RefuseCoordinationChange', input: { coordinationId, changeId, reason: 'probe' } }),
      probe({ name: 'Contribute', input: { coordinationId, contributionId: 'probe', text: 'probe' } }),
      probe({ name: 'ConcludeCoordination', input: { coordinationId, summary: 'probe' } }),
    ];
  };
}

function probe(command: CoordinationCommand): Probe {
  return { command };
}
