import { account } from './account/index.ts';
import { coordination, coordinationReactions } from './coordination/index.ts';
import type { AnyNoun, Reaction } from './kernel/index.ts';
import { organisation } from './organisation/index.ts';
import { plan } from './plan/index.ts';
import { report } from './report/index.ts';
import { cancelledParentCancelsChildren, splitMakesChildren, task } from './task/index.ts';

/** Every noun of the house; the order is that of the catalogues. */
export const nouns: readonly AnyNoun[] = [organisation, account, plan, task, coordination, report];

/** What follows from events, in the order in which it is carried out. */
export const reactions: readonly Reaction[] = [
  splitMakesChildren,
  cancelledParentCancelsChildren,
  ...coordinationReactions,
];
