import { type Actor, type Policy, type Refusal, refuse } from '../kernel/index.ts';
import type { CoordinationCommand } from './commands.ts';
import { taskOf } from './foreign-facts.ts';
import type { CoordinationState, CoordinationTerms } from './state.ts';

/** The lead invites and takes invitations back, answers proposals and concludes; the coordinating unit does all the rest. */
export const policy: Policy<CoordinationState, CoordinationCommand> = {
  OpenCoordination: () => refuse('NOT_FOR_PEOPLE'),
  WithdrawCoordination: () => refuse('NOT_FOR_PEOPLE'),
  RescheduleCoordination: () => refuse('NOT_FOR_PEOPLE'),
  InviteCoordination: (command, _state, { actor, facts }) =>
    memberOf(actor, taskOf(facts, command.input.taskId)?.leadUnitId ?? null, 'NOT_THE_LEAD_UNIT'),
  WithdrawInvitation: byLead,
  AcknowledgeCoordination: byUnit,
  AcceptCoordination: byUnit,
  DeclineCoordination: byUnit,
  ProposeCoordinationChange: byUnit,
  WithdrawCoordinationChange: byUnit,
  GrantCoordinationChange: byLead,
  RefuseCoordinationChange: byLead,
  Contribute: byUnit,
  ConcludeCoordination: byLead,
};

function byUnit(_command: unknown, state: CoordinationState, { actor }: { actor: Actor }): Refusal | null {
  return memberOf(actor, termsOf(state)?.unitId ?? null, 'NOT_THE_COORDINATING_UNIT');
}

function byLead(_command: unknown, state: CoordinationState, { actor }: { actor: Actor }): Refusal | null {
  return memberOf(actor, termsOf(state)?.leadUnitId ?? null, 'NOT_THE_LEAD_UNIT');
}

function termsOf(state: CoordinationState): CoordinationTerms | null {
  return state.status === 'NONE' ? null : state.terms;
}

/** Where no unit is known, because nothing exists, any member of a unit may hear so: the decider refuses. */
function memberOf(actor: Actor, unitId: string | null, reason: string): Refusal | null {
  if (actor.role === 'AUDITOR') return refuse('AUDITOR_CHANGES_NOTHING');
  const isMember = actor.role === 'OFFICER' || actor.role === 'LEADER' || actor.role === 'PLANNER';
  return isMember && (unitId === null || actor.unitId === unitId) ? null : refuse(reason);
}
