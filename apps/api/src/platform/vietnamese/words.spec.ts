import { expect, it } from 'vitest';
import { foldWords, orderKey, searchPatterns } from './words.ts';

function sorted(...words: string[]): string[] {
  return words.sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
}

it('folds case, diacritics and both placements of a tone mark', () => {
  expect(['Hòa', 'Hoà', 'HOÀ', 'hoa'].map(foldWords)).toEqual(['hoa', 'hoa', 'hoa', 'hoa']);
  expect(foldWords('Sở Lao động')).toBe('so lao dong');
});

it('makes one pattern of each word, whatever signs it holds', () => {
  expect(searchPatterns('  Bình 100%_\\ ')).toEqual(['%binh%', '%100\\%\\_\\\\%']);
  expect(searchPatterns('')).toEqual([]);
});

it('orders by the Vietnamese alphabet, then by tone', () => {
  expect(sorted('Ăn', 'Bà', 'Ân', 'An', 'Đa', 'Da', 'Êm', 'Em')).toEqual([
    'An',
    'Ăn',
    'Ân',
    'Bà',
    'Da',
    'Đa',
    'Em',
    'Êm',
  ]);
  expect(sorted('mạ', 'má', 'mã', 'mả', 'mà', 'ma')).toEqual(['ma', 'mà', 'mả', 'mã', 'má', 'mạ']);
  expect(sorted('má b', 'mà c')).toEqual(['má b', 'mà c']);
});

it('orders numbers by their value', () => {
  expect(sorted('A10', 'A9', 'A5.2', 'A5')).toEqual(['A5', 'A5.2', 'A9', 'A10']);
});
