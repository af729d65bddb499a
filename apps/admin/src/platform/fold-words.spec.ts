import { expect, test } from 'vitest';
import { foldWords, matchesWords } from './fold-words.ts';

test('diacritics, case and the place of tone marks do not matter', () => {
  expect(foldWords('Thừa Thiên Huế, Đài TRT')).toBe('thua thien hue, dai trt');
  expect(foldWords('hoà')).toBe(foldWords('hòa'));
});

test('every typed word must begin a word, in any order', () => {
  expect(matchesWords('Sở Lao động – Thương binh và Xã hội', 'xa hoi so')).toBe(true);
  expect(matchesWords('Sở Lao động – Thương binh và Xã hội', 'thuong b')).toBe(true);
  expect(matchesWords('UBND xã Phong Mỹ – People’s Committee', 'y te')).toBe(false);
  expect(matchesWords('Sở Khoa học và Công nghệ', 'hoa')).toBe(false);
  expect(matchesWords('Sở Y tế', 'so giao')).toBe(false);
  expect(matchesWords('Sở Y tế', ' ')).toBe(true);
});

test('signs between words do not matter, and alone find nothing', () => {
  expect(matchesWords('LĐ-TB&XH – Sở Lao động', 'ld, tb (xh)')).toBe(true);
  for (const signs of ['%', '--', '–', '&', ' . '])
    expect(matchesWords('LĐ-TB&XH – Sở Lao động', signs)).toBe(false);
});
