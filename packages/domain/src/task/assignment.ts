import {
  type CommandOf,
  type Decision,
  type Facts,
  isRefusal,
  type Refusal,
  refuse,
} from '../kernel/index.ts';
import type { Assignee, TaskEvent } from './events.ts';
import { membersOn, organisationOf, planOf } from './foreign-facts.ts';
import { childTaskIdOf } from './ids.ts';
import type { addChildTask, assignTask } from './planner-commands.ts';
import { dueOnOf, scheduleOf } from './schedule.ts';
import type { Task, TaskState } from './state.ts';

type Input = CommandOf<typeof assignTask>['input'];
type ChildInput = CommandOf<typeof addChildTask>['input'];

interface Named {
  /** One unit, or the members of a group. */
  readonly leads: readonly [Assignee, ...Assignee[]];
  readonly coordinators: readonly Assignee[];
}

export function assign(input: Input, state: TaskState, facts: Facts): Decision<TaskEvent> {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  const { task } = state;
  const issuedOn = issueDay(task.planId, facts);
  if (isRefusal(issuedOn)) return issuedOn;
  if (state.status === 'SPLIT') return refuse('TASK_ALREADY_SPLIT');
  if (state.status !== 'OPEN') return refuse(`TASK_${state.status}`);
  const named = namedUnits(input, facts, issuedOn);
  if (isRefusal(named)) return named;
  const coordinationScope = input.coordinationScope ?? null;
  if (input.leadGroupId == null && sameAssignment(task, named, coordinationScope)) return [];
  if (isUnderWay(task)) return refuse('TASK_UNDER_WAY');
  return input.leadGroupId == null
    ? [assignedEvent(task, named, coordinationScope)]
    : [splitEvent(task, input.leadGroupId, named, coordinationScope)];
}

export function addChild(input: ChildInput, state: TaskState): Decision<TaskEvent> {
  if (state.status !== 'NONE') return refuse('TASK_ALREADY_ADDED');
  const { taskId, parentTaskId, planId, code, title, deliverables, countsPeople, illustrative } = input;
  const schedule = scheduleOf(input.schedule);
  return [
    {
      type: 'TaskAdded',
      data: {
        taskId,
        planId,
        sectionId: input.sectionId ?? null,
        parentTaskId,
        code,
        title,
        titleEnglish: input.titleEnglish ?? null,
        schedule,
        deliverables,
        countsPeople,
        illustrative,
      },
    },
    {
      type: 'TaskAssigned',
      data: {
        taskId,
        planId,
        lead: input.lead,
        coordinators: input.coordinators,
        coordinationScope: input.coordinationScope ?? null,
        dueOn: dueOnOf(schedule),
        releasedUnitIds: [],
      },
    },
  ];
}

function issueDay(planId: string, facts: Facts): string | Refusal {
  const plan = planOf(facts, planId);
  if (plan?.status === 'CLOSED' || plan?.status === 'WITHDRAWN') return refuse('PLAN_CLOSED');
  return plan?.issuedOn ?? refuse('PLAN_NOT_ISSUED');
}

/** Groups expanded to the units of that day; the leads do not coordinate, and nobody is named twice. */
function namedUnits(input: Input, facts: Facts, day: string): Named | Refusal {
  const { leadUnitId, leadGroupId, coordinatingUnitIds, coordinatingGroupIds } = input;
  const groupIds = [...(leadGroupId == null ? [] : [leadGroupId]), ...coordinatingGroupIds];
  const refusal = refuseGroups(groupIds, facts, day);
  if (refusal !== null) return refusal;
  const membersOf = (groupId: string) => membersOn(organisationOf(facts, groupId), day);
  const [firstLeadId = '', ...otherLeadIds] =
    leadGroupId == null ? [leadUnitId ?? ''] : new Set(membersOf(leadGroupId));
  const coordinatorIds = new Set([...coordinatingUnitIds, ...coordinatingGroupIds.flatMap(membersOf)]);
  if (leadUnitId != null) coordinatorIds.delete(leadUnitId);
  const missing = refuseUnits([firstLeadId, ...otherLeadIds, ...coordinatorIds], facts, day);
  if (missing !== null) return missing;
  const assignee = (unitId: string) => assigneeOf(unitId, facts);
  return {
    leads: [assignee(firstLeadId), ...otherLeadIds.map(assignee)],
    coordinators: [...coordinatorIds].map(assignee),
  };
}

function refuseGroups(groupIds: readonly string[], facts: Facts, day: string): Refusal | null {
  for (const groupId of groupIds) {
    const group = organisationOf(facts, groupId);
    if (group?.kind !== 'GROUP') return refuse('GROUP_NOT_FOUND', { groupId });
    if (membersOn(group, day).length === 0) return refuse('GROUP_EMPTY', { groupId, day });
  }
  return null;
}

function refuseUnits(unitIds: readonly string[], facts: Facts, day: string): Refusal | null {
  for (const unitId of unitIds) {
    const unit = organisationOf(facts, unitId);
    if (unit?.kind !== 'UNIT') return refuse('UNIT_NOT_FOUND', { unitId });
    const inBeing = unit.since <= day && (unit.lastDay === null || day <= unit.lastDay);
    if (!inBeing) return refuse('UNIT_NOT_IN_BEING', { unitId, day });
  }
  return null;
}

/** Party bodies and mass organisations are requested; everybody else is ordered. */
function assigneeOf(unitId: string, facts: Facts): Assignee {
  const unit = organisationOf(facts, unitId);
  return { unitId, mode: unit?.kind === 'UNIT' && unit.requestOnly ? 'REQUEST' : 'ORDER' };
}

/** A lead that declined is asked anew, even in the same words. */
function sameAssignment(task: Task, named: Named, scope: string | null): boolean {
  const { assignment } = task;
  if (assignment === null || assignment.answer === 'DECLINED') return false;
  return (
    assignment.coordinationScope === scope &&
    assignment.lead.unitId === named.leads[0].unitId &&
    assignment.lead.mode === named.leads[0].mode &&
    sameUnits(assignment.coordinators, named.coordinators)
  );
}

function sameUnits(left: readonly Assignee[], right: readonly Assignee[]): boolean {
  const keys = new Set(left.map(({ unitId, mode }) => `${unitId} ${mode}`));
  return left.length === right.length && right.every(({ unitId, mode }) => keys.has(`${unitId} ${mode}`));
}

function isUnderWay({ assignment, checkIns }: Task): boolean {
  if (assignment === null || assignment.answer === 'DECLINED') return false;
  return assignment.answer === 'ACCEPTED' || checkIns.length > 0;
}

function assignedEvent(
  task: Task,
  { leads: [lead], coordinators }: Named,
  coordinationScope: string | null,
): TaskEvent {
  const { taskId, planId, schedule } = task;
  const releasedUnitIds = releasedBy(task, coordinators);
  const dueOn = dueOnOf(schedule);
  return {
    type: 'TaskAssigned',
    data: {
      taskId,
      planId,
      lead,
      coordinators: [...coordinators],
      coordinationScope,
      dueOn,
      releasedUnitIds,
    },
  };
}

function splitEvent(task: Task, groupId: string, named: Named, coordinationScope: string | null): TaskEvent {
  const { taskId, planId, title, titleEnglish, sectionId, schedule } = task;
  return {
    type: 'TaskSplit',
    data: {
      taskId,
      planId,
      groupId,
      children: named.leads.map((lead, index) => ({
        taskId: childTaskIdOf(taskId, lead.unitId),
        code: `${task.code}.${index + 1}`,
        lead,
      })),
      coordinators: [...named.coordinators],
      coordinationScope,
      title,
      titleEnglish,
      sectionId,
      schedule,
      deliverables: [...task.deliverables],
      countsPeople: task.countsPeople,
      illustrative: task.illustrative,
      releasedUnitIds: releasedBy(task, []),
    },
  };
}

/** Who coordinated by the assignment until now and is not named again. */
function releasedBy(task: Task, coordinators: readonly Assignee[]): string[] {
  const kept = new Set(coordinators.map(({ unitId }) => unitId));
  const before = task.assignment?.coordinators.map(({ unitId }) => unitId) ?? [];
  return before.filter((unitId) => !kept.has(unitId));
}
