import { type Actor, type FactKey, type Facts, factOf } from '../kernel/index.ts';
import type { TaskCommand } from './commands.ts';
import type { TaskState } from './state.ts';

/** What a task needs to know of its plan. */
export interface PlanFacts {
  readonly status: 'DRAFT' | 'ISSUED' | 'CLOSED' | 'WITHDRAWN';
  readonly issuedOn: string | null;
  readonly issuingUnitId: string;
  readonly draftingUnitId: string;
  readonly sectionIds: readonly string[];
}

/** What a task needs to know of a unit or a group that is named in its assignment. */
export type OrganisationFacts =
  | {
      readonly kind: 'UNIT';
      readonly since: string;
      readonly lastDay: string | null;
      readonly requestOnly: boolean;
    }
  | {
      readonly kind: 'GROUP';
      readonly memberships: readonly { readonly since: string; readonly memberUnitIds: readonly string[] }[];
    };

/** What a task needs to know of the coordination that it has with a unit. */
export interface CoordinationFacts {
  readonly status: 'AWAITING_ANSWER' | 'ACKNOWLEDGED' | 'ACCEPTED' | 'DECLINED' | 'CONCLUDED' | 'WITHDRAWN';
}

export function planOf(facts: Facts, planId: string): PlanFacts | null {
  return factOf<PlanFacts>(facts, 'plan', planId);
}

export function organisationOf(facts: Facts, id: string): OrganisationFacts | null {
  return factOf<OrganisationFacts>(facts, 'organisation', id);
}

/** Null when the unit was never asked to coordinate on the task. */
export function coordinationOf(facts: Facts, taskId: string, unitId: string): CoordinationFacts | null {
  const { noun, id } = coordinationKey(taskId, unitId);
  return factOf<CoordinationFacts>(facts, noun, id);
}

/** A coordination is named by its task, a full stop and its unit, as its own commands demand. */
function coordinationKey(taskId: string, unitId: string): FactKey {
  return { noun: 'coordination', id: `${taskId}.${unitId}` };
}

/** The units of a group on a day; none before it was defined. */
export function membersOn(group: OrganisationFacts | null, day: string): readonly string[] {
  if (group?.kind !== 'GROUP') return [];
  return group.memberships.findLast((membership) => membership.since <= day)?.memberUnitIds ?? [];
}

/**
 * The plan of the task; for an assignment also every unit and group named, then the members of the groups; for
 * evidence the coordination of the actor's unit.
 */
export function factsNeeded(
  command: TaskCommand,
  state: TaskState,
  facts: Facts,
  actor?: Actor,
): readonly FactKey[] {
  if (command.name === 'AddTask') return [{ noun: 'plan', id: command.input.planId }];
  if (state.status === 'NONE') return [];
  const plan: FactKey = { noun: 'plan', id: state.task.planId };
  if (command.name === 'AttachEvidence' && actor?.unitId != null)
    return [plan, coordinationKey(state.task.taskId, actor.unitId)];
  if (command.name !== 'AssignTask') return [plan];
  const { leadUnitId, leadGroupId, coordinatingUnitIds, coordinatingGroupIds } = command.input;
  const groupIds = [...(leadGroupId == null ? [] : [leadGroupId]), ...coordinatingGroupIds];
  const day = planOf(facts, state.task.planId)?.issuedOn ?? '';
  const members = groupIds.flatMap((id) => membersOn(organisationOf(facts, id), day));
  const units = [...(leadUnitId == null ? [] : [leadUnitId]), ...coordinatingUnitIds, ...members];
  const named = [...new Set([...groupIds, ...units])];
  return [plan, ...named.map((id) => ({ noun: 'organisation', id }))];
}
