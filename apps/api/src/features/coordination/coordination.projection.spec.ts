import type { CoordinationEvent } from '@songhanh/domain/coordination';
import type { TaskEvent } from '@songhanh/domain/task';
import { expect, it } from 'vitest';
import { rowsAfter } from '../../platform/projector/given-events.fixture.ts';
import type { AnyReadModel } from '../../platform/projector/read-model.ts';
import { coordinationReadModels, waitingSince } from './coordination.projection.ts';
import {
  type CoordinationRow,
  coordinationTable,
  coordinationTaskTable,
  type TaskWaitingRow,
} from './coordination.tables.ts';

function modelOf(table: unknown): AnyReadModel {
  const model = coordinationReadModels.find((candidate) => candidate.table === table);
  if (model === undefined) throw new Error('a read model of coordinations is missing');
  return model;
}

const day = (n: number) => `2023-03-0${n}T01:00:00.000Z`;

function coordinationAfter(...events: readonly CoordinationEvent[]): CoordinationRow {
  const story = events.map((event, n) => ({ stream: 'coordination-c', event, at: day(n + 1) }));
  const row = rowsAfter<CoordinationRow>(modelOf(coordinationTable), story).get('c');
  if (row === undefined) throw new Error('no coordination');
  return row;
}

function coordinationWaitedForAfter(...events: readonly CoordinationEvent[]): readonly unknown[] {
  const items = modelOf(coordinationTable).derived[0]?.rows(coordinationAfter(...events));
  return (items as readonly TaskWaitingRow[]).map(({ kind, actingUnitId, waitingUnitId }) => [
    kind,
    actingUnitId,
    waitingUnitId,
  ]);
}

function waitedForAfter(...events: readonly TaskEvent[]): readonly unknown[] {
  const model = modelOf(coordinationTaskTable);
  const story = events.map((event, n) => ({ stream: 'task-t', event, at: day(n + 1) }));
  const row = rowsAfter(model, story).get('t');
  const items = (row === undefined ? [] : model.derived[0]?.rows(row)) as readonly TaskWaitingRow[];
  return items.map(({ kind, since, actingUnitId }) => [kind, since, actingUnitId]);
}

const opened = (mode: 'ORDER' | 'REQUEST'): CoordinationEvent => ({
  type: 'CoordinationOpened',
  data: {
    coordinationId: 'c',
    taskId: 't',
    planId: 'p',
    leadUnitId: 'lead',
    unitId: 'helper',
    mode,
    origin: 'ASSIGNMENT',
    scope: null,
    dueOn: null,
  },
});
const accepted: CoordinationEvent = { type: 'CoordinationAccepted', data: { coordinationId: 'c' } };
const proposed: CoordinationEvent = {
  type: 'CoordinationChangeProposed',
  data: { coordinationId: 'c', changeId: 'x', scope: 'Chỉ góp số liệu', dueOn: null, reason: 'Thiếu người' },
};
const granted: CoordinationEvent = {
  type: 'CoordinationChangeGranted',
  data: { coordinationId: 'c', changeId: 'x', scope: 'Chỉ góp số liệu', dueOn: null },
};
const contributed: CoordinationEvent = {
  type: 'ContributionMade',
  data: { coordinationId: 'c', contributionId: 'k', text: 'Đã góp' },
};
const concluded: CoordinationEvent = {
  type: 'CoordinationConcluded',
  data: { coordinationId: 'c', summary: 'Đủ số liệu' },
};

it('waits since each step for the next, until it is concluded', () => {
  expect(waitingSince(coordinationAfter(opened('REQUEST')))).toBe(day(1));
  expect(waitingSince(coordinationAfter(opened('REQUEST'), accepted))).toBe(day(2));
  expect(waitingSince(coordinationAfter(opened('REQUEST'), accepted, proposed))).toBe(day(3));
  expect(waitingSince(coordinationAfter(opened('REQUEST'), accepted, contributed))).toBe(day(3));
  expect(waitingSince(coordinationAfter(opened('REQUEST'), accepted, contributed, concluded))).toBeNull();
});

it('what was contributed waits for the lead', () => {
  expect(coordinationWaitedForAfter(opened('REQUEST'), accepted)).toEqual([['CONTRIBUTE', 'helper', 'lead']]);
  expect(coordinationWaitedForAfter(opened('REQUEST'), accepted, contributed)).toEqual([
    ['CONCLUDE_COORDINATION', 'lead', 'helper'],
  ]);
  const anew = [opened('REQUEST'), accepted, contributed, opened('REQUEST'), accepted];
  expect(coordinationWaitedForAfter(...anew)).toEqual([['CONTRIBUTE', 'helper', 'lead']]);
});

it('the lead is waited for since the first contribution that it has not concluded', () => {
  const twice = [opened('REQUEST'), accepted, contributed, contributed];
  expect(waitingSince(coordinationAfter(...twice))).toBe(day(3));
  const anew = [...twice, concluded, opened('REQUEST'), accepted];
  expect(waitingSince(coordinationAfter(...anew))).toBe(day(7));
  expect(waitingSince(coordinationAfter(...anew, contributed, contributed))).toBe(day(8));
});

it('a granted proposal binds the unit that made it, as an answer does', () => {
  expect(coordinationAfter(opened('REQUEST'), proposed, granted)).toMatchObject({
    status: 'ACCEPTED',
    scope: 'Chỉ góp số liệu',
    openChange: null,
  });
  expect(coordinationAfter(opened('ORDER'), proposed, granted).status).toBe('ACKNOWLEDGED');
});

it('a proposal that is taken back leaves what was waited for before', () => {
  const takenBack: CoordinationEvent = {
    type: 'CoordinationChangeWithdrawn',
    data: { coordinationId: 'c', changeId: 'x' },
  };
  const story = [opened('REQUEST'), accepted, proposed, takenBack];
  expect(coordinationAfter(...story).openChange).toBeNull();
  expect(coordinationWaitedForAfter(...story)).toEqual([['CONTRIBUTE', 'helper', 'lead']]);
});

it('opened anew it waits for an answer again and keeps what was contributed', () => {
  const row = coordinationAfter(opened('REQUEST'), accepted, contributed, opened('ORDER'));
  expect(row).toMatchObject({ status: 'AWAITING_ANSWER', mode: 'ORDER', answeredAt: null });
  expect(row.contributions).toHaveLength(1);
});

const added = {
  type: 'TaskAdded',
  data: { taskId: 't', planId: 'p', schedule: { kind: 'DUE_DATE', startsOn: null, dueOn: '2023-06-30' } },
} as TaskEvent;
const assigned = (mode: 'ORDER' | 'REQUEST'): TaskEvent =>
  ({ type: 'TaskAssigned', data: { taskId: 't', lead: { unitId: 'lead', mode } } }) as TaskEvent;
const taskEvent = (type: TaskEvent['type']): TaskEvent => ({ type, data: { taskId: 't' } }) as TaskEvent;

it('of a task the lead’s answer is waited for, then the keeper’s', () => {
  expect(waitedForAfter(added)).toEqual([]);
  expect(waitedForAfter(added, assigned('ORDER'))).toEqual([['ACKNOWLEDGE_TASK', day(2), 'lead']]);
  expect(waitedForAfter(added, assigned('REQUEST'))).toEqual([['ANSWER_TASK_REQUEST', day(2), 'lead']]);
  expect(waitedForAfter(added, assigned('REQUEST'), taskEvent('TaskRequestDeclined'))).toEqual([
    ['REASSIGN_TASK', day(3), null],
  ]);
  expect(waitedForAfter(added, assigned('ORDER'), taskEvent('TaskAcknowledged'))).toEqual([]);
});

it('a submission waits for its confirmation; of a finished task nothing is waited for', () => {
  const story = [added, assigned('ORDER'), taskEvent('TaskAcknowledged'), taskEvent('TaskSubmitted')];
  expect(waitedForAfter(...story)).toEqual([['CONFIRM_TASK', day(4), null]]);
  const returned = [...story, taskEvent('TaskReturned')];
  expect(waitedForAfter(...returned)).toEqual([['RESUBMIT_TASK', day(5), 'lead']]);
  expect(waitedForAfter(...returned, taskEvent('TaskSubmitted'))).toEqual([['CONFIRM_TASK', day(6), null]]);
  expect(waitedForAfter(...returned, assigned('ORDER'))).toEqual([['ACKNOWLEDGE_TASK', day(6), 'lead']]);
  expect(waitedForAfter(...story, taskEvent('TaskConfirmed'))).toEqual([]);
  expect(waitedForAfter(added, assigned('ORDER'), taskEvent('TaskCancelled'))).toEqual([]);
});

it('a change is waited for until it is answered or taken back', () => {
  const story = [added, assigned('ORDER'), taskEvent('TaskAcknowledged'), taskEvent('TaskChangeRequested')];
  expect(waitedForAfter(...story)).toEqual([['ANSWER_TASK_CHANGE', day(4), null]]);
  for (const last of ['TaskChangeRefused', 'TaskChangeWithdrawn'] as const)
    expect(waitedForAfter(...story, taskEvent(last))).toEqual([]);
});
