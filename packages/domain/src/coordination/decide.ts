import {
  type CommandOf,
  type Decision,
  type DecisionContext,
  type Facts,
  type Refusal,
  refuse,
} from '../kernel/index.ts';
import type * as commands from './commands.ts';
import type { CoordinationEvent } from './events.ts';
import { taskOf, unitOf } from './foreign-facts.ts';
import { type CoordinationState, type CoordinationTerms, isOpen, type ProposedChange } from './state.ts';

type Input<Definition> = CommandOf<Definition> extends { input: infer Fields } ? Fields : never;
type Outcome = Decision<CoordinationEvent>;

export function decide(
  command: commands.CoordinationCommand,
  state: CoordinationState,
  context: DecisionContext,
): Outcome {
  switch (command.name) {
    case 'OpenCoordination':
      return open(command.input, state);
    case 'WithdrawCoordination':
      return withdraw(command.input, state);
    case 'RescheduleCoordination':
      return reschedule(command.input, state);
    case 'InviteCoordination':
      return invite(command.input, state, context);
    case 'WithdrawInvitation':
      return withdrawInvitation(command.input, state);
    case 'AcknowledgeCoordination':
      return acknowledge(command.input, state);
    case 'AcceptCoordination':
      return accept(command.input, state);
    case 'DeclineCoordination':
      return decline(command.input, state);
    case 'ProposeCoordinationChange':
      return proposeChange(command.input, state, context.today);
    case 'WithdrawCoordinationChange':
      return withdrawChange(command.input, state);
    case 'GrantCoordinationChange':
      return grantChange(command.input, state, context.today);
    case 'RefuseCoordinationChange':
      return refuseChange(command.input, state);
    case 'Contribute':
      return contribute(command.input, state);
    case 'ConcludeCoordination':
      return conclude(command.input, state);
    default:
      return command satisfies never;
  }
}

/** An assignment that says the same again changes nothing, unless the unit declined or was released. */
function open(input: Input<typeof commands.openCoordination>, state: CoordinationState): Outcome {
  const scope = input.scope ?? null;
  const dueOn = input.dueOn ?? null;
  const terms: CoordinationTerms = { ...input, origin: 'ASSIGNMENT', scope, dueOn };
  const stands = isOpen(state) || state.status === 'CONCLUDED';
  return stands && sameTerms(state.openedAs, terms) ? [] : [{ type: 'CoordinationOpened', data: terms }];
}

/** What has ended already stays as it ended. */
function withdraw(input: Input<typeof commands.withdrawCoordination>, state: CoordinationState): Outcome {
  const { coordinationId, reason } = input;
  return isOpen(state) ? [{ type: 'CoordinationWithdrawn', data: { coordinationId, reason } }] : [];
}

function reschedule(input: Input<typeof commands.rescheduleCoordination>, state: CoordinationState): Outcome {
  const { coordinationId, formerDueOn, dueOn } = input;
  if (!isOpen(state) || state.terms.origin !== 'ASSIGNMENT') return [];
  if (state.terms.dueOn !== formerDueOn || dueOn === formerDueOn) return [];
  return [{ type: 'CoordinationRescheduled', data: { coordinationId, dueOn } }];
}

function invite(
  input: Input<typeof commands.inviteCoordination>,
  state: CoordinationState,
  { facts, today }: DecisionContext,
): Outcome {
  const { coordinationId, taskId, unitId, scope } = input;
  if (isOpen(state)) return refuse('COORDINATION_ALREADY_OPEN', { coordinationId });
  const task = taskOf(facts, taskId);
  if (task === null) return refuse('TASK_NOT_FOUND', { taskId });
  const { planId, leadUnitId } = task;
  if (!task.assigned || leadUnitId === null) return refuse('TASK_NOT_ASSIGNED', { taskId });
  if (!task.underWay) return refuse('TASK_NOT_UNDER_WAY', { taskId });
  if (unitId === leadUnitId) return refuse('UNIT_IS_THE_LEAD', { unitId });
  const refusal = refuseUnit(unitId, today, facts);
  if (refusal !== null) return refusal;
  const declinedOrDone = state.status === 'DECLINED' || state.status === 'CONCLUDED';
  if (!declinedOrDone && task.coordinatingUnitIds.includes(unitId)) {
    return refuse('UNIT_ALREADY_COORDINATES', { unitId });
  }
  const dueOn = input.dueOn ?? task.dueOn;
  const terms = { coordinationId, taskId, planId, leadUnitId, unitId, scope, dueOn };
  return [{ type: 'CoordinationOpened', data: { ...terms, mode: 'REQUEST', origin: 'INVITATION' } }];
}

function withdrawInvitation(
  { coordinationId, reason }: Input<typeof commands.withdrawInvitation>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (state.terms.origin === 'ASSIGNMENT') return refuse('COORDINATION_BY_ASSIGNMENT');
  if (state.status === 'DECLINED') return refuse('COORDINATION_DECLINED');
  if (state.status !== 'AWAITING_ANSWER') return refuse('COORDINATION_ACCEPTED');
  return [{ type: 'CoordinationWithdrawn', data: { coordinationId, reason } }];
}

function acknowledge(
  { coordinationId }: Input<typeof commands.acknowledgeCoordination>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (state.terms.mode === 'REQUEST') return refuse('COORDINATION_IS_A_REQUEST');
  if (state.status !== 'AWAITING_ANSWER') return [];
  return [{ type: 'CoordinationAcknowledged', data: { coordinationId } }];
}

function accept(
  { coordinationId }: Input<typeof commands.acceptCoordination>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (state.terms.mode === 'ORDER') return refuse('COORDINATION_IS_AN_ORDER');
  if (state.status === 'DECLINED') return refuse('COORDINATION_DECLINED');
  if (state.status !== 'AWAITING_ANSWER') return [];
  return [{ type: 'CoordinationAccepted', data: { coordinationId } }];
}

function decline(
  { coordinationId, reason }: Input<typeof commands.declineCoordination>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (state.terms.mode === 'ORDER') return refuse('COORDINATION_IS_AN_ORDER');
  if (state.status === 'ACCEPTED') return refuse('COORDINATION_ACCEPTED');
  if (state.status === 'DECLINED') return [];
  return [{ type: 'CoordinationDeclined', data: { coordinationId, reason } }];
}

/** Without a date the present one is proposed, so that the lead always sees both. */
function proposeChange(
  input: Input<typeof commands.proposeCoordinationChange>,
  state: CoordinationState,
  today: string,
): Outcome {
  const { coordinationId, changeId, scope, reason } = input;
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (!isOpen(state)) return refuse('COORDINATION_DECLINED');
  if (state.openChange !== null) {
    return refuse('CHANGE_ALREADY_PROPOSED', { changeId: state.openChange.changeId });
  }
  const dueOn = input.dueOn ?? state.terms.dueOn;
  const passed = refusePassed(dueOn, state.terms, today);
  if (passed !== null) return passed;
  return [{ type: 'CoordinationChangeProposed', data: { coordinationId, changeId, scope, dueOn, reason } }];
}

function withdrawChange(
  { coordinationId, changeId }: Input<typeof commands.withdrawCoordinationChange>,
  state: CoordinationState,
): Outcome {
  const change = openChangeOf(state, coordinationId, changeId);
  if ('refused' in change) return change;
  return [{ type: 'CoordinationChangeWithdrawn', data: { coordinationId, changeId } }];
}

function grantChange(
  { coordinationId, changeId }: Input<typeof commands.grantCoordinationChange>,
  state: CoordinationState,
  today: string,
): Outcome {
  const change = openChangeOf(state, coordinationId, changeId);
  if ('refused' in change) return change;
  const passed = refusePassed(change.proposed.dueOn, change.terms, today);
  if (passed !== null) return passed;
  return [{ type: 'CoordinationChangeGranted', data: { coordinationId, ...change.proposed } }];
}

function refuseChange(
  { coordinationId, changeId, reason }: Input<typeof commands.refuseCoordinationChange>,
  state: CoordinationState,
): Outcome {
  const change = openChangeOf(state, coordinationId, changeId);
  if ('refused' in change) return change;
  return [{ type: 'CoordinationChangeRefused', data: { coordinationId, changeId, reason } }];
}

function contribute(
  { coordinationId, contributionId, text }: Input<typeof commands.contribute>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (state.status === 'DECLINED') return refuse('COORDINATION_DECLINED');
  if (state.status === 'AWAITING_ANSWER') return refuse('COORDINATION_NOT_ANSWERED');
  if (state.contributionIds.includes(contributionId)) {
    return refuse('CONTRIBUTION_ALREADY_MADE', { contributionId });
  }
  return [{ type: 'ContributionMade', data: { coordinationId, contributionId, text } }];
}

function conclude(
  { coordinationId, summary }: Input<typeof commands.concludeCoordination>,
  state: CoordinationState,
): Outcome {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (state.status === 'CONCLUDED') return [];
  if (state.status === 'WITHDRAWN') return refuse('COORDINATION_WITHDRAWN');
  if (state.status === 'DECLINED') return refuse('COORDINATION_DECLINED');
  if (state.status === 'AWAITING_ANSWER') return refuse('COORDINATION_NOT_ANSWERED');
  return [{ type: 'CoordinationConcluded', data: { coordinationId, summary } }];
}

type ClosedCoordination = Extract<CoordinationState, { status: 'CONCLUDED' | 'WITHDRAWN' }>;

/** Ended by the lead or by the task; a unit that declined ended its own part only. */
function isClosed(state: CoordinationState): state is ClosedCoordination {
  return state.status === 'CONCLUDED' || state.status === 'WITHDRAWN';
}

/** The proposal that waits, beside the terms that hold meanwhile. */
function openChangeOf(
  state: CoordinationState,
  coordinationId: string,
  changeId: string,
): { readonly proposed: ProposedChange; readonly terms: CoordinationTerms } | Refusal {
  if (state.status === 'NONE') return refuse('COORDINATION_NOT_FOUND', { coordinationId });
  if (isClosed(state)) return refuse('COORDINATION_CLOSED', { status: state.status });
  if (!isOpen(state) || state.openChange?.changeId !== changeId) {
    return refuse('CHANGE_NOT_PROPOSED', { changeId });
  }
  return { proposed: state.openChange, terms: state.terms };
}

/** The present day may stay though it has passed: a change of the scope alone moves nothing. */
function refusePassed(dueOn: string | null, terms: CoordinationTerms, today: string): Refusal | null {
  if (dueOn === null || dueOn === terms.dueOn || dueOn >= today) return null;
  return refuse('DUE_ALREADY_PASSED', { proposedDueOn: dueOn, today });
}

function refuseUnit(unitId: string, today: string, facts: Facts): Refusal | null {
  const unit = unitOf(facts, unitId);
  if (unit === null) return refuse('UNIT_NOT_FOUND', { unitId });
  const inBeing = unit.since <= today && (unit.lastDay === null || today <= unit.lastDay);
  return inBeing ? null : refuse('UNIT_NOT_IN_BEING', { unitId, on: today });
}

function sameTerms(left: CoordinationTerms, right: CoordinationTerms): boolean {
  return (
    left.leadUnitId === right.leadUnitId &&
    left.mode === right.mode &&
    left.origin === right.origin &&
    left.scope === right.scope &&
    left.dueOn === right.dueOn
  );
}
