import { hasEnded } from '../../ui/coordination-state.ts';
import type { TaskDetail } from './task-detail-operations.ts';

type Asked = Pick<TaskDetail, 'percent'> & {
  readonly deliverables: readonly Pick<TaskDetail['deliverables'][number], 'evidenceCount'>[];
  readonly coordinations: readonly Pick<TaskDetail['coordinations'][number], 'state'>[];
};

interface StillOpen {
  /** As last reported; null when nothing is missing from it. */
  readonly percent: number | null;
  /** Deliverables without evidence that holds. */
  readonly deliverables: number;
  readonly coordinations: number;
}

/** What a result that is submitted or confirmed leaves undone; null where that is nothing. */
export function stillOpen({ percent, deliverables, coordinations }: Asked): StillOpen | null {
  const open = {
    percent: percent < 100 ? percent : null,
    // Whoever may not see the evidence is told no number of it.
    deliverables: deliverables.filter(({ evidenceCount }) => evidenceCount === 0).length,
    coordinations: coordinations.filter(({ state }) => !hasEnded(state)).length,
  };
  return open.percent === null && open.deliverables === 0 && open.coordinations === 0 ? null : open;
}
