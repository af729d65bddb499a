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
  checkedIn,
  checkIn,
  confirmed,
  declined,
  ended,
  evidenceWithdrawn,
  facts,
  health,
  labour,
  leadOf,
  ordered,
  planIssued,
  quarters,
  submitted,
  toWomen,
  withdrawEvidence,
  women,
} from './task.fixture.ts';

const standing = given(task, ordered);
const allYear = given(task, [added({ schedule: { kind: 'CHECK_INS', periods: quarters } }), assigned()]);
const counting = given(task, [added({ countsPeople: true }), assigned()]);
const people = { female: 40, male: 20 };

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

  it('is of a period that has begun', () => {
    const onDay = (day: string) =>
      allYear.when(checkIn({ periodId: 'q2' }), { ...labour, now: `${day}T02:00:00.000Z` });
    expect(onDay('2023-03-31')).toEqual({
      refused: 'PERIOD_NOT_BEGUN',
      params: { startsOn: '2023-04-01', today: '2023-03-31' },
    });
    expect(onDay('2023-04-01')).toMatchObject({ events: [{ data: { periodId: 'q2' } }] });
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
