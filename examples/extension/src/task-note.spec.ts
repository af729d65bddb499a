import { given } from '@songhanh/domain/kernel';
import { describe, expect, it } from 'vitest';
import { taskNote } from './task-note.ts';

const input = { noteId: 'n1', taskId: 't1', text: 'Đã gọi điện nhắc' };
const written = { type: 'TaskNoteWritten', data: input } as const;
const write = { name: 'WriteTaskNote', input } as const;
const facts = { 'task-t1': { leadUnitId: 'lead', coordinatingUnitIds: ['helper'] } };
const ofLead = { facts, actor: { role: 'OFFICER', unitId: 'lead' } } as const;

describe('writing a note on a task', () => {
  it('records it', () => {
    expect(given(taskNote, []).when(write, ofLead)).toEqual({ events: [written] });
  });

  it('is refused for a task that does not exist', () => {
    expect(given(taskNote, []).when(write)).toMatchObject({ refused: 'TASK_NOT_FOUND' });
  });

  it('is refused a second time', () => {
    expect(given(taskNote, [written]).when(write, ofLead)).toMatchObject({
      refused: 'NOTE_ALREADY_WRITTEN',
    });
  });

  it('is for planners and the units of the task alone', () => {
    const by = (role: 'PLANNER' | 'OFFICER', unitId: string) =>
      given(taskNote, []).when(write, { facts, actor: { role, unitId } });
    for (const outcome of [by('PLANNER', 'other'), by('OFFICER', 'helper')])
      expect(outcome).toEqual({ events: [written] });
    expect(by('OFFICER', 'other')).toEqual({ forbidden: 'NOT_A_UNIT_OF_THE_TASK' });
  });

  it('is not for auditors', () => {
    const outcome = given(taskNote, []).when(write, { facts, actor: { role: 'AUDITOR' } });
    expect(outcome).toEqual({ forbidden: 'AUDITOR_CHANGES_NOTHING' });
  });
});
