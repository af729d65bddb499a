import { type FactKey, type Facts, factOf } from '../kernel/index.ts';
import type { CoordinationCommand } from './commands.ts';

/** What a coordination needs to know of its task when the lead invites. */
export interface TaskFacts {
  readonly planId: string;
  readonly assigned: boolean;
  readonly leadUnitId: string | null;
  /** Named by the assignment. */
  readonly coordinatingUnitIds: readonly string[];
  readonly underWay: boolean;
  readonly dueOn: string | null;
}

/** What a coordination needs to know of a unit that is invited; a group is none. */
export interface UnitFacts {
  readonly kind: 'UNIT';
  readonly since: string;
  readonly lastDay: string | null;
}

/** Only an invitation asks others: the task, and the unit invited. */
export function factsNeeded(command: CoordinationCommand): readonly FactKey[] {
  if (command.name !== 'InviteCoordination') return [];
  const { taskId, unitId } = command.input;
  return [
    { noun: 'task', id: taskId },
    { noun: 'organisation', id: unitId },
  ];
}

export function taskOf(facts: Facts, taskId: string): TaskFacts | null {
  return factOf<TaskFacts>(facts, 'task', taskId);
}

export function unitOf(facts: Facts, unitId: string): UnitFacts | null {
  const found = factOf<{ readonly kind: string }>(facts, 'organisation', unitId);
  return found?.kind === 'UNIT' ? (found as UnitFacts) : null;
}
