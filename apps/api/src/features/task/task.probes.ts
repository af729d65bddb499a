import { type CoordinationCommand, coordinationIdOf } from '@songhanh/domain/coordination';
import type { TaskCommand, TaskState } from '@songhanh/domain/task';
import type { Probe } from '../../platform/commands/available-commands.ts';

const unitFaults = ['UNIT_NOT_FOUND', 'UNIT_NOT_IN_BEING', 'GROUP_NOT_FOUND', 'GROUP_EMPTY'];

/** Commands as a person might send them next; what they fill in stands for whatever they will. */
export function taskProbes(taskId: string): (state: TaskState) => readonly Probe[] {
  return (state) => {
    if (state.status === 'NONE') return [];
    const { schedule, deliverables, countsPeople, openChange, evidence, sectionId } = state.task;
    const changeId = openChange?.changeId ?? 'probe';
    const periodId = schedule.kind === 'CHECK_INS' ? (schedule.periods[0]?.periodId ?? null) : null;
    const held = evidence.find(({ withdrawn }) => !withdrawn);
    return [
      probe({
        name: 'ChangeTaskDetails',
        input: {
          taskId,
          sectionId,
          title: 'probe',
          schedule:
            schedule.kind === 'DUE_DATE'
              ? { startsOn: schedule.startsOn, dueOn: schedule.dueOn }
              : { periods: [...schedule.periods] },
          deliverables: [...deliverables],
        },
      }),
      probe(
        {
          name: 'AssignTask',
          input: { taskId, leadUnitId: 'probe', coordinatingUnitIds: [], coordinatingGroupIds: [] },
        },
        unitFaults,
      ),
      probe({ name: 'AcknowledgeTask', input: { taskId } }),
      probe({ name: 'AcceptTaskRequest', input: { taskId } }),
      probe({ name: 'DeclineTaskRequest', input: { taskId, reason: 'probe' } }),
      probe({
        name: 'RequestTaskChange',
        input: { taskId, changeId: 'probe', proposal: 'probe', reason: 'probe' },
      }),
      probe({ name: 'WithdrawTaskChange', input: { taskId, changeId } }),
      probe({ name: 'GrantTaskChange', input: { taskId, changeId } }, [
        'DUE_BEFORE_START',
        'DUE_ALREADY_PASSED',
      ]),
      probe({ name: 'RefuseTaskChange', input: { taskId, changeId, reason: 'probe' } }),
      probe({
        name: 'CheckIn',
        input: {
          taskId,
          checkInId: 'probe',
          periodId,
          percent: 50,
          text: 'probe',
          people: countsPeople ? { female: 0, male: 0 } : null,
        },
      }),
      probe({
        name: 'AttachEvidence',
        input: {
          taskId,
          evidenceId: 'probe',
          sha256: 'probe',
          fileName: 'probe',
          mediaType: 'probe',
          size: 1,
        },
      }),
      probe({
        name: 'WithdrawEvidence',
        input: { taskId, evidenceId: held?.evidenceId ?? 'probe', reason: 'probe' },
      }),
      probe({ name: 'SubmitTask', input: { taskId, summary: 'probe' } }),
      probe({ name: 'ConfirmTask', input: { taskId } }),
      probe({ name: 'ReturnTask', input: { taskId, reason: 'probe' } }),
      probe({ name: 'CancelTask', input: { taskId, reason: 'probe' } }),
    ];
  };
}

/** The lead invites from the task, into a coordination that does not exist yet. */
export function invitationProbe(taskId: string) {
  const coordinationId = coordinationIdOf(taskId, 'probe');
  const input = { coordinationId, taskId, unitId: 'probe', scope: 'probe' };
  return { coordinationId, probes: () => [probe({ name: 'InviteCoordination', input }, unitFaults)] };
}

function probe(command: TaskCommand | CoordinationCommand, aboutInput: readonly string[] = []): Probe {
  return { command, aboutInput };
}
