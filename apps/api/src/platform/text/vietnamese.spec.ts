import { describe, expect, it } from 'vitest';
import { searchable, searchWords, sortKey } from './vietnamese.ts';

describe('text as a search compares it', () => {
  it('has no diacritics, so that the place of a tone mark does not matter', () => {
    expect(searchable('Hoà Bình')).toBe('hoa binh');
    expect(searchable('Hòa Bình')).toBe('hoa binh');
    expect(searchable('Ủy ban', null, 'Đông Hà')).toBe('uy ban dong ha');
  });

  it('is the same for composed and decomposed letters', () => {
    expect(searchable('Thừa Thiên Huế'.normalize('NFD'))).toBe(searchable('Thừa Thiên Huế'));
  });

  it('has nothing that a pattern of SQL would take for a sign', () => {
    expect(searchWords('50% _a\\b')).toEqual(['50', 'a', 'b']);
    expect(searchWords('   ')).toEqual([]);
  });
});

describe('the sort key', () => {
  it.each([
    [['An', 'Ăn', 'Ân', 'Ba', 'Da', 'Đa', 'Ea']],
    [['ma', 'mà', 'mả', 'mã', 'má', 'mạ', 'mai']],
    [['Oanh', 'Ôn', 'Ơn', 'Phú']],
    [['Sở Y tế', 'Sở Xây dựng'].reverse()],
  ])('orders %j as the Vietnamese alphabet does', (names) => {
    const shuffled = [...names].reverse();
    expect(shuffled.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual(names);
  });
});
