import type { ApiClient } from '../../platform/api-client.ts';
import { ReportFault, type ReportRequest } from '../report-kind.ts';
import {
  type PlanAnswer,
  type PlanData,
  planAnswer,
  planQuestion,
  type TaskData,
  tasksAnswer,
  tasksQuestion,
} from './query.ts';

/** All that the report is made of, as it was at one moment. */
export interface PlanProgressData {
  readonly moment: PlanAnswer['moment'] & { readonly asOf: string };
  readonly plan: PlanData;
  readonly tasks: readonly TaskData[];
}

/** Tasks of one page of the reading; the API answers at most 500. */
const pageTasksMax = 200;
/** Tasks of one report, children of split tasks included. */
const reportTasksMax = 5_000;

const faults = {
  vi: {
    noPlan: 'Không tìm thấy kế hoạch tại thời điểm của báo cáo.',
    tooMany: `Kế hoạch có quá nhiều nhiệm vụ: một báo cáo chứa được nhiều nhất ${reportTasksMax}.`,
  },
  en: {
    noPlan: 'The plan was not there at the moment of the report.',
    tooMany: `The plan has too many tasks: a report holds at most ${reportTasksMax}.`,
  },
};

/** @throws ReportFault when the plan is not there at the moment, or too large */
export async function readPlanProgress(
  api: ApiClient,
  { planId, at, locale }: ReportRequest,
  reached: (share: number) => Promise<void>,
): Promise<PlanProgressData> {
  const answer = await api.ask({ document: planQuestion, variables: { planId }, shape: planAnswer }, at);
  if (answer.plan === null) throw new ReportFault(faults[locale].noPlan, { isPermanent: true });
  const asOf = at.asOf ?? answer.moment.asOf;
  if (asOf === null) throw new ReportFault(faults[locale].noPlan, { isPermanent: true });

  const tasks: TaskData[] = [];
  for (let after: string | null = null; ; ) {
    const variables = { planId, first: pageTasksMax, after };
    const page: TasksPage = await api.ask({ document: tasksQuestion, variables, shape: tasksAnswer }, at);
    const { totalCount, pageInfo, edges } = page.tasks;
    if (totalCount > reportTasksMax) throw new ReportFault(faults[locale].tooMany, { isPermanent: true });
    tasks.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage || edges.length === 0 || tasks.length >= reportTasksMax) break;
    after = pageInfo.endCursor;
    await reached(tasks.length / totalCount);
  }
  return { moment: { ...answer.moment, asOf }, plan: answer.plan, tasks };
}

type TasksPage = Awaited<ReturnType<typeof tasksAnswer.parseAsync>>;
