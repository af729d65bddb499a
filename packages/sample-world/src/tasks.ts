import { annexA } from './annex-a.ts';
import { annexB } from './annex-b.ts';
import { annexC } from './annex-c.ts';
import type { SampleSchedule } from './annex-row.ts';

/** One row of an annex of 2023. Leads, coordinators, dates and products are illustrative. */
export interface SampleTask {
  readonly code: string;
  readonly planId: string;
  readonly sectionId: string;
  readonly title: string;
  readonly titleEnglish: string;
  /** A unit id (`u-…`) or a group id (`g-…`). */
  readonly lead: string;
  readonly coordinators: readonly string[];
  readonly schedule: SampleSchedule;
  readonly deliverable: string;
  readonly countsPeople: boolean;
}

/** The 40 rows of the annexes of both provincial plans, and the invented ones of Huế city. */
export const sampleTasks: readonly SampleTask[] = [...annexA, ...annexB, ...annexC].map(
  ([code, sectionId, lead, coordinators, schedule, title, titleEnglish, deliverable, counts]) => ({
    code,
    planId: `p23-${code.charAt(0).toLowerCase()}`,
    sectionId,
    title,
    titleEnglish,
    lead,
    coordinators: coordinators.split(' ').filter((part) => part !== ''),
    schedule,
    deliverable,
    countsPeople: counts === 'people',
  }),
);
