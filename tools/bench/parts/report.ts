import { setTimeout as sleep } from 'node:timers/promises';
import { SAMPLE_TODAY } from '@songhanh/sample-world';
import { type Row, timed } from '../row.ts';
import { type Caller, startStack } from '../stack.ts';

const tasksOfPlan = 500;
const reportsMeasured = 10;
const addedAtOnce = 16;
const planId = 'p23-a';
const planner = 'ld.kehoach@minhhoa.vn.example';
const leads = ['u-ld', 'u-yt', 'u-gd', 'u-tp', 'u-nv'];
const pollMs = 10;
const reportWaitMsMax = 60_000;

/** A report on a plan of 500 tasks, as a person waits for it: from the request to the document that can be downloaded. */
export async function reportPart(): Promise<Row[]> {
  const stack = await startStack({ events: null, worker: true });
  try {
    const call = await stack.signIn(planner);
    await growPlan(call);
    const reports = await timed(reportsMeasured, 1, (n) => report(call, `bench-${n}`));
    return [
      {
        ...{ part: 'report', subject: 'songhanh', inFlight: 1, unit: 'ms' as const },
        name: `a plan of ${tasksOfPlan} tasks as DOCX, from the request to the document`,
        value: reports.p50Ms,
        p50Ms: reports.p50Ms,
        p99Ms: reports.p99Ms,
        note: `${reportsMeasured} reports`,
      },
    ];
  } finally {
    await stack.stop();
  }
}

/** Adds tasks to a plan of the sample world until it has as many as are wanted; each has a lead. */
async function growPlan(call: Caller): Promise<void> {
  const counted = 'query ($planId: ID!) { tasks(filter: { planId: $planId }) { totalCount } }';
  const { tasks } = (await call(counted, { planId })) as { tasks: { totalCount: number } };
  for (let n = tasks.totalCount; n < tasksOfPlan; n += addedAtOnce) {
    const numbers = Array.from({ length: Math.min(addedAtOnce, tasksOfPlan - n) }, (_, i) => n + i);
    await Promise.all(numbers.map((number) => addTask(call, number)));
  }
}

async function addTask(call: Caller, n: number): Promise<void> {
  const taskId = `bench-${n}`;
  const title = `Tập huấn kỹ năng lồng ghép giới cho cán bộ cơ sở, đợt ${n}`;
  await call('mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }', {
    input: { commandId: `add-${n}`, taskId, planId, code: `X${n}`, title, schedule: { dueOn: SAMPLE_TODAY } },
  });
  await call('mutation ($input: AssignTaskInput!) { assignTask(input: $input) { id } }', {
    input: { commandId: `assign-${n}`, taskId, leadUnitId: leads[n % leads.length] },
  });
}

async function report(call: Caller, reportId: string): Promise<void> {
  await call('mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }', {
    input: { commandId: reportId, reportId, kind: 'PLAN_PROGRESS', planId },
  });
  const signal = AbortSignal.timeout(reportWaitMsMax);
  for (;;) {
    const { report } = await call(
      'query ($reportId: ID!) { report(id: $reportId) { status failureReason } }',
      {
        reportId,
      },
    );
    const { status, failureReason } = report as { status: string; failureReason: string | null };
    if (status === 'COMPLETED') return;
    if (status === 'FAILED') throw new Error(`the report failed: ${failureReason}`);
    await sleep(pollMs, undefined, { signal });
  }
}
