import type { ReportKind } from '../report-kind.ts';
import { planProgressDocument } from './document.ts';
import { planProgressModel } from './model.ts';
import { type PlanProgressData, readPlanProgress } from './read.ts';
import { wordsOf } from './words.ts';

const template = 'plan-progress/3';

/** How the tasks of one plan stand at one moment. */
export const planProgress: ReportKind<PlanProgressData> = {
  template,
  read: readPlanProgress,
  render: (data, locale) => planProgressDocument(planProgressModel(data), wordsOf(locale), template),
};
