import type { ReactNode } from 'react';

/** What other nouns draw on the page of a plan; the route where they meet brings it. */
export interface PlanSlots {
  readonly history: (plan: { id: string; revision: number }) => ReactNode;
  readonly addTask: (where: {
    planId: string;
    sectionId: string | undefined;
    onClose: () => void;
  }) => ReactNode;
}
