import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { task } from './index.ts';
import {
  accepted,
  acknowledged,
  added,
  assigned,
  cancel,
  cancelled,
  checkedIn,
  confirm,
  confirmed,
  declined,
  labour,
  planner,
  returned,
  returnTask,
  split,
  submit,
  submitted,
  toWomen,
  women,
} from './task.fixture.ts';

const ordered = [added(), assigned()];
const started = [...ordered, acknowledged];

describe('a task that is under way', () => {
  it.each([
    ['acknowledged', started],
    ['checked in', [...ordered, checkedIn]],
  ])('is submitted on the business day once %s', (_name, events) => {
    expect(given(task, events).when(submit, labour)).toEqual({ events: [submitted] });
  });

  it('is submitted once a request is accepted', () => {
    expect(given(task, [added(), toWomen, accepted]).when(submit, women)).toEqual({ events: [submitted] });
  });

  it('is not submitted before it began', () => {
    expect(given(task, ordered).when(submit, labour)).toMatchObject({ refused: 'TASK_NOT_STARTED' });
    expect(given(task, [added(), toWomen]).when(submit, women)).toMatchObject({
      refused: 'TASK_NOT_STARTED',
    });
  });

  it('is not submitted by who declined it', () => {
    expect(given(task, [added(), toWomen, declined]).when(submit, women)).toMatchObject({
      refused: 'TASK_REQUEST_DECLINED',
    });
  });

  it('is not submitted for its children', () => {
    expect(given(task, [added(), split]).when(submit, labour)).toMatchObject({ refused: 'TASK_IS_SPLIT' });
  });

  it('is neither confirmed nor returned before it is submitted', () => {
    for (const command of [confirm, returnTask]) {
      expect(given(task, started).when(command, planner)).toMatchObject({ refused: 'TASK_NOT_SUBMITTED' });
    }
  });
});

describe('a task that is submitted', () => {
  const done = given(task, [...started, submitted]);

  it('is not submitted twice', () => {
    expect(done.when(submit, { ...labour, now: '2023-03-05T02:00:00.000Z' })).toEqual({ events: [] });
  });

  it('is confirmed on the business day', () => {
    expect(done.when(confirm, planner)).toEqual({ events: [confirmed] });
    expect(done.when({ name: 'ConfirmTask', input: { taskId: 't', note: 'Đạt' } }, planner)).toMatchObject({
      events: [{ data: { note: 'Đạt' } }],
    });
  });

  it('is returned with a reason, and goes on as before', () => {
    expect(done.when(returnTask, planner)).toEqual({ events: [returned] });
    const again = given(task, [...started, submitted, returned]);
    expect(again.state).toEqual(given(task, started).state);
    expect(again.when(submit, { ...labour, now: '2023-03-05T02:00:00.000Z' })).toMatchObject({
      events: [{ data: { submittedOn: '2023-03-05' } }],
    });
  });

  it('tells others that it is not under way', () => {
    expect(task.facts(done.state)).toMatchObject({ assigned: true, underWay: false });
  });
});

describe('a task that is confirmed', () => {
  const over = given(task, [...started, submitted, confirmed]);

  it('stays confirmed', () => {
    expect(over.when(confirm, planner)).toEqual({ events: [] });
    for (const command of [returnTask, cancel]) {
      expect(over.when(command, planner)).toMatchObject({ refused: 'TASK_CONFIRMED' });
    }
    expect(over.when(submit, labour)).toMatchObject({ refused: 'TASK_CONFIRMED' });
  });
});

describe('a cancellation', () => {
  it('has a reason and releases whoever coordinates', () => {
    for (const events of [ordered, started, [...started, submitted]]) {
      expect(given(task, events).when(cancel, planner)).toEqual({ events: [cancelled] });
    }
  });

  it('releases nobody when nobody was named', () => {
    expect(given(task, [added()]).when(cancel, planner)).toMatchObject({
      events: [{ data: { releasedUnitIds: [], childTaskIds: [] } }],
    });
  });

  it('names the children of a split task, which are cancelled with it', () => {
    expect(given(task, [added(), split]).when(cancel, planner)).toMatchObject({
      events: [{ data: { releasedUnitIds: [], childTaskIds: ['t.labour', 't.health'] } }],
    });
  });

  it('is for good', () => {
    const gone = given(task, [...started, cancelled]);
    expect(gone.when(cancel, planner)).toMatchObject({ refused: 'TASK_ALREADY_CANCELLED' });
    for (const command of [confirm, returnTask]) {
      expect(gone.when(command, planner)).toMatchObject({ refused: 'TASK_CANCELLED' });
    }
    expect(gone.when(submit, labour)).toMatchObject({ refused: 'TASK_CANCELLED' });
  });
});
