import { coordinationIdOf } from '@songhanh/domain/coordination';
import { childTaskIdOf } from '@songhanh/domain/task';
import { allAgencies } from './agencies.ts';
import { membersOf } from './groups.ts';

import { type Life, requestedKinds, type Twist, twists } from './life.ts';
import { actorOf } from './people.ts';
import { type SamplePlan, samplePlans } from './plans.ts';
import { samplePdf } from './sample-pdf.ts';
import { officeHour, type SampleStep, spread, step, workday } from './step.ts';
import type { SampleTask } from './tasks.ts';

const requestedUnitIds = new Set(
  allAgencies.filter((agency) => requestedKinds.includes(agency.kind)).map((agency) => agency.id),
);

/** All that happens on one row of the annex, in no order; the script sorts by time. */
export function taskSteps(task: SampleTask, taskId: string, issuedOn: string): SampleStep[] {
  const planner = plannerOf(task);
  const twist = twists[task.code] ?? {};
  const assignedOn = workday(issuedOn, 1);
  const isGroup = task.lead.startsWith('g-');
  const [coordinatingGroupIds, coordinatingUnitIds] = parted(task.coordinators);
  const steps = [
    step(officeHour(assignedOn, taskId), planner, 'AssignTask', {
      taskId,
      ...(isGroup ? { leadGroupId: task.lead } : { leadUnitId: task.lead }),
      coordinatingUnitIds,
      coordinatingGroupIds,
    }),
  ];
  const named = [...coordinatingUnitIds, ...coordinatingGroupIds.flatMap(membersOf)];
  const leads = isGroup ? membersOf(task.lead) : [task.lead];
  for (const leadUnitId of leads) {
    const life = lifeOf(
      task,
      isGroup ? childTaskIdOf(taskId, leadUnitId) : taskId,
      leadUnitId,
      named,
      assignedOn,
    );
    steps.push(
      ...lifeSteps({ ...life, twist: isGroup ? (twists[`${task.code}.${leadUnitId}`] ?? {}) : twist }),
    );
  }
  return steps;
}

function lifeOf(
  task: SampleTask,
  taskId: string,
  leadUnitId: string,
  named: readonly string[],
  assignedOn: string,
): Omit<Life, 'twist'> {
  return {
    taskId,
    code: task.code,
    leadUnitId,
    lead: memberOf(leadUnitId),
    planner: plannerOf(task),
    confirmer: confirmerOf(task, leadUnitId),
    assignedOn,
    schedule: task.schedule,
    countsPeople: task.countsPeople,
    deliverableId: 'd1',
    coordinators: [...new Set(named)].filter((unitId) => unitId !== leadUnitId),
  };
}

function lifeSteps(life: Life): SampleStep[] {
  const { twist } = life;
  if (twist.declined !== undefined) return declinedLife(life, twist.declined);
  const course = 'periods' in life.schedule ? periodCourse(life) : dueCourse(life, life.schedule.dueOn);
  const steps = [answer(life), ...course, ...coordinationSteps(life), ...invitationSteps(life)];
  return twist.cancelled === undefined ? steps : endedBy(steps, life, twist.cancelled);
}

/** The lead declines; the planner gives the task to another unit, whose ordinary life begins. */
function declinedLife(life: Life, declined: NonNullable<Twist['declined']>): SampleStep[] {
  const again = workday(declined.on, 6);
  const next: Life = {
    ...life,
    leadUnitId: declined.newLead,
    lead: memberOf(declined.newLead),
    assignedOn: again,
    coordinators: declined.newCoordinators,
    twist: {},
  };
  return [
    step(officeHour(declined.on, life.taskId), life.lead, 'DeclineTaskRequest', {
      taskId: life.taskId,
      reason: declined.reason,
    }),
    step(officeHour(again, `${life.taskId}again`), life.planner, 'AssignTask', {
      taskId: life.taskId,
      leadUnitId: declined.newLead,
      coordinatingUnitIds: declined.newCoordinators,
    }),
    ...lifeSteps(next),
  ];
}

function answer(life: Life): SampleStep {
  const day = life.twist.answeredOn ?? workday(life.assignedOn, 1 + spread(`${life.taskId}answer`, 4));
  const command = requestedUnitIds.has(life.leadUnitId) ? 'AcceptTaskRequest' : 'AcknowledgeTask';
  return step(officeHour(day, `${life.taskId}answer`), life.lead, command, { taskId: life.taskId });
}

function dueCourse(life: Life, dueOn: string): SampleStep[] {
  const { twist } = life;
  const startsOn = ('startsOn' in life.schedule && life.schedule.startsOn) || life.assignedOn;
  const begin = workday(startsOn > life.assignedOn ? startsOn : life.assignedOn, 8);
  const days = Math.round((Date.parse(dueOn) - Date.parse(begin)) / 86_400_000);
  const reports = [0.35, 0.7].map((share) => {
    const day = workday(begin, Math.max(0, Math.round(days * share) - 4));
    return checkIn(life, day, Math.round(share * 100));
  });
  const steps = [...reports, ...changeSteps(life)];
  if (twist.neverSubmitted) return steps;
  const submittedOn = twist.submittedOn ?? workday(dueOn, -3 - spread(`${life.taskId}submit`, 5));
  return [...steps, evidence(life, submittedOn), ...submission(life, submittedOn)];
}

function submission(life: Life, submittedOn: string): SampleStep[] {
  const { taskId, twist, lead, confirmer } = life;
  const submit = (day: string): SampleStep =>
    step(`${day}T16:30`, lead, 'SubmitTask', {
      taskId,
      summary: 'Đã hoàn thành theo kế hoạch, kèm sản phẩm (dữ liệu minh họa).',
    });
  if (twist.unconfirmed) return [submit(submittedOn)];
  const confirm = (day: string): SampleStep =>
    step(officeHour(workday(day, 3), `${taskId}confirm`), confirmer, 'ConfirmTask', { taskId });
  if (twist.returned === undefined) return [submit(submittedOn), confirm(submittedOn)];
  const { on, reason, againOn } = twist.returned;
  return [
    submit(submittedOn),
    step(officeHour(on, taskId), confirmer, 'ReturnTask', { taskId, reason }),
    submit(againOn),
    confirm(againOn),
  ];
}

function periodCourse(life: Life): SampleStep[] {
  if (!('periods' in life.schedule)) return [];
  const kept = life.schedule.periods.filter((period) => !life.twist.missedPeriods?.includes(period.periodId));
  return kept.map((period, index) => {
    const earliest = workday(life.assignedOn, 6);
    const planned = workday(period.endsOn, -1 - spread(`${life.taskId}${period.periodId}`, 4));
    const day = planned < earliest ? earliest : planned;
    return checkIn(life, day, Math.round(((index + 1) / kept.length) * 100), period.periodId);
  });
}

function checkIn(life: Life, day: string, percent: number, periodId?: string): SampleStep {
  const { taskId, lead, countsPeople } = life;
  const key = `${taskId}${periodId ?? percent}`;
  const people = { female: 40 + spread(`${key}f`, 160), male: 20 + spread(`${key}m`, 120) };
  return step(officeHour(day, key), lead, 'CheckIn', {
    taskId,
    checkInId: periodId ?? `t${percent}`,
    periodId,
    percent,
    text: sentences[spread(key, sentences.length)],
    people: countsPeople ? people : undefined,
  });
}

const sentences = [
  'Đã triển khai đúng tiến độ, đang hoàn thiện sản phẩm.',
  'Đã thống nhất nội dung với các đơn vị phối hợp và thực hiện bước tiếp theo.',
  'Đã tổng hợp số liệu của các địa phương, đang rà soát lại.',
  'Đã tổ chức tại cơ sở, ý kiến tham gia được ghi nhận đầy đủ.',
];

function evidence(life: Life, day: string): SampleStep {
  const file = samplePdf(life.code, life.leadUnitId);
  const { taskId, deliverableId } = life;
  const { sha256, fileName, mediaType, bytes } = file;
  const bound = { sha256, fileName, mediaType, size: bytes.length };
  return step(
    `${day}T15:40`,
    life.lead,
    'AttachEvidence',
    { taskId, evidenceId: 'e1', deliverableId, ...bound },
    file,
  );
}

function changeSteps(life: Life): SampleStep[] {
  const { change } = life.twist;
  if (change === undefined) return [];
  const { taskId } = life;
  const { askedOn, dueOn, proposal, reason, grantedOn } = change;
  const asked = { taskId, changeId: 'c1', proposedDueOn: dueOn, proposal, reason };
  return [
    step(officeHour(askedOn, taskId), life.lead, 'RequestTaskChange', asked),
    step(officeHour(grantedOn, taskId), life.confirmer, 'GrantTaskChange', { taskId, changeId: 'c1' }),
  ];
}

function coordinationSteps(life: Life): SampleStep[] {
  return life.coordinators.flatMap((unitId) => {
    if (life.twist.silent?.includes(unitId)) return [];
    const coordinationId = coordinationIdOf(life.taskId, unitId);
    const proposal = life.twist.proposals?.find((candidate) => candidate.unitId === unitId);
    const member = memberOf(unitId);
    const day = workday(life.assignedOn, 2 + spread(coordinationId, 7));
    const command = requestedUnitIds.has(unitId) ? 'AcceptCoordination' : 'AcknowledgeCoordination';
    const first = step(officeHour(day, coordinationId), member, command, { coordinationId });
    const contributed = workday(day, 20 + spread(`${coordinationId}c`, 60));
    const contribution = step(officeHour(contributed, coordinationId), member, 'Contribute', {
      coordinationId,
      contributionId: 'k1',
      text: 'Đã cử cán bộ phối hợp, góp ý và cung cấp số liệu theo đề nghị của đơn vị chủ trì.',
    });
    if (proposal === undefined) return [first, contribution];
    const { scope, reason, proposedOn, grantedOn } = proposal;
    return [
      step(officeHour(proposedOn, unitId), member, 'ProposeCoordinationChange', {
        coordinationId,
        changeId: 'c1',
        scope,
        reason,
      }),
      step(officeHour(grantedOn, unitId), life.lead, 'GrantCoordinationChange', {
        coordinationId,
        changeId: 'c1',
      }),
      contribution,
    ];
  });
}

function invitationSteps(life: Life): SampleStep[] {
  return (life.twist.invites ?? []).map(({ on, unitId, scope, dueOn }) => {
    const coordinationId = coordinationIdOf(life.taskId, unitId);
    const invitation = { coordinationId, taskId: life.taskId, unitId, scope, dueOn };
    return step(officeHour(on, coordinationId), life.lead, 'InviteCoordination', invitation);
  });
}

function endedBy(
  steps: readonly SampleStep[],
  life: Life,
  end: NonNullable<Twist['cancelled']>,
): SampleStep[] {
  const last = step(`${end.on}T17:00`, life.planner, 'CancelTask', {
    taskId: life.taskId,
    reason: end.reason,
  });
  return [...steps.filter((earlier) => earlier.at < last.at), last];
}

function parted(coordinators: readonly string[]): [groups: string[], units: string[]] {
  return [
    coordinators.filter((id) => id.startsWith('g-')),
    coordinators.filter((id) => !id.startsWith('g-')),
  ];
}

function plannerOf(task: SampleTask): ReturnType<typeof actorOf> {
  return actorOf(planOf(task).draftingUnitId, 'PLANNER');
}

/** A planner of the plan who does not belong to the lead: nobody confirms the work of their own unit. */
function confirmerOf(task: SampleTask, leadUnitId: string): ReturnType<typeof actorOf> {
  const { issuingUnitId, draftingUnitId } = planOf(task);
  return actorOf(leadUnitId === issuingUnitId ? draftingUnitId : issuingUnitId, 'PLANNER');
}

function planOf(task: SampleTask): SamplePlan {
  const plan = samplePlans.find((candidate) => candidate.planId === task.planId);
  if (plan === undefined) throw new Error(`task ${task.code} stands in no plan of the sample world`);
  return plan;
}

function memberOf(unitId: string): ReturnType<typeof actorOf> {
  return actorOf(unitId, 'OFFICER');
}
