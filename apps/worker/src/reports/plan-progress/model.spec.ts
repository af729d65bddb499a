import { expect, test } from 'vitest';
import { latestWord, planProgressModel } from './model.ts';
import { smallPlan, taskData } from './plan-progress.fixture.ts';

const model = planProgressModel(smallPlan);

test('groups stand in the order of the document; empty sections are left out, tasks without one come last', () => {
  expect(model.groups.map(({ section }) => section?.id ?? null)).toEqual(['s1', 's2', null]);
});

test('tasks stand in the order of the plan, children below their parent', () => {
  const codes = model.groups.flatMap(({ tasks }) => tasks.map(({ code }) => code));
  expect(codes).toEqual(['A01', 'A02', 'B01', 'B02', 'B02.1', 'B02.2', 'B03', 'C01']);
});

test('a split task counts through its children alone, and cancelled tasks do not lower the mean', () => {
  expect(model.standing.taskCount).toBe(7);
  expect(model.standing.counts).toEqual({
    DONE_ON_TIME: 1,
    DONE_LATE: 0,
    IN_PROGRESS: 2,
    NOT_DUE: 1,
    OVERDUE: 2,
    CANCELLED: 1,
  });
  expect(model.standing.percent).toBe(Math.round((40 + 60 + 0 + 100 + 0 + 100) / 6));
});

test('a split task counts people through its children alone', () => {
  const child = { parent: { id: 'p' }, countsPeople: true };
  const tasks = [
    taskData({ id: 'p', assignment: 'SPLIT', countsPeople: true }),
    taskData({ id: 'p.1', ...child, people: { female: 3, male: 2 } }),
    taskData({ id: 'p.2', ...child }),
  ];
  const split = planProgressModel({ ...smallPlan, tasks });
  const told = { countingTasks: 2, female: 3, male: 2, silentTasks: 1 };
  expect([split.attendances, split.groups[0]?.attendances]).toEqual([told, told]);
});

test('the longest overdue comes first', () => {
  expect(model.overdue.map(({ id }) => id)).toEqual(['t3', 't2']);
});

test('a refused change is explained; what the planner cancelled is told apart from it', () => {
  expect(model.explanations.map(({ kind, text }) => [kind, text])).toEqual([['CHANGE', 'Chờ giảng viên']]);
  expect(model.cancellations.map(({ task, reason }) => [task.code, reason])).toEqual([['C01', 'Trùng việc']]);
});

test('a child that was cancelled with its parent is not told again, one with a reason of its own is', () => {
  const child = { parent: { id: 'p' }, status: 'CANCELLED' } as const;
  const tasks = [
    taskData({ id: 'p', code: 'P', assignment: 'SPLIT', status: 'CANCELLED', cancelReason: 'Hết kinh phí' }),
    taskData({ id: 'p.1', code: 'P.1', ...child, cancelReason: 'Hết kinh phí' }),
    taskData({ id: 'p.2', code: 'P.2', ...child, cancelReason: 'Trùng việc' }),
    taskData({ id: 'p.3', code: 'P.3', ...child, status: 'DONE_ON_TIME' }),
    taskData({ id: 'q', code: 'Q', assignment: 'SPLIT' }),
    taskData({ id: 'q.1', code: 'Q.1', ...child, parent: { id: 'q' }, cancelReason: 'Hết kinh phí' }),
  ];
  const { cancellations } = planProgressModel({ ...smallPlan, tasks });
  expect(cancellations.map(({ task, reason }) => [task.code, reason])).toEqual([
    ['P', 'Hết kinh phí'],
    ['P.2', 'Trùng việc'],
    ['Q.1', 'Hết kinh phí'],
  ]);
});

test.each([
  ['a finished task tells its result', { status: 'DONE_ON_TIME' }, 'Đã ban hành kế hoạch'],
  ['so does one that was finished late', { status: 'DONE_LATE' }, 'Đã ban hành kế hoạch'],
  ['so does one that waits for its confirmation', { submitted: true }, 'Đã ban hành kế hoạch'],
  [
    'a finished task without one tells its last check-in',
    { status: 'DONE_LATE', submissionSummary: null },
    'Đang trình ký',
  ],
  ['a cancelled task has no result', { status: 'CANCELLED' }, 'Đang trình ký'],
] as const)('%s', (_, fields, word) => {
  const checkIns = [
    { text: 'Đang trình', superseded: true },
    { text: 'Đang trình ký', superseded: false },
  ];
  const task = taskData({ id: 't', submissionSummary: 'Đã ban hành kế hoạch', checkIns, ...fields });
  expect(latestWord(task)).toBe(word);
});

test('withdrawn coordinations do not count', () => {
  const unit = { name: 'Sở Y tế', nameEnglish: null, shortName: 'Sở Y tế' };
  const tasks = [taskData({ id: 'a', coordinations: [{ state: 'WITHDRAWN', unit }] })];
  expect(planProgressModel({ ...smallPlan, tasks }).coordination).toEqual({
    total: 0,
    unanswered: 0,
    declined: 0,
  });
  expect(model.coordination).toEqual({ total: 3, unanswered: 1, declined: 1 });
});

test('a plan without tasks has a standing too', () => {
  const empty = planProgressModel({ ...smallPlan, tasks: [] });
  expect([empty.standing.taskCount, empty.standing.percent, empty.groups.length]).toEqual([0, 0, 0]);
});

test('one invented task flags the whole report', () => {
  const real = [taskData({ id: 'a', illustrative: false })];
  expect(planProgressModel({ ...smallPlan, tasks: real }).illustrative).toBe(false);
  expect(model.illustrative).toBe(true);
});
