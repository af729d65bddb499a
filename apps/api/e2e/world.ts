import type { Actor } from '@songhanh/domain/kernel';
import { type TestApi, unit } from './harness.ts';

/** A province with two departments and an issued plan with one task. */
export interface World {
  readonly planner: Actor;
  readonly officer: Actor;
  readonly helper: Actor;
}

/** Ids: units `tinh`, `so-a`, `so-b`; people `planner`, `officer` (so-a), `helper` (so-b); plan `p1`, task `t1`. */
export async function smallWorld({ given, person }: TestApi): Promise<World> {
  await given('EstablishUnit', unit('tinh', { kind: 'PROVINCE', name: 'UBND tỉnh' }));
  await given('EstablishUnit', unit('so-a', { parentUnitId: 'tinh' }));
  await given('EstablishUnit', unit('so-b', { parentUnitId: 'tinh' }));
  const planner = await person({ accountId: 'planner', unitId: 'tinh', role: 'PLANNER' });
  const officer = await person({ accountId: 'officer', unitId: 'so-a', role: 'OFFICER' });
  const helper = await person({ accountId: 'helper', unitId: 'so-b', role: 'OFFICER' });
  const plan = { planId: 'p1', title: 'Kế hoạch', year: 2023, issuingUnitId: 'tinh', draftingUnitId: 'tinh' };
  await given('DraftPlan', plan, planner);
  const section = { planId: 'p1', sectionId: 's1', kind: 'OBJECTIVE', mark: 'I', title: 'Mục tiêu' };
  await given('AddPlanSection', section, planner);
  await addTask({ given }, 't1', planner);
  const issue = { planId: 'p1', number: '1/KH-UBND', issuedOn: '2023-02-01', signerOffice: 'Chủ tịch' };
  await given('IssuePlan', issue, planner);
  return { planner, officer, helper };
}

export async function addTask(
  { given }: Pick<TestApi, 'given'>,
  taskId: string,
  planner: Actor,
): Promise<void> {
  const schedule = { kind: 'DUE', startsOn: '2023-03-01', dueOn: '2099-06-30' };
  const task = { taskId, planId: 'p1', sectionId: 's1', code: taskId, title: `Nhiệm vụ ${taskId}`, schedule };
  await given('AddTask', task, planner);
}
