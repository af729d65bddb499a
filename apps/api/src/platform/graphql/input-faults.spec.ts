import { expect, test } from 'vitest';
import { z } from 'zod';
import { inputFaults } from './input-faults.ts';

const schema = z.object({ title: z.string().min(1).max(3), percent: z.int().min(0).max(100) });

function faults(language: 'vi' | 'en', input: unknown): string[] {
  const parsed = schema.safeParse(input, { error: inputFaults[language] });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

test('a bound is told as people read it, in both languages', () => {
  const tooMuch = { title: 'một hai', percent: 150 };
  expect(faults('vi', tooMuch)).toEqual(['Tối đa 3 ký tự; hiện có 7.', 'Tối đa 100.']);
  expect(faults('en', tooMuch)).toEqual(['At most 3 characters; it has 7.', 'At most 100.']);
  expect(faults('vi', { title: '', percent: -1 })).toEqual(['Hãy điền mục này.', 'Ít nhất 0.']);
});

test('what is no question of bounds keeps the words of the library', () => {
  expect(faults('en', { title: 7, percent: 1 })[0]).toContain('string');
});
