import { planProgress } from './plan-progress/plan-progress.ts';
import type { ReportKind } from './report-kind.ts';

/** Every kind of report, by its name in the schema: a new one is a folder beside these and a row here. */
export const reportKinds: ReadonlyMap<string, ReportKind> = new Map<string, ReportKind>([
  ['PLAN_PROGRESS', planProgress as ReportKind],
]);
