import { type Decision, type DecisionContext, type Facts, refuse } from '../kernel/index.ts';
import { addChild, assign } from './assignment.ts';
import type { TaskCommand } from './commands.ts';
import type { TaskEvent } from './events.ts';
import { planOf } from './foreign-facts.ts';
import {
  assignmentToAnswer,
  hasDeclined,
  openChangeOf,
  refuseDroppedDeliverable,
  refusePassed,
  refusePeople,
  refusePeriod,
  refuseSection,
  refuseUnanswered,
  taskAtWork,
} from './preconditions.ts';
import { dueMovedTo, movedTo, refuseDay, refuseSchedule, scheduleOf } from './schedule.ts';
import type { Task, TaskState } from './state.ts';

type Input<Name extends TaskCommand['name']> = Extract<TaskCommand, { name: Name }>['input'];
type Outcome = Decision<TaskEvent>;

export function decide(command: TaskCommand, state: TaskState, context: DecisionContext): Outcome {
  switch (command.name) {
    case 'AddTask':
      return add(command.input, state, context.facts);
    case 'AddChildTask':
      return addChild(command.input, state);
    case 'ChangeTaskDetails':
      return changeDetails(command.input, state, context.facts);
    case 'AssignTask':
      return assign(command.input, state, context.facts);
    case 'AcknowledgeTask':
      return acknowledge(command.input, state);
    case 'AcceptTaskRequest':
      return acceptRequest(command.input, state);
    case 'DeclineTaskRequest':
      return declineRequest(command.input, state);
    case 'RequestTaskChange':
      return requestChange(command.input, state, context.today);
    case 'GrantTaskChange':
      return grantChange(command.input, state, context.today);
    case 'RefuseTaskChange':
      return refuseChange(command.input, state);
    case 'WithdrawTaskChange':
      return withdrawChange(command.input, state);
    case 'CheckIn':
      return checkIn(command.input, state, context.today);
    case 'AttachEvidence':
      return attachEvidence(command.input, state, context.actor.unitId);
    case 'WithdrawEvidence':
      return withdrawEvidence(command.input, state);
    case 'SubmitTask':
      return submit(command.input, state, context.today);
    case 'ConfirmTask':
      return confirm(command.input, state, context.today);
    case 'ReturnTask':
      return returnToLead(command.input, state);
    case 'CancelTask':
      return cancel(command.input, state);
    default:
      return command satisfies never;
  }
}

function add(input: Input<'AddTask'>, state: TaskState, facts: Facts): Outcome {
  if (state.status !== 'NONE') return refuse('TASK_ALREADY_ADDED');
  const plan = planOf(facts, input.planId);
  if (plan === null) return refuse('PLAN_NOT_FOUND', { planId: input.planId });
  if (plan.status === 'CLOSED' || plan.status === 'WITHDRAWN') return refuse('PLAN_CLOSED');
  const sectionId = input.sectionId ?? null;
  const schedule = scheduleOf(input.schedule);
  const refusal = refuseSection(sectionId, plan) ?? refuseSchedule(schedule);
  if (refusal !== null) return refusal;
  const { taskId, planId, code, title, deliverables, countsPeople, illustrative } = input;
  const titleEnglish = input.titleEnglish ?? null;
  const place = { taskId, planId, sectionId, parentTaskId: null, code, title, titleEnglish };
  return [{ type: 'TaskAdded', data: { ...place, schedule, deliverables, countsPeople, illustrative } }];
}

function changeDetails(input: Input<'ChangeTaskDetails'>, state: TaskState, facts: Facts): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status !== 'OPEN' && state.status !== 'SPLIT') return refuse(`TASK_${state.status}`);
  const { task } = state;
  const { taskId, title, deliverables } = input;
  const sectionId = input.sectionId ?? null;
  const schedule = scheduleOf(input.schedule);
  const refusal =
    refuseSection(sectionId, planOf(facts, task.planId)) ??
    refuseSchedule(schedule) ??
    refuseDroppedDeliverable(task, deliverables);
  if (refusal !== null) return refusal;
  const details = { sectionId, title, titleEnglish: input.titleEnglish ?? null, schedule, deliverables };
  if (sameDetails(task, details)) return [];
  const dueMoved = dueMovedTo(schedule, task);
  return [{ type: 'TaskDetailsChanged', data: { taskId, ...details, dueMoved } }];
}

function acknowledge({ taskId }: Input<'AcknowledgeTask'>, state: TaskState): Outcome {
  const assignment = assignmentToAnswer(state);
  if ('refused' in assignment) return assignment;
  if (assignment.lead.mode === 'REQUEST') return refuse('TASK_IS_A_REQUEST');
  return assignment.answer === 'ACKNOWLEDGED' ? [] : [{ type: 'TaskAcknowledged', data: { taskId } }];
}

function acceptRequest({ taskId }: Input<'AcceptTaskRequest'>, state: TaskState): Outcome {
  const assignment = assignmentToAnswer(state);
  if ('refused' in assignment) return assignment;
  if (assignment.lead.mode === 'ORDER') return refuse('TASK_IS_AN_ORDER');
  if (assignment.answer === 'DECLINED') return refuse('TASK_REQUEST_DECLINED');
  return assignment.answer === 'ACCEPTED' ? [] : [{ type: 'TaskRequestAccepted', data: { taskId } }];
}

function declineRequest(input: Input<'DeclineTaskRequest'>, state: TaskState): Outcome {
  const assignment = assignmentToAnswer(state);
  if ('refused' in assignment) return assignment;
  if (assignment.lead.mode === 'ORDER') return refuse('TASK_IS_AN_ORDER');
  if (assignment.answer === 'ACCEPTED') return refuse('TASK_REQUEST_ACCEPTED');
  const { taskId, reason } = input;
  return assignment.answer === 'DECLINED' ? [] : [{ type: 'TaskRequestDeclined', data: { taskId, reason } }];
}

function requestChange(input: Input<'RequestTaskChange'>, state: TaskState, today: string): Outcome {
  const task = taskAtWork(state);
  if ('refused' in task) return task;
  const { taskId, changeId, proposal, reason } = input;
  if (task.openChange?.changeId === changeId) return [];
  if (task.openChange !== null) return refuse('CHANGE_ALREADY_REQUESTED');
  const proposedDueOn = input.proposedDueOn ?? null;
  const refusal =
    refuseDay(proposedDueOn, task.schedule) ??
    refuseSchedule(movedTo(proposedDueOn, task.schedule)) ??
    refusePassed(proposedDueOn, today);
  return (
    refusal ?? [{ type: 'TaskChangeRequested', data: { taskId, changeId, proposedDueOn, proposal, reason } }]
  );
}

/** The periods of an all-year task stay as they are, whatever day stands in an old proposal. */
function grantChange(input: Input<'GrantTaskChange'>, state: TaskState, today: string): Outcome {
  const change = openChangeOf(state, input.changeId);
  if ('refused' in change) return change;
  const { proposedDueOn, task } = change;
  const dueOn = input.dueOn ?? proposedDueOn;
  const schedule = movedTo(dueOn, task.schedule);
  const passed = schedule.kind === 'DUE_DATE' ? refusePassed(dueOn, today) : null;
  const refusal = refuseDay(input.dueOn ?? null, task.schedule) ?? refuseSchedule(schedule) ?? passed;
  if (refusal !== null) return refusal;
  const { taskId, changeId } = input;
  const note = input.note ?? null;
  const dueMoved = dueMovedTo(schedule, task);
  return [{ type: 'TaskChangeGranted', data: { taskId, changeId, schedule, note, dueMoved } }];
}

function refuseChange(input: Input<'RefuseTaskChange'>, state: TaskState): Outcome {
  const change = openChangeOf(state, input.changeId);
  if ('refused' in change) return change;
  const { taskId, changeId, reason } = input;
  return [{ type: 'TaskChangeRefused', data: { taskId, changeId, reason } }];
}

function withdrawChange(input: Input<'WithdrawTaskChange'>, state: TaskState): Outcome {
  const change = openChangeOf(state, input.changeId);
  if ('refused' in change) return change;
  const { taskId, changeId } = input;
  return [{ type: 'TaskChangeWithdrawn', data: { taskId, changeId } }];
}

function checkIn(input: Input<'CheckIn'>, state: TaskState, today: string): Outcome {
  if (state.status === 'SPLIT') return refuse('TASK_IS_SPLIT');
  const task = taskAtWork(state);
  if ('refused' in task) return task;
  const { taskId, checkInId, percent, text } = input;
  if (task.checkIns.some((before) => before.checkInId === checkInId)) {
    return refuse('CHECK_IN_ALREADY_RECORDED', { checkInId });
  }
  const periodId = input.periodId ?? null;
  const people = input.people ?? null;
  const refusal =
    refuseUnanswered(task.assignment) ??
    refusePeriod(periodId, task.schedule, today) ??
    refusePeople(people, task.countsPeople);
  return (
    refusal ?? [{ type: 'CheckInRecorded', data: { taskId, checkInId, periodId, percent, text, people } }]
  );
}

function attachEvidence(input: Input<'AttachEvidence'>, state: TaskState, unitId: string | null): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CANCELLED' || state.status === 'CONFIRMED') return refuse(`TASK_${state.status}`);
  const { task } = state;
  if (task.assignment === null) return refuse('TASK_NOT_ASSIGNED');
  if (hasDeclined(unitId, task.assignment)) return refuse('TASK_REQUEST_DECLINED');
  const { taskId, evidenceId, sha256, fileName, mediaType, size } = input;
  const deliverableId = input.deliverableId ?? null;
  if (deliverableId !== null && !task.deliverables.some((wanted) => wanted.deliverableId === deliverableId)) {
    return refuse('DELIVERABLE_NOT_IN_TASK', { deliverableId });
  }
  const isHeld = task.evidence.some(
    (held) => !held.withdrawn && held.sha256 === sha256 && held.deliverableId === deliverableId,
  );
  if (isHeld) return [];
  if (task.evidence.some((held) => held.evidenceId === evidenceId)) {
    return refuse('EVIDENCE_ALREADY_ATTACHED', { evidenceId });
  }
  const data = { taskId, evidenceId, deliverableId, sha256, fileName, mediaType, size, unitId };
  return [{ type: 'EvidenceAttached', data }];
}

function withdrawEvidence(input: Input<'WithdrawEvidence'>, state: TaskState): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CONFIRMED') return refuse('TASK_CONFIRMED');
  const { taskId, evidenceId, reason } = input;
  const held = state.task.evidence.find((evidence) => evidence.evidenceId === evidenceId);
  if (held === undefined) return refuse('EVIDENCE_NOT_FOUND', { evidenceId });
  return held.withdrawn ? [] : [{ type: 'EvidenceWithdrawn', data: { taskId, evidenceId, reason } }];
}

function submit(input: Input<'SubmitTask'>, state: TaskState, today: string): Outcome {
  if (state.status === 'SUBMITTED') return [];
  if (state.status === 'SPLIT') return refuse('TASK_IS_SPLIT');
  const task = taskAtWork(state);
  if ('refused' in task) return task;
  const isStarted = task.checkIns.length > 0 || task.assignment?.answer !== 'AWAITING';
  if (!isStarted) return refuse('TASK_NOT_STARTED');
  return [
    { type: 'TaskSubmitted', data: { taskId: input.taskId, submittedOn: today, summary: input.summary } },
  ];
}

function confirm(input: Input<'ConfirmTask'>, state: TaskState, today: string): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CONFIRMED') return [];
  if (state.status === 'CANCELLED') return refuse('TASK_CANCELLED');
  if (state.status !== 'SUBMITTED') return refuse('TASK_NOT_SUBMITTED');
  const { taskId } = input;
  return [{ type: 'TaskConfirmed', data: { taskId, confirmedOn: today, note: input.note ?? null } }];
}

function returnToLead(input: Input<'ReturnTask'>, state: TaskState): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CANCELLED' || state.status === 'CONFIRMED') return refuse(`TASK_${state.status}`);
  if (state.status !== 'SUBMITTED') return refuse('TASK_NOT_SUBMITTED');
  return [{ type: 'TaskReturned', data: { taskId: input.taskId, reason: input.reason } }];
}

function cancel(input: Input<'CancelTask'>, state: TaskState): Outcome {
  if (state.status === 'NONE') return refuse('TASK_NOT_FOUND');
  if (state.status === 'CONFIRMED') return refuse('TASK_CONFIRMED');
  if (state.status === 'CANCELLED') return refuse('TASK_ALREADY_CANCELLED');
  const { assignment, childTaskIds } = state.task;
  const releasedUnitIds = assignment?.coordinators.map(({ unitId }) => unitId) ?? [];
  const { taskId, reason } = input;
  return [
    { type: 'TaskCancelled', data: { taskId, reason, releasedUnitIds, childTaskIds: [...childTaskIds] } },
  ];
}

function sameDetails(
  task: Task,
  details: Pick<Task, 'sectionId' | 'title' | 'titleEnglish' | 'schedule' | 'deliverables'>,
): boolean {
  const { sectionId, title, titleEnglish, schedule, deliverables } = task;
  return (
    JSON.stringify(details) === JSON.stringify({ sectionId, title, titleEnglish, schedule, deliverables })
  );
}
