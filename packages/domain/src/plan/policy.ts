import { type Actor, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { PlanCommand } from './commands.ts';
import type { PlanState } from './state.ts';

interface Keepers {
  readonly issuingUnitId: string;
  readonly draftingUnitId: string;
}

/** Only planners of the unit that issues the plan or of the one that drafts and keeps it. */
export const policy: Policy<PlanState, PlanCommand> = {
  DraftPlan: (command, _state, { actor }) => plannerOf(command.input, actor),
  ChangePlanHeading: (_command, state, { actor }) => plannerOfPlan(state, actor),
  AddPlanSection: (_command, state, { actor }) => plannerOfPlan(state, actor),
  ChangePlanSection: (_command, state, { actor }) => plannerOfPlan(state, actor),
  IssuePlan: (_command, state, { actor }) => plannerOfPlan(state, actor),
  CorrectPlanIssue: (_command, state, { actor }) => plannerOfPlan(state, actor),
  AmendPlan: (_command, state, { actor }) => plannerOfPlan(state, actor),
  ClosePlan: (_command, state, { actor }) => plannerOfPlan(state, actor),
  WithdrawPlan: (_command, state, { actor }) => plannerOfPlan(state, actor),
};

/** Of a plan that does not exist any planner may hear so: the decider refuses it. */
function plannerOfPlan(state: PlanState, actor: Actor): Refusal | null {
  return plannerOf(state.status === 'NONE' ? null : state.heading, actor);
}

function plannerOf(keepers: Keepers | null, actor: Actor): Refusal | null {
  if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
  if (actor.role !== 'PLANNER') return refuse('NOT_A_PLANNER_OF_THE_PLAN');
  if (keepers === null) return null;
  return actor.unitId === keepers.issuingUnitId || actor.unitId === keepers.draftingUnitId
    ? null
    : refuse('NOT_A_PLANNER_OF_THE_PLAN');
}
