import type { CoordinationState, CoordinationStatus } from './state.ts';

/** What other nouns may know of a coordination. */
export interface CoordinationFacts {
  readonly coordinationId: string;
  readonly taskId: string;
  readonly leadUnitId: string;
  readonly unitId: string;
  readonly status: CoordinationStatus;
}

export function facts(state: CoordinationState): CoordinationFacts | null {
  if (state.status === 'NONE') return null;
  const { coordinationId, taskId, leadUnitId, unitId } = state.terms;
  return { coordinationId, taskId, leadUnitId, unitId, status: state.status };
}
