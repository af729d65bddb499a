import { expect, test } from 'vitest';
import { createDrafts, type Draft, type DraftStorage, rebased } from './drafts.ts';

function memory(): DraftStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

const unsent: Draft<object> = { commandId: 'c1', values: {}, base: null, contested: [] };

test('a draft is read back with its command id', () => {
  const drafts = createDrafts(memory());
  drafts.write('ann/checkIn/t1', { ...unsent, values: { text: 'một nửa' } });
  expect(drafts.read('ann/checkIn/t1')).toEqual({ ...unsent, values: { text: 'một nửa' } });
});

test('a draft of another person is not found', () => {
  const drafts = createDrafts(memory());
  drafts.write('ann/checkIn/t1', unsent);
  expect(drafts.read('binh/checkIn/t1')).toBeNull();
});

test('whoever asked is told that a draft is kept, and that it is gone', () => {
  const drafts = createDrafts(memory());
  const told: boolean[] = [];
  const stop = drafts.subscribe(() => told.push(drafts.has('k')));
  drafts.write('k', unsent);
  drafts.drop('k');
  stop();
  drafts.write('k', unsent);
  expect(told).toEqual([true, false]);
});

test('a dropped draft is gone', () => {
  const drafts = createDrafts(memory());
  drafts.write('k', unsent);
  drafts.drop('k');
  expect(drafts.read('k')).toBeNull();
});

test('a full storage and broken text are answered without throwing', () => {
  const full: DraftStorage = {
    getItem: () => '{broken',
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
    removeItem: () => undefined,
  };
  const drafts = createDrafts(full);
  expect(drafts.write('k', { ...unsent })).toBe(false);
  expect(drafts.read('k')).toBeNull();
});

interface Details {
  readonly title: string;
  readonly dueOn: string;
}

const read: Details = { title: 'Tập huấn', dueOn: '2023-10-15' };

function typed(change: Partial<Details>): Draft<Details> {
  return {
    commandId: 'c1',
    values: { ...read, ...change },
    base: { values: read, revision: 3 },
    contested: [],
  };
}

test('a field that was not touched takes over what somebody else wrote, one that was keeps its words', () => {
  const draft = rebased(typed({ title: 'Tập huấn hai lớp' }), { ...read, dueOn: '2023-10-20' }, 4);
  expect(draft.values).toEqual({ title: 'Tập huấn hai lớp', dueOn: '2023-10-20' });
  expect(draft.base).toEqual({ values: { ...read, dueOn: '2023-10-20' }, revision: 4 });
  expect(draft.contested).toEqual([]);
});

test('a field that both changed is contested, and nothing typed is lost', () => {
  const draft = rebased(typed({ title: 'Tên của tôi' }), { ...read, title: 'Tên của họ' }, 4);
  expect(draft.values.title).toBe('Tên của tôi');
  expect(draft.contested).toEqual(['title']);
  const later = rebased(draft, { ...read, title: 'Tên của họ', dueOn: '2023-10-20' }, 5);
  expect(later.contested).toEqual(['title']);
  expect(later.values.dueOn).toBe('2023-10-20');
});

test('what is contested stays so while one types on, until it is settled or both say the same', () => {
  const contested = rebased(typed({ title: 'Tên của tôi' }), { ...read, title: 'Tên của họ' }, 4);
  const typedOn = { ...contested, values: { ...contested.values, title: 'Tên của tôi, dài hơn' } };
  expect(rebased(typedOn, { ...read, title: 'Tên của họ' }, 5).contested).toEqual(['title']);
  expect(rebased(typedOn, { ...read, title: 'Tên của tôi, dài hơn' }, 5).contested).toEqual([]);
});

test('a field that both changed alike is not contested', () => {
  const draft = rebased(typed({ title: 'Như nhau' }), { ...read, title: 'Như nhau' }, 4);
  expect(draft.contested).toEqual([]);
});
