import { manifest } from '@songhanh/example-extension';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allManifests } from '../src/extensions.ts';
import { assemble } from '../src/platform/extension/assemble.ts';
import { extensionKit } from '../src/platform/extension/kit.ts';
import { emailOf, type Session, startTestApi, type TestApi } from './harness.ts';
import { smallWorld } from './world.ts';

const writeNote = `mutation ($input: WriteTaskNoteInput!) {
  writeTaskNote(input: $input) { id text unit { id } task { code notes { text } } }
}`;

let api: TestApi;
let officer: Session;

beforeAll(async () => {
  api = await startTestApi({ environment: { EXTENSIONS: '@songhanh/example-extension' } });
  const { planner } = await smallWorld(api);
  await api.given('AssignTask', { taskId: 't1', leadUnitId: 'so-a', coordinatingUnitIds: [] }, planner);
  const draft = { planId: 'p2', title: 'Bản thảo', year: 2023 };
  await api.given('DraftPlan', { ...draft, issuingUnitId: 'tinh', draftingUnitId: 'tinh' }, planner);
  const hidden = { taskId: 'd1', planId: 'p2', code: 'D1', title: 'Chưa ban hành' };
  await api.given('AddTask', { ...hidden, schedule: { dueOn: '2099-06-30' } }, planner);
  await api.given('WriteTaskNote', { noteId: 'nd', taskId: 'd1', text: 'Chưa ai được biết' }, planner);
  officer = await api.signIn(emailOf('officer'));
});
afterAll(() => api?.[Symbol.asyncDispose]());

describe('a noun added from outside, named in EXTENSIONS', () => {
  it('has its own command, and a field on the task, without a line in the core', async () => {
    const input = { commandId: 'e1', noteId: 'n1', taskId: 't1', text: 'Đã gọi điện nhắc' };
    const { writeTaskNote } = await api.data(writeNote, { input }, officer);
    expect(writeTaskNote).toEqual({
      id: 'n1',
      text: 'Đã gọi điện nhắc',
      unit: { id: 'so-a' },
      task: { code: 't1', notes: [{ text: 'Đã gọi điện nhắc' }] },
    });
    const { taskNotes } = await api.data('{ taskNotes(taskId: "t1") { id } }', {}, officer);
    expect(taskNotes).toEqual([{ id: 'n1' }]);
  });

  it('refuses in both languages with its own words and with those of the house', async () => {
    const again = { input: { commandId: 'e2', noteId: 'n1', taskId: 't1', text: 'Lần nữa' } };
    const { errors } = await api.send(writeNote, again, { ...officer, 'accept-language': 'en' });
    expect(errors?.[0]?.message).toBe('This note has been written already.');
    const nowhere = { input: { commandId: 'e3', noteId: 'n2', taskId: 'none', text: 'Ở đâu' } };
    expect((await api.send(writeNote, nowhere, officer)).errors?.[0]).toMatchObject({
      message: 'Không có nhiệm vụ này.',
      extensions: { code: 'REFUSED', reason: 'TASK_NOT_FOUND' },
    });
  });

  it('shows nothing of a task that the viewer may not see, and takes nothing from who is not of it', async () => {
    const ask = `{ taskNotes(taskId: "d1") { text }
      _entities(representations: [{ __typename: "TaskNote", id: "nd" }]) { ... on TaskNote { text } } }`;
    const ofPlanner = await api.signIn(emailOf('planner'));
    const seen = { text: 'Chưa ai được biết' };
    expect(await api.data(ask, {}, ofPlanner)).toEqual({ taskNotes: [seen], _entities: [seen] });
    expect(await api.data(ask, {}, officer)).toEqual({ taskNotes: [], _entities: [null] });
    const input = { commandId: 'e5', noteId: 'n5', taskId: 't1', text: 'Người ngoài' };
    const { errors } = await api.send(writeNote, { input }, await api.signIn(emailOf('helper')));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'NOT_A_UNIT_OF_THE_TASK' });
  });

  it('stands at every moment, and among the event types', async () => {
    const { moment } = await api.data('{ moment { position } }', {}, officer);
    const input = { commandId: 'e4', noteId: 'n3', taskId: 't1', text: 'Sau đó' };
    await api.data(writeNote, { input }, officer);
    const ask = '{ task(id: "t1") { notes { id } } eventTypes { name noun } }';
    const now = await api.data(ask, {}, officer);
    expect(now.task.notes).toHaveLength(2);
    expect(now.eventTypes).toContainEqual({ name: 'TaskNoteWritten', noun: 'taskNote' });
    const past = await api.data(ask, {}, { ...officer, 'x-as-of': moment.position });
    expect(past.task.notes).toEqual([{ id: 'n1' }]);
  });
});

describe('a manifest that does not fit stops the boot', () => {
  it('when it was written for another version of the platform', async () => {
    const future = { ...manifest(extensionKit), compatibleWith: '^7.0.0' };
    const house = await allManifests([]);
    expect(() => assemble([...house, future])).toThrow(
      /taskNote was written for platform \^7\.0\.0; this is 0\./u,
    );
  });

  it('when a name is taken, naming by whom', async () => {
    const house = await allManifests([]);
    const twice = { ...manifest(extensionKit), name: 'task' };
    expect(() => assemble([...house, twice])).toThrow(/noun task of task is taken by task/u);
    const sameCommand = { ...manifest(extensionKit), name: 'other' };
    expect(() => assemble([...house, manifest(extensionKit), sameCommand])).toThrow(/taken by taskNote/u);
  });

  it('when it is a package that is not there', async () => {
    await expect(allManifests(['@songhanh/nowhere'])).rejects.toThrow(/extension @songhanh\/nowhere cannot/u);
  });
});
