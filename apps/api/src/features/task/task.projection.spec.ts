import type { CoordinationEvent } from '@songhanh/domain/coordination';
import { type TaskEvent, taskStatus, trafficLight } from '@songhanh/domain/task';
import { expect, it } from 'vitest';
import { rowsAfter, type StoryEvent } from '../../platform/projector/given-events.fixture.ts';
import { taskReadModels } from './task.projection.ts';
import { statusFactsOf } from './task.row.ts';
import { type TaskRow, type TaskWordsRow, taskTable, taskWordsTable } from './task.tables.ts';

const model = taskReadModels.find(({ table }) => table === taskTable);
if (model === undefined) throw new Error('the read model of tasks is missing');
const taskModel = model;

function story(...events: readonly (TaskEvent | CoordinationEvent)[]): readonly StoryEvent[] {
  return events.map((event) => ({
    stream: `task-${'taskId' in event.data ? event.data.taskId : ''}`,
    event,
  }));
}

function rowAfter(id: string, ...events: readonly (TaskEvent | CoordinationEvent)[]): TaskRow {
  const row = rowsAfter<TaskRow>(taskModel, story(...events)).get(id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

const added = (taskId: string, parentTaskId: string | null = null, dueOn = '2023-06-30'): TaskEvent => ({
  type: 'TaskAdded',
  data: {
    taskId,
    planId: 'p',
    sectionId: null,
    parentTaskId,
    code: 'A5',
    title: 'Tập huấn hoà giải viên',
    titleEnglish: null,
    schedule: { kind: 'DUE_DATE', startsOn: null, dueOn },
    deliverables: [{ deliverableId: 'd', title: 'Báo cáo' }],
    countsPeople: true,
    illustrative: true,
  },
});
const allYear = (taskId: string): TaskEvent => {
  const event = added(taskId) as Extract<TaskEvent, { type: 'TaskAdded' }>;
  const period = (n: number) => ({
    periodId: `q${n}`,
    label: `Quý ${n}`,
    startsOn: `2023-0${n * 3 - 2}-01`,
    endsOn: `2023-0${n * 3}-30`,
  });
  return {
    ...event,
    data: { ...event.data, schedule: { kind: 'CHECK_INS', periods: [period(1), period(2)] } },
  };
};
const assigned = (
  taskId: string,
  unitId = 'lead',
  coordinators: readonly string[] = ['helper'],
): TaskEvent => ({
  type: 'TaskAssigned',
  data: {
    taskId,
    planId: 'p',
    lead: { unitId, mode: 'ORDER' },
    coordinators: coordinators.map((id) => ({ unitId: id, mode: 'ORDER' as const })),
    coordinationScope: null,
    dueOn: '2023-06-30',
    releasedUnitIds: [],
  },
});
const checkedIn = (
  taskId: string,
  checkInId: string,
  percent: number,
  periodId: string | null = null,
): TaskEvent => ({
  type: 'CheckInRecorded',
  data: { taskId, checkInId, periodId, percent, text: 'Đã làm', people: { female: 2, male: 1 } },
});
const submitted = (taskId: string, submittedOn = '2023-06-01'): TaskEvent => ({
  type: 'TaskSubmitted',
  data: { taskId, submittedOn, summary: 'Xong' },
});
const confirmed = (taskId: string): TaskEvent => ({
  type: 'TaskConfirmed',
  data: { taskId, confirmedOn: '2023-07-05', note: null },
});
const split = (taskId: string): TaskEvent =>
  ({ type: 'TaskSplit', data: { taskId, planId: 'p', groupId: 'g' } }) as TaskEvent;

it('begins unassigned, due on its day', () => {
  expect(rowAfter('t', added('t'))).toMatchObject({
    assignment: 'UNASSIGNED',
    nextDueOn: '2023-06-30',
    percent: 0,
    revision: 0,
  });
});

it('knows its units, those invited later too', () => {
  const opened: CoordinationEvent = {
    type: 'CoordinationOpened',
    data: {
      coordinationId: 't.guest',
      taskId: 't',
      planId: 'p',
      leadUnitId: 'lead',
      unitId: 'guest',
      mode: 'REQUEST',
      origin: 'INVITATION',
      scope: null,
      dueOn: null,
    },
  };
  const row = rowAfter('t', added('t'), assigned('t'), opened);
  expect(row.unitIds).toEqual(['lead', 'helper', 'guest']);
  expect(row.revision).toBe(1);
});

it('an all-year task is due at the end of its first period without a check-in', () => {
  expect(rowAfter('t', allYear('t')).nextDueOn).toBe('2023-06-30');
  expect(rowAfter('t', allYear('t'), assigned('t')).nextDueOn).toBe('2023-03-30');
  expect(rowAfter('t', allYear('t'), assigned('t'), checkedIn('t', 'c', 30, 'q1'))).toMatchObject({
    nextDueOn: '2023-06-30',
    started: true,
    percent: 30,
  });
});

it('a change stays open until answered, and the granted schedule holds', () => {
  const requested: TaskEvent = {
    type: 'TaskChangeRequested',
    data: { taskId: 't', changeId: 'x', proposedDueOn: '2023-09-01', proposal: 'Lùi hạn', reason: 'Mưa lũ' },
  };
  const granted: TaskEvent = {
    type: 'TaskChangeGranted',
    data: {
      taskId: 't',
      changeId: 'x',
      schedule: { kind: 'DUE_DATE', startsOn: null, dueOn: '2023-09-01' },
      note: 'Đồng ý',
      dueMoved: null,
    },
  };
  expect(rowAfter('t', added('t'), assigned('t'), requested).changes).toMatchObject([
    { id: 'x', state: 'OPEN' },
  ]);
  const row = rowAfter('t', added('t'), assigned('t'), requested, granted);
  expect(row.changes).toMatchObject([{ state: 'GRANTED', answer: 'Đồng ý', grantedDueOn: '2023-09-01' }]);
  expect(row.nextDueOn).toBe('2023-09-01');
});

it('a granted change holds the day that the planner gave, and none where only words were changed', () => {
  const grantedDay = (proposedDueOn: string | null, dueOn: string) => {
    const requested: TaskEvent = {
      type: 'TaskChangeRequested',
      data: { taskId: 't', changeId: 'x', proposedDueOn, proposal: 'Lùi hạn', reason: 'Mưa lũ' },
    };
    const granted: TaskEvent = {
      type: 'TaskChangeGranted',
      data: {
        taskId: 't',
        changeId: 'x',
        schedule: { kind: 'DUE_DATE', startsOn: null, dueOn },
        note: null,
        dueMoved: null,
      },
    };
    return rowAfter('t', added('t'), assigned('t'), requested, granted).changes[0]?.grantedDueOn;
  };
  expect(grantedDay('2023-09-01', '2023-08-01')).toBe('2023-08-01');
  expect(grantedDay('2023-09-01', '2023-06-30')).toBe('2023-06-30');
  expect(grantedDay(null, '2023-08-01')).toBe('2023-08-01');
  expect(grantedDay(null, '2023-06-30')).toBeNull();
});

it('a change that was taken back, or that lapsed with the submission or the task, stays to be read; with its lead it goes', () => {
  const asked = (changeId: string): TaskEvent => ({
    type: 'TaskChangeRequested',
    data: { taskId: 't', changeId, proposedDueOn: null, proposal: 'Đổi địa điểm', reason: 'Mưa lũ' },
  });
  const refused: TaskEvent = {
    type: 'TaskChangeRefused',
    data: { taskId: 't', changeId: 'x', reason: 'Giữ địa điểm' },
  };
  const story = [added('t'), assigned('t'), asked('x'), refused, asked('y')] as const;
  expect(rowAfter('t', ...story, submitted('t')).changes).toMatchObject([
    { id: 'x', state: 'REFUSED' },
    { id: 'y', state: 'LAPSED', proposal: 'Đổi địa điểm', answer: null, answeredAt: null },
  ]);
  const cancelled: TaskEvent = {
    type: 'TaskCancelled',
    data: { taskId: 't', reason: 'Không còn cần', releasedUnitIds: [], childTaskIds: [] },
  };
  expect(rowAfter('t', ...story, cancelled).changes).toMatchObject([{ id: 'x' }, { state: 'LAPSED' }]);
  expect(rowAfter('t', ...story, assigned('t', 'other')).changes).toMatchObject([{ id: 'x' }]);
  const takenBack: TaskEvent = { type: 'TaskChangeWithdrawn', data: { taskId: 't', changeId: 'y' } };
  expect(rowAfter('t', ...story, takenBack, submitted('t')).changes).toMatchObject([
    { id: 'x', state: 'REFUSED' },
    { id: 'y', state: 'WITHDRAWN', answer: null },
  ]);
});

it('a returned submission is none, and says why until the next', () => {
  const returned: TaskEvent = { type: 'TaskReturned', data: { taskId: 't', reason: 'Thiếu minh chứng' } };
  const story = [added('t'), assigned('t'), checkedIn('t', 'c', 90), submitted('t'), returned] as const;
  const { submissionSummary } = rowAfter('t', ...story.slice(0, -1));
  expect(submissionSummary).not.toBeNull();
  expect(rowAfter('t', ...story)).toMatchObject({
    submittedOn: null,
    submissionSummary,
    returnReason: 'Thiếu minh chứng',
  });
  expect(rowAfter('t', ...story, assigned('t', 'other')).submissionSummary).toBeNull();
  expect(rowAfter('t', ...story, submitted('t'))).toMatchObject({
    submittedOn: '2023-06-01',
    returnReason: null,
  });
});

it('a split task stands as its children do', () => {
  const begun = [added('t'), split('t'), added('t.a', 't'), added('t.b', 't')];
  expect(rowAfter('t', ...begun)).toMatchObject({
    assignment: 'SPLIT',
    childCount: 2,
    percent: 0,
    started: false,
  });
  const half = [...begun, assigned('t.a'), checkedIn('t.a', 'c', 50)];
  expect(rowAfter('t', ...half)).toMatchObject({ percent: 25, started: true, nextDueOn: '2023-06-30' });
  const oneDone = [...half, submitted('t.a'), confirmed('t.a')];
  expect(statusOf(rowAfter('t', ...oneDone))).toBe('IN_PROGRESS');
  const late = [
    ...oneDone,
    assigned('t.b'),
    checkedIn('t.b', 'c', 80),
    submitted('t.b', '2023-07-02'),
    confirmed('t.b'),
  ];
  expect(rowAfter('t', ...late)).toMatchObject({ percent: 100, confirmed: true, nextDueOn: null });
  expect(statusOf(rowAfter('t', ...late))).toBe('DONE_LATE');
});

it('a cancelled child no longer counts in its parent', () => {
  const cancelled = {
    type: 'TaskCancelled',
    data: { taskId: 't.b', reason: 'Trùng', releasedUnitIds: [], childTaskIds: [] },
  } as TaskEvent;
  const story = [
    added('t'),
    split('t'),
    added('t.a', 't'),
    added('t.b', 't'),
    assigned('t.a'),
    checkedIn('t.a', 'c', 60),
  ];
  expect(rowAfter('t', ...story, cancelled).percent).toBe(60);
  expect(trafficLight(statusFactsOf(rowAfter('t.b', ...story, cancelled)), '2023-12-31')).toBe('NONE');
});

it('evidence after the due day is late, and withdrawn evidence stays with its reason', () => {
  const attached: TaskEvent = {
    type: 'EvidenceAttached',
    data: {
      taskId: 't',
      evidenceId: 'e',
      deliverableId: 'd',
      sha256: 'f'.repeat(64),
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 1,
      unitId: 'lead',
    },
  };
  const withdrawn: TaskEvent = {
    type: 'EvidenceWithdrawn',
    data: { taskId: 't', evidenceId: 'e', reason: 'Nhầm' },
  };
  const told = story(added('t'), assigned('t'), attached, withdrawn).map((event, n) => ({
    ...event,
    at: n < 2 ? '2023-01-01T00:00:00.000Z' : '2023-06-30T17:00:00.000Z',
  }));
  const row = rowsAfter<TaskRow>(taskModel, told).get('t');
  expect(row?.evidence).toMatchObject([{ id: 'e', late: true, withdrawnReason: 'Nhầm' }]);
});

it('is found by its words without tones, and a new version comes only with other words', () => {
  const words = taskReadModels.find(({ table }) => table === taskWordsTable);
  if (words === undefined) throw new Error('the read model of words is missing');
  const events = story(added('t'), assigned('t'));
  expect(rowsAfter<TaskWordsRow>(words, events).get('t')).toMatchObject({
    planId: 'p',
    words: "'a5' 'giai' 'hoa' 'huan' 'tap' 'vien'",
    codeKey: rowAfter('t', added('t')).codeKey,
    titleKey: rowAfter('t', added('t')).titleKey,
  });
});

function statusOf(row: TaskRow): string {
  return taskStatus(statusFactsOf(row), '2023-06-15');
}
