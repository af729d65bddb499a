import { expect, test } from 'vitest';
import { planSlug } from './file-name.ts';

test.each([
  ['45/KH-UBND', '45-KH-UBND'],
  ['1790/QĐ-TTg', '1790-QD-TTg'],
  [' 12 / KH-SLĐTBXH. ', '12-KH-SLDTBXH'],
  ['../../Kế hoạch\\số 7', 'Ke-hoach-so-7'],
  [null, 'ke-hoach-2023'],
  ['…', 'ke-hoach-2023'],
])('a plan numbered %s is told as %s', (number, slug) => {
  expect(planSlug({ number, year: 2023 }, 'ke-hoach')).toBe(slug);
});

test('a number decomposed by a keyboard is told like the one composed', () => {
  const slug = (number: string) => planSlug({ number, year: 2023 }, 'plan');
  expect(slug('7/QĐ-Sở'.normalize('NFD'))).toBe(slug('7/QĐ-Sở'.normalize('NFC')));
});

test('a long number is cut', () => {
  expect(planSlug({ number: `${'A'.repeat(59)}/${'B'.repeat(200)}`, year: 2023 }, 'plan')).toBe(
    'A'.repeat(59),
  );
});
