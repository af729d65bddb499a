import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { type TaskEvent, task, taskEvents } from './index.ts';
import {
  acknowledged,
  added,
  assigned,
  cancelled,
  changeDetails,
  changeGranted,
  changeRefused,
  changeRequested,
  changeWithdrawn,
  dueDate,
  ended,
  grantChange,
  labour,
  leadOf,
  ordered,
  planner,
  quarters,
  refuseChange,
  requestChange,
  split,
  submitted,
  withdrawChange,
} from './task.fixture.ts';

const standing = given(task, ordered);
const allYear = given(task, [added({ schedule: { kind: 'CHECK_INS', periods: quarters } }), assigned()]);

describe('a change', () => {
  const waiting = given(task, [...ordered, changeRequested]);

  it('is asked for by the lead, one at a time', () => {
    expect(standing.when(requestChange(), labour)).toEqual({ events: [changeRequested] });
    expect(waiting.when(requestChange(), labour)).toEqual({ events: [] });
    expect(waiting.when(requestChange({ changeId: 'c2' }), labour)).toMatchObject({
      refused: 'CHANGE_ALREADY_REQUESTED',
    });
  });

  it('may leave the day as it is', () => {
    expect(standing.when(requestChange({ proposedDueOn: undefined }), labour)).toMatchObject({
      events: [{ data: { proposedDueOn: null } }],
    });
  });

  it('is not asked into the time before the start', () => {
    expect(standing.when(requestChange({ proposedDueOn: '2023-01-31' }), labour)).toEqual({
      refused: 'DUE_BEFORE_START',
      params: { startsOn: '2023-02-01', dueOn: '2023-01-31' },
    });
  });

  it('is asked for until the business day at the earliest', () => {
    expect(standing.when(requestChange({ proposedDueOn: '2023-02-28' }), labour)).toEqual({
      refused: 'DUE_ALREADY_PASSED',
      params: { proposedDueOn: '2023-02-28', today: '2023-03-01' },
    });
    expect(standing.when(requestChange({ proposedDueOn: '2023-03-01' }), labour)).toMatchObject({
      events: [{ data: { proposedDueOn: '2023-03-01' } }],
    });
  });

  it('is granted with the day that was proposed, unless the planner gives another', () => {
    expect(waiting.when(grantChange(), planner)).toEqual({ events: [changeGranted] });
    const granted = given(task, [...ordered, changeRequested, changeGranted]);
    expect(task.facts(granted.state)).toMatchObject({ dueOn: '2023-09-30' });
    expect(waiting.when(grantChange({ dueOn: '2023-08-31', note: 'Đến hết tháng 8' }), planner)).toEqual({
      events: [
        {
          type: 'TaskChangeGranted',
          data: {
            taskId: 't',
            changeId: 'c1',
            schedule: { ...dueDate, dueOn: '2023-08-31' },
            note: 'Đến hết tháng 8',
            dueMoved: { ...changeGranted.data.dueMoved, to: '2023-08-31' },
          },
        },
      ],
    });
  });

  it('names who is to follow when the day moves, and nobody when it stays or nobody coordinates', () => {
    const movedBy = (events: readonly TaskEvent[], dueOn: string) => {
      const schedule = { startsOn: dueDate.startsOn, dueOn };
      const outcome = given(task, events).when(changeDetails({ title: 'Khác', schedule }), planner);
      return 'events' in outcome ? outcome.events.map(({ data }) => 'dueMoved' in data && data.dueMoved) : [];
    };
    const follow = { from: '2023-06-30', to: '2023-08-31', coordinatingUnitIds: ['health', 'women'] };
    expect(movedBy([added(), assigned()], '2023-08-31')).toEqual([follow]);
    expect(movedBy([added(), assigned()], '2023-06-30')).toEqual([null]);
    expect(movedBy([added(), assigned({ coordinators: [] })], '2023-08-31')).toEqual([null]);
    expect(movedBy([added()], '2023-08-31')).toEqual([null]);
  });

  it('of the first version named nobody', () => {
    const { dueMoved: _, ...first } = changeGranted.data;
    const upcaster = taskEvents.find(({ type }) => type === 'TaskChangeGranted')?.upcasters[1];
    expect(upcaster?.(first)).toEqual({ ...first, dueMoved: null });
  });

  it('is not granted into the time before the start', () => {
    expect(waiting.when(grantChange({ dueOn: '2023-01-31' }), planner)).toMatchObject({
      refused: 'DUE_BEFORE_START',
    });
  });

  it('is granted until the business day at the earliest, or refused', () => {
    const late = { ...planner, now: '2023-10-01T02:00:00.000Z' };
    for (const [command, proposedDueOn] of [
      [grantChange(), '2023-09-30'],
      [grantChange({ dueOn: '2023-09-29' }), '2023-09-29'],
    ] as const) {
      expect(waiting.when(command, late)).toEqual({
        refused: 'DUE_ALREADY_PASSED',
        params: { proposedDueOn, today: '2023-10-01' },
      });
    }
    expect(waiting.when(grantChange({ dueOn: '2023-10-01' }), late)).toMatchObject({
      events: [{ data: { schedule: { dueOn: '2023-10-01' } } }],
    });
    expect(waiting.when(refuseChange(), late)).toEqual({ events: [changeRefused] });
  });

  it('is one of words alone for an all-year task', () => {
    const schedule = { kind: 'CHECK_INS' as const, periods: quarters };
    const noDay = { refused: 'TASK_HAS_NO_DUE_DAY', params: { dueOn: '2023-10-31' } };
    expect(allYear.when(requestChange({ proposedDueOn: '2023-10-31' }), labour)).toEqual(noDay);
    expect(allYear.when(requestChange({ proposedDueOn: null }), labour)).toMatchObject({
      events: [{ type: 'TaskChangeRequested', data: { proposedDueOn: null } }],
    });
    // Proposals of before that rule may hold a day.
    const asked = given(task, [added({ schedule }), assigned(), changeRequested]);
    expect(asked.when(grantChange({ dueOn: '2023-10-31' }), planner)).toEqual(noDay);
    for (const now of ['2023-03-01T02:00:00.000Z', '2023-10-01T02:00:00.000Z'])
      expect(asked.when(grantChange(), { ...planner, now })).toMatchObject({
        events: [{ data: { schedule } }],
      });
  });

  it('is refused with a reason, and the task stays as it was', () => {
    expect(waiting.when(refuseChange(), planner)).toEqual({ events: [changeRefused] });
    expect(given(task, [...ordered, changeRequested, changeRefused]).state).toEqual(standing.state);
  });

  it('is taken back by the lead while it waits; another may follow, and the task stays as it was', () => {
    expect(waiting.when(withdrawChange(), labour)).toEqual({ events: [changeWithdrawn] });
    const takenBack = given(task, [...ordered, changeRequested, changeWithdrawn]);
    expect(takenBack.state).toEqual(standing.state);
    expect(takenBack.when(grantChange(), planner)).toMatchObject({ refused: 'CHANGE_NOT_REQUESTED' });
    expect(takenBack.when(requestChange({ changeId: 'c2' }), labour)).toMatchObject({ events: [{}] });
    const answered = given(task, [...ordered, changeRequested, changeGranted]);
    expect(answered.when(withdrawChange(), labour)).toMatchObject({ refused: 'CHANGE_NOT_REQUESTED' });
  });

  it('is neither answered nor taken back when it does not wait', () => {
    for (const [command, by] of [
      [grantChange({ changeId: 'c2' }), planner],
      [refuseChange('c2'), planner],
      [withdrawChange('c2'), labour],
    ] as const) {
      expect(waiting.when(command, by)).toEqual({
        refused: 'CHANGE_NOT_REQUESTED',
        params: { changeId: 'c2' },
      });
    }
    for (const [command, by] of [
      [grantChange(), planner],
      [refuseChange(), planner],
      [withdrawChange(), labour],
    ] as const) {
      expect(standing.when(command, by)).toMatchObject({ refused: 'CHANGE_NOT_REQUESTED' });
      expect(given(task, [...ordered, changeRequested, cancelled]).when(command, by)).toMatchObject({
        refused: 'TASK_CANCELLED',
      });
    }
  });

  it('falls away when the task is submitted', () => {
    const done = given(task, [...ordered, acknowledged, changeRequested, submitted]);
    expect(done.when(grantChange(), planner)).toMatchObject({ refused: 'CHANGE_NOT_REQUESTED' });
  });

  it.each(ended)('is not asked for: %s', (refused, events) => {
    expect(given(task, events).when(requestChange(), leadOf(refused))).toMatchObject({ refused });
  });

  it('is not asked for on a split task', () => {
    expect(given(task, [added(), split]).when(requestChange(), labour)).toMatchObject({
      refused: 'TASK_NOT_ASSIGNED',
    });
  });
});
