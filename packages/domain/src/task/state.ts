import type { Assignee, Deliverable, Schedule, TaskEvent } from './events.ts';

/** How the lead answered its assignment. */
export type Answer = 'AWAITING' | 'ACKNOWLEDGED' | 'ACCEPTED' | 'DECLINED';

export interface Assignment {
  readonly lead: Assignee;
  readonly coordinators: readonly Assignee[];
  readonly coordinationScope: string | null;
  readonly answer: Answer;
}

export interface HeldEvidence {
  readonly evidenceId: string;
  readonly deliverableId: string | null;
  readonly sha256: string;
  readonly unitId: string | null;
  readonly withdrawn: boolean;
}

/** What a task is, whatever its status. */
export interface Task {
  readonly taskId: string;
  readonly planId: string;
  readonly sectionId: string | null;
  readonly parentTaskId: string | null;
  readonly code: string;
  readonly title: string;
  readonly titleEnglish: string | null;
  readonly schedule: Schedule;
  readonly deliverables: readonly Deliverable[];
  readonly countsPeople: boolean;
  readonly illustrative: boolean;
  readonly assignment: Assignment | null;
  readonly openChange: { readonly changeId: string; readonly proposedDueOn: string | null } | null;
  readonly checkIns: readonly { readonly checkInId: string; readonly periodId: string | null }[];
  readonly evidence: readonly HeldEvidence[];
  /** One per unit of the leading group, once split. */
  readonly childTaskIds: readonly string[];
}

/** SPLIT: led by a group, so that its children are worked on instead. */
export type TaskState =
  | { readonly status: 'NONE' }
  | { readonly status: 'OPEN'; readonly task: Task }
  | { readonly status: 'SPLIT'; readonly task: Task }
  | { readonly status: 'SUBMITTED'; readonly task: Task; readonly submittedOn: string }
  | { readonly status: 'CONFIRMED'; readonly task: Task; readonly submittedOn: string }
  | { readonly status: 'CANCELLED'; readonly task: Task };

export const initialState: TaskState = { status: 'NONE' };

/** Total: an event that does not fit the state leaves it as it is. */
export function evolve(state: TaskState, event: TaskEvent): TaskState {
  if (event.type === 'TaskAdded') return state.status === 'NONE' ? added(event.data) : state;
  if (state.status === 'NONE') return state;
  const { task } = state;
  switch (event.type) {
    case 'TaskSubmitted':
      return {
        status: 'SUBMITTED',
        task: { ...task, openChange: null },
        submittedOn: event.data.submittedOn,
      };
    case 'TaskReturned':
      return { status: 'OPEN', task };
    case 'TaskConfirmed':
      return state.status === 'SUBMITTED' ? { ...state, status: 'CONFIRMED' } : state;
    case 'TaskCancelled':
      return { status: 'CANCELLED', task };
    case 'TaskSplit':
      return { status: 'SPLIT', task: splitInto(task, event.data.children) };
    default:
      return { ...state, task: changed(task, event) };
  }
}

function added(data: Extract<TaskEvent, { type: 'TaskAdded' }>['data']): TaskState {
  return {
    status: 'OPEN',
    task: { ...data, assignment: null, openChange: null, checkIns: [], evidence: [], childTaskIds: [] },
  };
}

function splitInto(task: Task, children: readonly { readonly taskId: string }[]): Task {
  return { ...task, assignment: null, openChange: null, childTaskIds: children.map((child) => child.taskId) };
}

type ChangingEvent = Exclude<
  TaskEvent,
  { type: 'TaskAdded' | 'TaskSubmitted' | 'TaskReturned' | 'TaskConfirmed' | 'TaskCancelled' | 'TaskSplit' }
>;

function changed(task: Task, event: ChangingEvent): Task {
  switch (event.type) {
    case 'TaskDetailsChanged': {
      const { dueMoved: _, ...details } = event.data;
      return { ...task, ...details };
    }
    case 'TaskAssigned': {
      const { lead, coordinators, coordinationScope } = event.data;
      return {
        ...task,
        openChange: null,
        assignment: { lead, coordinators, coordinationScope, answer: 'AWAITING' },
      };
    }
    case 'TaskAcknowledged':
      return answered(task, 'ACKNOWLEDGED');
    case 'TaskRequestAccepted':
      return answered(task, 'ACCEPTED');
    case 'TaskRequestDeclined':
      return answered(task, 'DECLINED');
    case 'TaskChangeRequested': {
      const { changeId, proposedDueOn } = event.data;
      return { ...task, openChange: { changeId, proposedDueOn } };
    }
    case 'TaskChangeGranted':
      return { ...task, openChange: null, schedule: event.data.schedule };
    case 'TaskChangeRefused':
    case 'TaskChangeWithdrawn':
      return { ...task, openChange: null };
    case 'CheckInRecorded': {
      const { checkInId, periodId } = event.data;
      return { ...task, checkIns: [...task.checkIns, { checkInId, periodId }] };
    }
    case 'EvidenceAttached': {
      const { evidenceId, deliverableId, sha256, unitId } = event.data;
      const held = { evidenceId, deliverableId, sha256, unitId, withdrawn: false };
      return { ...task, evidence: [...task.evidence, held] };
    }
    case 'EvidenceWithdrawn':
      return { ...task, evidence: task.evidence.map((held) => withdrawnIf(held, event.data.evidenceId)) };
    default:
      return event satisfies never;
  }
}

function answered(task: Task, answer: Answer): Task {
  return task.assignment === null ? task : { ...task, assignment: { ...task.assignment, answer } };
}

function withdrawnIf(held: HeldEvidence, evidenceId: string): HeldEvidence {
  return held.evidenceId === evidenceId ? { ...held, withdrawn: true } : held;
}
