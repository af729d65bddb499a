import { expect, test } from 'vitest';
import { unitLabel } from './unit-label.ts';

test('a unit is called by both its names, and once where they are one', () => {
  expect(unitLabel('Sở GD&ĐT', 'Sở Giáo dục và Đào tạo')).toBe('Sở GD&ĐT — Sở Giáo dục và Đào tạo');
  expect(unitLabel('Sở Y tế', 'Sở Y tế')).toBe('Sở Y tế');
});
