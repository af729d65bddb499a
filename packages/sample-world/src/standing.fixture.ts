import { type CoordinationState, coordination } from '@songhanh/domain/coordination';
import type { DomainEvent, RecordedEvent } from '@songhanh/domain/kernel';
import {
  lastDueOn,
  nextDueOn,
  type TaskState,
  type TaskStatusFacts,
  task,
  taskStatus,
} from '@songhanh/domain/task';

type StandingTask = Exclude<TaskState, { status: 'NONE' | 'SPLIT' }>;

/** Tasks that are neither confirmed nor cancelled; a split one counts by its children. */
export function unfinishedTasks(events: readonly RecordedEvent[]): StandingTask[] {
  return tasks(events).filter(({ status }) => status !== 'CONFIRMED' && status !== 'CANCELLED');
}

export function overdueTasks(events: readonly RecordedEvent[], today: string): StandingTask[] {
  return tasks(events).filter((state) => taskStatus(statusFactsOf(state), today) === 'OVERDUE');
}

/** Invitations of a lead, and coordinations by assignment, that nobody answered yet. */
export function openCoordinations(events: readonly RecordedEvent[]): CoordinationState[] {
  const states = foldedStreams<CoordinationState>(events, coordination);
  return states.filter(({ status }) => status === 'AWAITING_ANSWER');
}

function tasks(events: readonly RecordedEvent[]): StandingTask[] {
  return foldedStreams<TaskState>(events, task).filter(
    (state): state is StandingTask => state.status !== 'NONE' && state.status !== 'SPLIT',
  );
}

function statusFactsOf(state: StandingTask): TaskStatusFacts {
  const { schedule, checkIns, assignment } = state.task;
  const periodIds = checkIns.flatMap(({ periodId }) => periodId ?? []);
  return {
    cancelled: state.status === 'CANCELLED',
    confirmed: state.status === 'CONFIRMED',
    submittedOn: 'submittedOn' in state ? state.submittedOn : null,
    started:
      checkIns.length > 0 || assignment?.answer === 'ACKNOWLEDGED' || assignment?.answer === 'ACCEPTED',
    lastDueOn: lastDueOn(schedule),
    // The sample assigns each task before its first period ends.
    nextDueOn: nextDueOn(schedule, periodIds, ''),
  };
}

interface Folding<State> {
  readonly name: string;
  readonly initialState: State;
  readonly evolve: (state: State, event: never) => State;
}

function foldedStreams<State>(
  events: readonly RecordedEvent[],
  { name, initialState, evolve }: Folding<State>,
): State[] {
  const states = new Map<string, State>();
  const fold = evolve as (state: State, event: DomainEvent) => State;
  for (const { stream, event } of events) {
    if (stream.startsWith(`${name}-`)) states.set(stream, fold(states.get(stream) ?? initialState, event));
  }
  return [...states.values()];
}
