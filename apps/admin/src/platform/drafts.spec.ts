import { expect, test } from 'vitest';
import { createDrafts, type DraftStorage } from './drafts.ts';

function memory(): DraftStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

test('a draft is read back with its command id', () => {
  const drafts = createDrafts(memory());
  drafts.write('ann/checkIn/t1', { commandId: 'c1', values: { text: 'một nửa' } });
  expect(drafts.read('ann/checkIn/t1')).toEqual({ commandId: 'c1', values: { text: 'một nửa' } });
});

test('a draft of another person is not found', () => {
  const drafts = createDrafts(memory());
  drafts.write('ann/checkIn/t1', { commandId: 'c1', values: {} });
  expect(drafts.read('binh/checkIn/t1')).toBeNull();
});

test('a dropped draft is gone', () => {
  const drafts = createDrafts(memory());
  drafts.write('k', { commandId: 'c1', values: {} });
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
  expect(drafts.write('k', { commandId: 'c', values: {} })).toBe(false);
  expect(drafts.read('k')).toBeNull();
});
