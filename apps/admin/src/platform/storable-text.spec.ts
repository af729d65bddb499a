import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test('what cannot be seen nor stored becomes a space', () => {
  expect(storableText('Sở\u000bY tế\u0000')).toBe('Sở Y tế ');
});

test('all that people write stays, half a pair too, which the keyboard may send before its other half', () => {
  const text = 'Kế hoạch\tsố 45/KH-UBND\r\n“bình đẳng giới” – 😀 𠀀';
  expect(storableText(text)).toBe(text);
  expect(storableText('\ud83d')).toBe('\ud83d');
});
