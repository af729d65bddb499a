import { expect, test } from 'vitest';
import { placeOf, reportedTo, superiorOf } from './offices.ts';
import type { PlacedUnit } from './query.ts';

const province = unit('PROVINCE', 'UBND tỉnh Thừa Thiên Huế', null);
const city = unit('DISTRICT', 'UBND thành phố Huế', province);
const ward = unit('COMMUNE', 'UBND phường Phường Đúc', city);
const department = unit('DEPARTMENT', 'Sở Y tế', province);
const branch = unit('DEPARTMENT', 'Chi cục Dân số', department);
const office = unit('DEPARTMENT', 'Phòng Y tế thành phố Huế', city);
const police = unit('VERTICAL_AGENCY', 'Công an tỉnh', province);
const policeOffice = unit('VERTICAL_AGENCY', 'Phòng Tham mưu', police);
const union = unit('MASS_ORGANISATION', 'Hội Liên hiệp Phụ nữ tỉnh', province);
const party = unit('PARTY_BODY', 'Ban Dân vận Tỉnh ủy', province);
const radio = unit('PRESS_AGENCY', 'Đài Phát thanh - Truyền hình tỉnh', province);
const orphan = unit('DEPARTMENT', 'Sở Nội vụ', null);

test.each([
  [province, 'Thừa Thiên Huế'],
  [department, 'Thừa Thiên Huế'],
  [branch, 'Thừa Thiên Huế'],
  [police, 'Thừa Thiên Huế'],
  [city, 'Huế'],
  [office, 'Huế'],
  [ward, 'Phường Đúc'],
  [unit('COMMUNE', 'Ủy ban nhân dân xã Hồng Vân', city), 'Hồng Vân'],
  [unit('COMMUNE', 'UBND phường 1', city), 'Phường 1'],
  [unit('DISTRICT', 'UBND quận Hà Đông', province), 'Hà Đông'],
  [orphan, null],
])('$name writes from its territory', (from, place) => {
  expect(placeOf(from)).toBe(place);
});

test.each([
  [department, province],
  [office, city],
  [branch, department],
  [radio, province],
  [policeOffice, police],
  [city, null],
  [province, null],
  [union, null],
  [police, null],
  [party, null],
])(
  '$name has its superior above it in the letterhead, a committee and a body of its own none',
  (drafting, above) => {
    expect(superiorOf({ draftingUnit: drafting, issuingUnit: drafting })).toBe(above);
    expect(superiorOf({ draftingUnit: drafting, issuingUnit: province })).toBe(above);
  },
);

test('a department of which nothing is known above stands under who issued the plan', () => {
  expect(superiorOf({ draftingUnit: orphan, issuingUnit: province })).toBe(province);
});

test('the report goes to who issued the plan, or where it did so itself to who stands above it', () => {
  const to = (draftingUnit: PlacedUnit, issuingUnit: PlacedUnit) => reportedTo({ draftingUnit, issuingUnit });
  expect(to(department, province)).toBe(province);
  expect(to(department, department)).toBe(province);
  expect(to(city, city)).toBe(province);
  expect(to(union, union)).toBeNull();
  expect(to(province, province)).toBeNull();
});

function unit(kind: string, name: string, parent: PlacedUnit | null): PlacedUnit {
  return { id: name, kind, name, nameEnglish: null, shortName: name, parent };
}
