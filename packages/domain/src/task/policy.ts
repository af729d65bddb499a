import { type Actor, type Facts, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { TaskCommand } from './commands.ts';
import { coordinationOf, planOf } from './foreign-facts.ts';
import type { Task, TaskState } from './state.ts';

type Rule = (actor: Actor, task: Task, facts: Facts) => Refusal | null;

/** Planners of the plan write, assign and confirm; the lead works; the coordinating units, invited ones too, add evidence. */
export const policy: Policy<TaskState, TaskCommand> = {
  AddTask: (command, _state, { actor, facts }) =>
    readOnly(actor) ?? plannerOfPlan(actor, command.input.planId, facts),
  AddChildTask: () => refuse('NOT_FOR_PEOPLE'),
  ChangeTaskDetails: on(planner),
  AssignTask: on(planner),
  AcknowledgeTask: on(leadMember),
  AcceptTaskRequest: on(leadMember),
  DeclineTaskRequest: on(leadMember),
  RequestTaskChange: on(leadMember),
  WithdrawTaskChange: on(leadMember),
  GrantTaskChange: on(plannerOfAnotherUnit),
  RefuseTaskChange: on(planner),
  CheckIn: on(leadMember),
  AttachEvidence: on(workingMember),
  WithdrawEvidence: (command, state, { actor }) => {
    if (state.status === 'NONE') return readOnly(actor);
    const held = state.task.evidence.find(({ evidenceId }) => evidenceId === command.input.evidenceId);
    const attachedBy = held?.unitId ?? null;
    return (
      readOnly(actor) ??
      (held === undefined || (isMember(actor) && actor.unitId === attachedBy)
        ? null
        : refuse('NOT_THE_UNIT_OF_THE_EVIDENCE'))
    );
  },
  SubmitTask: on(leadMember),
  ConfirmTask: on(plannerOfAnotherUnit),
  ReturnTask: on(planner),
  CancelTask: on(planner),
};

/** Of a task that does not exist anybody who may act may hear so: the decider refuses it. */
function on(rule: Rule) {
  return (
    _command: unknown,
    state: TaskState,
    { actor, facts }: { actor: Actor; facts: Facts },
  ): Refusal | null => readOnly(actor) ?? (state.status === 'NONE' ? null : rule(actor, state.task, facts));
}

function readOnly(actor: Actor): Refusal | null {
  return actor.role === 'AUDITOR' ? refuse('AUDITOR_CHANGES_NOTHING') : null;
}

function planner(actor: Actor, task: Task, facts: Facts): Refusal | null {
  return plannerOfPlan(actor, task.planId, facts);
}

function plannerOfPlan(actor: Actor, planId: string, facts: Facts): Refusal | null {
  if (actor.role !== 'PLANNER') return refuse('NOT_A_PLANNER_OF_THE_PLAN');
  const plan = planOf(facts, planId);
  if (plan === null) return null;
  return actor.unitId === plan.issuingUnitId || actor.unitId === plan.draftingUnitId
    ? null
    : refuse('NOT_A_PLANNER_OF_THE_PLAN');
}

/** Nobody confirms, or grants more time to, the work of their own unit. */
function plannerOfAnotherUnit(actor: Actor, task: Task, facts: Facts): Refusal | null {
  const refusal = planner(actor, task, facts);
  if (refusal !== null) return refusal;
  return task.assignment?.lead.unitId === actor.unitId ? refuse('OWN_UNIT_CONFIRMS') : null;
}

function leadMember(actor: Actor, task: Task): Refusal | null {
  if (task.assignment === null) return isMember(actor) ? null : refuse('NOT_THE_LEAD_UNIT');
  return isMember(actor) && task.assignment.lead.unitId === actor.unitId ? null : refuse('NOT_THE_LEAD_UNIT');
}

function workingMember(actor: Actor, task: Task, facts: Facts): Refusal | null {
  const { assignment } = task;
  if (!isMember(actor)) return refuse('NOT_A_UNIT_OF_THE_TASK');
  if (assignment === null) return null;
  if (actor.unitId === assignment.lead.unitId) return null;
  const isNamed = assignment.coordinators.some(({ unitId }) => unitId === actor.unitId);
  return coordinates(actor, task, facts, isNamed) ? null : refuse('NOT_A_UNIT_OF_THE_TASK');
}

/**
 * Whoever was named or invited works on the task until they decline or are released; what is concluded may still be
 * proved. Who is named coordinates also before the coordination that follows from it is written.
 */
function coordinates({ unitId }: Actor, { taskId }: Task, facts: Facts, isNamed: boolean): boolean {
  if (unitId === null) return false;
  const coordination = coordinationOf(facts, taskId, unitId);
  if (coordination === null) return isNamed;
  return coordination.status !== 'DECLINED' && coordination.status !== 'WITHDRAWN';
}

function isMember(actor: Actor): boolean {
  return actor.role === 'OFFICER' || actor.role === 'LEADER' || actor.role === 'PLANNER';
}
