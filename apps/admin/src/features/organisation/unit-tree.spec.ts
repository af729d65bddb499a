import { expect, test } from 'vitest';
import { countMatches, type UnitNode, unitTree } from './unit-tree.ts';

const province = unit('p', 'Tỉnh Thừa Thiên Huế', null);
const city = unit('c', 'Thành phố Huế', 'p');
const ward = unit('w', 'Phường Thuỷ Biều', 'c');
const district = unit('d', 'Huyện Phong Điền', 'p');
const all = [province, city, ward, district];

test('units stand below their parent in the order given', () => {
  expect(ids(unitTree(all, ''))).toEqual(['p(c(w),d)']);
});

test('words find whatever the diacritics and the place of the tone mark', () => {
  expect(ids(unitTree(all, 'thủy bieu'))).toEqual(['p(c(w))']);
  expect(ids(unitTree(all, 'PHONG dien'))).toEqual(['p(d)']);
});

test('what only leads to a match does not count as one', () => {
  expect(countMatches(unitTree(all, 'bieu'))).toBe(1);
  expect(countMatches(unitTree(all, ''))).toBe(4);
});

test('a unit whose parent is not shown stands at the top', () => {
  expect(ids(unitTree([ward], ''))).toEqual(['w']);
});

function unit(id: string, name: string, parentId: string | null) {
  return {
    id,
    name,
    nameEnglish: null,
    shortName: name,
    code: null,
    parent: parentId === null ? null : { id: parentId },
  };
}

function ids(nodes: readonly UnitNode<{ id: string }>[]): string[] {
  return nodes.map(({ unit: { id }, children }) =>
    children.length === 0 ? id : `${id}(${ids(children).join(',')})`,
  );
}
