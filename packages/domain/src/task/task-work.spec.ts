import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { type TaskEvent, task } from './index.ts';
import {
  accepted,
  acknowledged,
  added,
  assigned,
  attach,
  attached,
  cancelled,
  changeGranted,
  changeRefused,
  changeRequested,
  checkedIn,
  checkIn,
  confirmed,
  declined,
  dueDate,
  evidenceWithdrawn,
  facts,
  grantChange,
  health,
  labour,
  planIssued,
  planner,
  quarters,
  refuseChange,
  requestChange,
  split,
  submitted,
  toWomen,
  withdrawEvidence,
  women,
} from './task.fixture.ts';

const ordered = [added(), assigned()];
const standing = given(task, ordered);
const allYear = given(task, [added({ schedule: { kind: 'CHECK_INS', periods: quarters } }), assigned()]);
const counting = given(task, [added({ countsPeople: true }), assigned()]);
const people = { female: 40, male: 20 };

const ended: [string, TaskEvent[]][] = [
  ['TASK_SUBMITTED', [...ordered, acknowledged, submitted]],
  ['TASK_CONFIRMED', [...ordered, acknowledged, submitted, confirmed]],
  ['TASK_CANCELLED', [...ordered, cancelled]],
  ['TASK_REQUEST_DECLINED', [added(), toWomen, declined]],
];
const leadOf = (refused: string) => (refused === 'TASK_REQUEST_DECLINED' ? women : labour);

describe('a check-in', () => {
  it('tells how far the task is, also before the order is acknowledged', () => {
    expect(standing.when(checkIn(), labour)).toEqual({ events: [checkedIn] });
  });

  it('has an id of its own', () => {
    const once = given(task, [...ordered, checkedIn]);
    expect(once.when(checkIn({ text: 'Khác' }), labour)).toEqual({
      refused: 'CHECK_IN_ALREADY_RECORDED',
      params: { checkInId: 'i1' },
    });
    expect(once.when(checkIn({ checkInId: 'i2' }), labour)).toMatchObject({ events: [{}] });
  });

  it('waits until a request is accepted', () => {
    expect(given(task, [added(), toWomen]).when(checkIn(), women)).toMatchObject({
      refused: 'TASK_REQUEST_UNANSWERED',
    });
    expect(given(task, [added(), toWomen, accepted]).when(checkIn(), women)).toEqual({
      events: [checkedIn],
    });
  });

  it('names a period of an all-year task, and none of another', () => {
    expect(allYear.when(checkIn({ periodId: 'q1' }), labour)).toMatchObject({
      events: [{ data: { periodId: 'q1' } }],
    });
    expect(allYear.when(checkIn(), labour)).toMatchObject({ refused: 'PERIOD_NEEDED' });
    for (const tasks of [allYear, standing]) {
      expect(tasks.when(checkIn({ periodId: 'q9' }), labour)).toEqual({
        refused: 'PERIOD_NOT_IN_TASK',
        params: { periodId: 'q9' },
      });
    }
  });

  it('corrects a period by a second one', () => {
    const first: TaskEvent = { ...checkedIn, data: { ...checkedIn.data, periodId: 'q1' } };
    const corrected = given(task, [
      added({ schedule: { kind: 'CHECK_INS', periods: quarters } }),
      assigned(),
      first,
    ]);
    expect(corrected.when(checkIn({ checkInId: 'i2', periodId: 'q1' }), labour)).toMatchObject({
      events: [{}],
    });
  });

  it('counts people where the task counts them, and only there', () => {
    expect(counting.when(checkIn({ people }), labour)).toMatchObject({ events: [{ data: { people } }] });
    expect(counting.when(checkIn(), labour)).toMatchObject({ refused: 'PEOPLE_NEEDED' });
    expect(standing.when(checkIn({ people }), labour)).toMatchObject({ refused: 'PEOPLE_NOT_COUNTED' });
  });

  it.each(ended)('is refused: %s', (refused, events) => {
    expect(given(task, events).when(checkIn(), leadOf(refused))).toMatchObject({ refused });
  });
});

describe('evidence', () => {
  const proved = given(task, [...ordered, attached()]);
  const other = { evidenceId: 'e2', sha256: 'b'.repeat(64) };

  it('is attached by the lead and by whoever coordinates, each under its own unit', () => {
    expect(standing.when(attach(), labour)).toEqual({ events: [attached()] });
    expect(standing.when(attach(), women)).toEqual({ events: [attached({ unitId: 'women' })] });
  });

  it('may belong to no deliverable, but to none that the task has not', () => {
    expect(standing.when(attach({ deliverableId: undefined }), labour)).toEqual({
      events: [attached({ deliverableId: null })],
    });
    expect(standing.when(attach({ deliverableId: 'd9' }), labour)).toEqual({
      refused: 'DELIVERABLE_NOT_IN_TASK',
      params: { deliverableId: 'd9' },
    });
  });

  it('is the same file on the same deliverable: nothing changes', () => {
    expect(proved.when(attach({ evidenceId: 'e2' }), labour)).toEqual({ events: [] });
    expect(proved.when(attach({ evidenceId: 'e2', deliverableId: null }), labour)).toMatchObject({
      events: [{}],
    });
    expect(proved.when(attach(other), labour)).toMatchObject({ events: [{}] });
  });

  it('has an id of its own for another file', () => {
    expect(proved.when(attach({ ...other, evidenceId: 'e1' }), labour)).toEqual({
      refused: 'EVIDENCE_ALREADY_ATTACHED',
      params: { evidenceId: 'e1' },
    });
  });

  it('is withdrawn with a reason, once, and can be attached anew', () => {
    expect(proved.when(withdrawEvidence, labour)).toEqual({ events: [evidenceWithdrawn] });
    const without = given(task, [...ordered, attached(), evidenceWithdrawn]);
    expect(without.when(withdrawEvidence, labour)).toEqual({ events: [] });
    expect(without.when(attach({ evidenceId: 'e2' }), labour)).toMatchObject({ events: [{}] });
    expect(without.when(attach(), labour)).toMatchObject({ refused: 'EVIDENCE_ALREADY_ATTACHED' });
  });

  it('is not withdrawn when there is none', () => {
    expect(standing.when(withdrawEvidence, labour)).toEqual({
      refused: 'EVIDENCE_NOT_FOUND',
      params: { evidenceId: 'e1' },
    });
  });

  it('stays with a confirmed task, and comes to one that is submitted', () => {
    const done = [...ordered, acknowledged, attached(), submitted];
    expect(given(task, done).when(attach(other), health)).toMatchObject({ events: [{}] });
    expect(given(task, done).when(withdrawEvidence, labour)).toMatchObject({ events: [{}] });
    const kept = given(task, [...done, confirmed]);
    for (const command of [attach(other), withdrawEvidence]) {
      expect(kept.when(command, labour)).toMatchObject({ refused: 'TASK_CONFIRMED' });
    }
  });

  it('comes from no lead that declined, but from whoever coordinates', () => {
    const left = given(task, [added(), toWomen, declined]);
    expect(left.when(attach(), women)).toMatchObject({ refused: 'TASK_REQUEST_DECLINED' });
    expect(left.when(attach(), health)).toEqual({ events: [attached({ unitId: 'health' })] });
  });

  it('comes to a closed plan, as check-ins do', () => {
    const closed = { ...labour, facts: { ...facts, 'plan-p': { ...planIssued, status: 'CLOSED' } } };
    for (const command of [attach(), checkIn()]) {
      expect(standing.when(command, closed)).toMatchObject({ events: [{}] });
    }
  });

  it('comes to no cancelled task, but can be withdrawn from one', () => {
    const gone = given(task, [...ordered, attached(), cancelled]);
    expect(gone.when(attach(other), labour)).toMatchObject({ refused: 'TASK_CANCELLED' });
    expect(gone.when(withdrawEvidence, labour)).toMatchObject({ events: [{}] });
  });
});

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
          },
        },
      ],
    });
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

  it('is not answered when it does not wait', () => {
    for (const command of [grantChange({ changeId: 'c2' }), refuseChange('c2')]) {
      expect(waiting.when(command, planner)).toEqual({
        refused: 'CHANGE_NOT_REQUESTED',
        params: { changeId: 'c2' },
      });
    }
    for (const command of [grantChange(), refuseChange()]) {
      expect(standing.when(command, planner)).toMatchObject({ refused: 'CHANGE_NOT_REQUESTED' });
      expect(given(task, [...ordered, changeRequested, cancelled]).when(command, planner)).toMatchObject({
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
