import type { Actor } from '@songhanh/domain/kernel';
import { organisationSteps } from './organisation-steps.ts';
import { actorOf } from './people.ts';
import { type SamplePlan, samplePlans } from './plans.ts';
import { officeHour, type SampleStep, step, workday } from './step.ts';
import { taskSteps } from './task-steps.ts';
import { sampleTasks } from './tasks.ts';

/** Day up to which `npm start` plays, and the business day on which the visitor then stands. */
export const SAMPLE_UNTIL = '2023-09-30';
export const SAMPLE_TODAY = '2023-10-02';

/**
 * The province's year 2023 as (clock, actor, command), in the order of the clock, up to the end of `until`
 * (YYYY-MM-DD in Huế). Deterministic: the same steps with the same command ids at every run.
 */
export function* sampleWorld(until: string = SAMPLE_UNTIL): Generator<SampleStep> {
  const end = endOf(until);
  for (const next of [...organisationSteps(), ...programmeSteps()]) {
    if (next.at < end) yield next;
  }
}

/** The instant at which a day in Huế has ended. */
export function endOf(day: string): string {
  return new Date(`${day}T24:00:00+07:00`).toISOString();
}

/** The two plans and Huế city's with all that happens on them, in the order of the clock. */
export function programmeSteps(): SampleStep[] {
  return samplePlans.flatMap(planSteps).sort(byClock);
}

function planSteps(plan: SamplePlan): SampleStep[] {
  const { planId } = plan;
  const drafter = actorOf(plan.draftingUnitId, 'PLANNER');
  const issuer = actorOf(plan.issuingUnitId, 'PLANNER');
  const heading = {
    planId,
    title: plan.title,
    titleEnglish: plan.titleEnglish,
    year: 2023,
    issuingUnitId: plan.issuingUnitId,
    draftingUnitId: plan.draftingUnitId,
    parentPlanIds: plan.parentPlanIds,
    siblingPlanIds: plan.siblingPlanIds,
    illustrative: plan.illustrative,
  };
  const draftedOn = workday(plan.issuedOn, -24);
  const { number, issuedOn, signerOffice, legalBases } = plan;
  return [
    step(`${draftedOn}T08:15`, drafter, 'DraftPlan', heading),
    ...plan.sections.map((section, index) =>
      step(`${draftedOn}T09:${String(index + 10)}`, drafter, 'AddPlanSection', { planId, ...section }),
    ),
    ...taskAdditions(plan, drafter),
    step(`${plan.issuedOn}T10:00`, issuer, 'IssuePlan', {
      planId,
      number,
      issuedOn,
      signerOffice,
      legalBases,
    }),
    ...sampleTasks
      .filter((task) => task.planId === plan.planId)
      .flatMap((task) => taskSteps(task, taskIdOf(task.code), issuedOn)),
    ...amendmentSteps(plan, issuer),
    step('2024-01-09T15:00', issuer, 'ClosePlan', {
      planId,
      summary: 'Tổng kết năm 2023; nhiệm vụ chưa xong chuyển sang kế hoạch năm 2024.',
    }),
  ];
}

function taskAdditions(plan: SamplePlan, drafter: Actor): SampleStep[] {
  const day = workday(plan.issuedOn, -17);
  return sampleTasks
    .filter((task) => task.planId === plan.planId)
    .map(({ code, sectionId, title, titleEnglish, schedule, deliverable, countsPeople }) =>
      step(officeHour(day, code), drafter, 'AddTask', {
        taskId: taskIdOf(code),
        planId: plan.planId,
        sectionId,
        code,
        title,
        titleEnglish,
        schedule,
        deliverables: [{ deliverableId: 'd1', title: deliverable }],
        countsPeople,
        illustrative: true,
      }),
    );
}

/** In July a later document changes what the inspection of task A24 covers; the task's words follow it. */
function amendmentSteps(plan: SamplePlan, issuer: Actor): SampleStep[] {
  const inspection = sampleTasks.find((task) => task.code === 'A24');
  if (plan.planId !== inspection?.planId) return [];
  const { planId, signerOffice } = plan;
  const { sectionId, titleEnglish, schedule, deliverable } = inspection;
  return [
    step('2023-07-14T10:30', issuer, 'AmendPlan', {
      planId,
      amendmentId: 'am1',
      issuedOn: '2023-07-14',
      signerOffice,
      summary:
        'Điều chỉnh phạm vi kiểm tra liên ngành: thêm Sở Giao thông vận tải, bỏ Sở Du lịch (dữ liệu minh họa).',
    }),
    step('2023-07-14T10:45', issuer, 'ChangeTaskDetails', {
      taskId: taskIdOf('A24'),
      sectionId,
      title: 'Kiểm tra liên ngành tại 3 huyện và 3 sở (có Sở Giao thông vận tải)',
      titleEnglish,
      schedule,
      deliverables: [{ deliverableId: 'd1', title: deliverable }],
    }),
  ];
}

function taskIdOf(code: string): string {
  return `t23-${code.toLowerCase()}`;
}

function byClock(a: SampleStep, b: SampleStep): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
