import type { PlanCommand, PlanState } from '@songhanh/domain/plan';
import type { TaskCommand } from '@songhanh/domain/task';
import type { Probe } from '../../platform/commands/available-commands.ts';

/** Commands as a person might send them next; what they fill in stands for whatever they will. */
export function planProbes(planId: string, today: string): (state: PlanState) => readonly Probe[] {
  return (state) => {
    if (state.status === 'NONE') return [];
    const { heading, sections } = state;
    const words = { title: 'probe', titleEnglish: null };
    return [
      probe({
        name: 'ChangePlanHeading',
        input: {
          ...heading,
          parentPlanIds: [...heading.parentPlanIds],
          siblingPlanIds: [...heading.siblingPlanIds],
          planId,
          ...words,
        },
      }),
      probe(
        {
          name: 'AddPlanSection',
          input: { planId, sectionId: 'probe', kind: 'OBJECTIVE', mark: 'probe', ...words },
        },
        ['SECTION_MARK_TAKEN'],
      ),
      probe({
        name: 'ChangePlanSection',
        input: { planId, sectionId: sections[0]?.sectionId ?? 'probe', ...words },
      }),
      probe({
        name: 'IssuePlan',
        input: { planId, number: 'probe', issuedOn: today, signerOffice: 'probe', legalBases: [] },
      }),
      probe(
        {
          name: 'CorrectPlanIssue',
          input: {
            ...{ planId, number: 'probe', issuedOn: today, signerOffice: 'probe', legalBases: [] },
            reason: 'probe',
          },
        },
        ['ISSUED_AFTER_AMENDMENT'],
      ),
      probe({
        name: 'AmendPlan',
        input: { planId, amendmentId: 'probe', issuedOn: today, signerOffice: 'probe', summary: 'probe' },
      }),
      probe({ name: 'ClosePlan', input: { planId, summary: 'probe' } }),
      probe({ name: 'WithdrawPlan', input: { planId, reason: 'probe' } }),
    ];
  };
}

/** A task is written from the plan, into a stream of its own that does not exist yet. */
export function taskProbe(planId: string, today: string): readonly Probe[] {
  const schedule = { dueOn: today };
  const about = { code: 'probe', title: 'probe', deliverables: [], countsPeople: false, illustrative: false };
  return [probe({ name: 'AddTask', input: { taskId: 'probe', planId, schedule, ...about } })];
}

function probe(command: PlanCommand | TaskCommand, aboutInput: readonly string[] = []): Probe {
  return { command, aboutInput };
}
